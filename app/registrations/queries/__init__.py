"""Every select over registrations."""

from app.registrations.models import Registration, RegistrationRound
from app.registrations.queries.choosing import (
    Candidate,
    Collective,
    collectives_chosen,
    people_chosen,
    roll_of,
)
from app.registrations.queries.lists import (
    RegistrationFilter,
    RegistrationRow,
    all_registrations,
    award_counts,
    registration_in_sight,
    registration_page,
    registrations_of_person,
    visible_to,
)
from app.registrations.queries.register import body_path, has_registrations, live_pairs, registered_codes, round_of
from app.registrations.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "Candidate",
    "Collective",
    "Registration",
    "RegistrationFilter",
    "RegistrationRound",
    "RegistrationRow",
    "all_registrations",
    "award_counts",
    "body_path",
    "collectives_chosen",
    "has_registrations",
    "live_pairs",
    "people_chosen",
    "registered_codes",
    "registration_in_sight",
    "registration_page",
    "registrations_of_person",
    "roll_of",
    "round_of",
    "visible_to",
]
