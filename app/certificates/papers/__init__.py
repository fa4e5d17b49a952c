"""Certificates as they are printed."""
