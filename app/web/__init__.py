"""Shared HTTP: imports core only."""
