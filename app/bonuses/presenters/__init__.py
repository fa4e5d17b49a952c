"""Shapes that the pages about bonuses need."""
