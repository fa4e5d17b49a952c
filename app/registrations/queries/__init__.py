"""Every select over registrations."""

from app.registrations.models import Registration, RegistrationRound
from app.registrations.queries.register import registered_codes, round_of
from app.registrations.queries.trail import TRAIL_PLACES

__all__ = ["TRAIL_PLACES", "Registration", "RegistrationRound", "registered_codes", "round_of"]
