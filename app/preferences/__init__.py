"""Language, theme, and the body and year one looks at."""
