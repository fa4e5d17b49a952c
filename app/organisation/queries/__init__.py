"""Every select over units, people and memberships."""

from app.organisation.models import Membership, Person, Unit
from app.organisation.queries.places import Member, Place, active_on, current_place, members_on, places_of
from app.organisation.queries.units import (
    UnitRow,
    bodies_within,
    higher_authority,
    in_tree_order,
    unit_by_code,
    unit_by_id,
    units_within,
    valid_on,
)

__all__ = [
    "Member",
    "Membership",
    "Person",
    "Place",
    "Unit",
    "UnitRow",
    "active_on",
    "bodies_within",
    "current_place",
    "higher_authority",
    "in_tree_order",
    "members_on",
    "places_of",
    "unit_by_code",
    "unit_by_id",
    "units_within",
    "valid_on",
]
