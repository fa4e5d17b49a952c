"""Acts on units, people and memberships: one transaction and one event each."""

from app.organisation.services.facts import PersonFacts, PlaceFacts, UnitFacts
from app.organisation.services.memberships import correct_membership, end_membership, start_membership, transfer
from app.organisation.services.people import add_person, edit_person
from app.organisation.services.units import add_unit, edit_unit, end_unit, move_unit, resume_unit

__all__ = [
    "PersonFacts",
    "PlaceFacts",
    "UnitFacts",
    "add_person",
    "add_unit",
    "correct_membership",
    "edit_person",
    "edit_unit",
    "end_membership",
    "end_unit",
    "move_unit",
    "resume_unit",
    "start_membership",
    "transfer",
]
