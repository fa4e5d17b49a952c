"""Yearly self-review of the leadership collective."""
