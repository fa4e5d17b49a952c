"""Shapes that the pages about records need."""
