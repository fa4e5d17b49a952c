"""Catalogue of emulation titles and commendation forms."""
