"""Pages of registrations."""

from app.registrations.views import listing, records, registering, rounds
from app.registrations.views.blueprint import bp

__all__ = ["bp", "listing", "records", "registering", "rounds"]
