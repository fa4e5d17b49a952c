"""Signing in and out, one's own password, and the pages about accounts."""

from app.accounts.views import administration, password, signing_in
from app.accounts.views.blueprint import bp

__all__ = ["administration", "bp", "password", "signing_in"]
