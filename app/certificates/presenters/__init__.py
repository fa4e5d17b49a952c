"""Shapes that the pages about certificates need."""
