"""Who sits in a council, for how long, and who may not vote on a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.council.enums import CouncilRole, DerivedGround, SeatFault


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member and the tree path of the unit in which they work (empty when in none)."""

    person_id: UUID
    unit_path: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Whom a file is about, and the body whose council deliberates."""

    body_path: str
    person_id: UUID | None = None
    collective_path: str | None = None
    author_ids: frozenset[UUID] = frozenset()
    """Who wrote the initiatives that the file rests on."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a council."""

    person_id: UUID
    role: CouncilRole = CouncilRole.MEMBER
    has_vote: bool = True
    post: str = ""
    stands_in_for: UUID | None = None
    """Person in whose place this one sits when that one is absent; such a seat has no vote beside the other's."""


def seat_faults(seats: Sequence[Seat]) -> list[SeatFault]:
    """Return what keeps these seats from being a council."""
    chairs = sum(seat.role is CouncilRole.CHAIR for seat in seats)
    substitutes = [seat for seat in seats if seat.stands_in_for is not None]
    principals = {seat.person_id for seat in seats if seat.stands_in_for is None}
    replaced = [seat.stands_in_for for seat in substitutes]
    faults = {
        SeatFault.NO_CHAIR: chairs == 0,
        SeatFault.SEVERAL_CHAIRS: chairs > 1,
        SeatFault.TWICE: len({seat.person_id for seat in seats}) < len(seats),
        SeatFault.NO_VOTES: not any(seat.has_vote for seat in seats if seat.stands_in_for is None),
        SeatFault.SUBSTITUTE_OF_NOBODY: not principals.issuperset(replaced),
        SeatFault.SEVERAL_SUBSTITUTES: len(set(replaced)) < len(replaced),
        SeatFault.CHAIR_SUBSTITUTE: any(seat.role is CouncilRole.CHAIR for seat in substitutes),
    }
    return [fault for fault, present in faults.items() if present]


def is_in_office(valid_from: date | None, valid_to: date | None, *, on: date) -> bool:
    """Say whether a council is in office on a day; an end that its decision leaves open sets no limit."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def derived_conflicts(member: MemberFacts, file: FileFacts) -> list[DerivedGround]:
    """Return why this member may not vote on this file.

    Own unit: the collective in which the member works, at any depth. The body as a whole is nobody's own unit,
    since nobody could then vote on it.
    """
    grounds = []
    if file.person_id == member.person_id:
        grounds.append(DerivedGround.OWN_NOMINATION)
    collective = file.collective_path
    if collective and not file.body_path.startswith(collective) and member.unit_path.startswith(collective):
        grounds.append(DerivedGround.OWN_UNIT)
    if member.person_id in file.author_ids:
        grounds.append(DerivedGround.CO_AUTHOR)
    return grounds
