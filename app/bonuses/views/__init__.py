"""The pages about bonuses."""

from app.bonuses.views.blueprint import bp

__all__ = ["bp"]
