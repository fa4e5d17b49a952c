"""Registrations as pages and lists show them."""
