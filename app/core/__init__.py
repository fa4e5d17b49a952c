"""Shared ground: imports no feature and no Flask request."""
