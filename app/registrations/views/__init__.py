"""Pages of registrations."""

from app.registrations import lent
from app.registrations.views import listing, records, registering, rounds
from app.registrations.views.blueprint import bp

__all__ = ["bp", "lent", "listing", "records", "registering", "rounds"]
