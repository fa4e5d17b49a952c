"""Shapes that pages, print views and workbooks of decisions need."""
