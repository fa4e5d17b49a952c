"""Reviews as pages and as a paper."""
