"""Every select over certificates."""
