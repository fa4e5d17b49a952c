"""Acts on the register of a year and on the registrations in it."""

from app.registrations.services.registering import (
    RegistrationBatch,
    change_registration,
    register,
    withdraw_registration,
)
from app.registrations.services.rounds import RoundPlan, keep_round

__all__ = [
    "RegistrationBatch",
    "RoundPlan",
    "change_registration",
    "keep_round",
    "register",
    "withdraw_registration",
]
