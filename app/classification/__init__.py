"""Yearly quality classification of people and units."""
