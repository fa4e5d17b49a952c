"""Titles aimed at, registered at the start of the year, and what became of them."""
