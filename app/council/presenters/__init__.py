"""Shapes that the pages and papers about councils need, by subject."""
