"""Shapes that the pages about nominations need."""
