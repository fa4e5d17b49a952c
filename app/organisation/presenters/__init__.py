"""Shapes that the pages about units and people need."""
