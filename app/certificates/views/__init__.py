"""The pages about certificates."""

from app.certificates.views.blueprint import bp

__all__ = ["bp"]
