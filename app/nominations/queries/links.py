"""Nominations that follow from one another: a lower award in the place of one that the council did not adopt."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, String, case, cast, select, type_coerce
from sqlalchemy.orm import Session, aliased

from app.nominations import labels
from app.nominations.enums import LinkKind, Status
from app.nominations.models import Nomination, NominationLink, NominationTick

COUNCIL_AGREED: Final = frozenset(
    {Status.ENDORSED, Status.FORWARDED, Status.CONFERRED, Status.NOT_APPROVED, Status.DECLINED, Status.REVOKED}
)
"""States that only a file which the council endorsed can reach."""
GONE: Final = frozenset({Status.NOT_ENDORSED, Status.WITHDRAWN, Status.REFUSED})


@dataclass(frozen=True, slots=True)
class Linked:
    """The file at the other end of a link, and the reason that was given for it."""

    nomination_id: UUID
    number: int
    year: int
    regime_id: str
    award_code: str
    status: Status
    reason: str

    @property
    def is_adopted(self) -> bool:
        """Say whether the council endorsed this file."""
        return self.status in COUNCIL_AGREED

    @property
    def is_gone(self) -> bool:
        """Say whether this file came to nothing before or in the council."""
        return self.status in GONE

    @property
    def came_from_words(self) -> str:
        """Say that another file stands in the place of this one."""
        return labels.came_from_words(self.regime_id, self.award_code, self.number)

    @property
    def lowered_words(self) -> str:
        """Say that this file stands, or stood, in the place of another one."""
        return labels.lowered_words(
            self.regime_id, self.award_code, self.number, is_adopted=self.is_adopted, is_gone=self.is_gone
        )


@dataclass(frozen=True, slots=True)
class Links:
    """Which file one came from, and which lower one was proposed in its place last."""

    came_from: Linked | None = None
    lowered_to: Linked | None = None


NO_LINKS: Final = Links()
_FACTS: Final = (
    Nomination.id,
    Nomination.number,
    Nomination.year,
    Nomination.regime_id,
    Nomination.award_code,
    Nomination.status,
    NominationLink.reason,
)


WIDTH: Final = len(_FACTS)


def _lowered_to() -> ScalarSelect[Any]:
    lower = aliased(Nomination)
    return (
        select(lower.award_code)
        .join(NominationLink, NominationLink.nomination_id == lower.id)
        .where(
            NominationLink.from_id == Nomination.id,
            NominationLink.kind == LinkKind.LOWERED,
            lower.status.in_(COUNCIL_AGREED),
        )
        .order_by(lower.number.desc())
        .limit(1)
        .correlate(Nomination)
        .scalar_subquery()
    )


# Only files that the council did not endorse are looked up.
LOWERED_TO: Final = case((Nomination.status == Status.NOT_ENDORSED, _lowered_to()), else_=None)
"""The lower award that the council adopted in the place of a file; none for every other."""


def _lowered_last() -> ScalarSelect[Any]:
    lower = aliased(Nomination)
    number, status = cast(lower.number, String), type_coerce(lower.status, String)
    return (
        select(lower.regime_id + "|" + lower.award_code + "|" + number + "|" + status)
        .join(NominationLink, NominationLink.nomination_id == lower.id)
        .where(NominationLink.from_id == Nomination.id, NominationLink.kind == LinkKind.LOWERED)
        .order_by(lower.number.desc())
        .limit(1)
        .correlate(Nomination)
        .scalar_subquery()
    )


LOWERED_LAST: Final = case((Nomination.status == Status.NOT_ENDORSED, _lowered_last()), else_=None)
"""The lower award proposed last in the place of a file, its four facts in one value; ``lowered_words`` reads it."""


def lowered_words(value: str) -> str:
    """Say what became of the lower award that ``LOWERED_LAST`` tells of."""
    regime_id, code, number, state = value.split("|")
    status = Status(state)
    return labels.lowered_words(
        regime_id, code, int(number), is_adopted=status in COUNCIL_AGREED, is_gone=status in GONE
    )


def came_from_of(nomination_id: Any) -> Select[*tuple[Any, ...]]:  # Any: a key or a parameter; the columns of Linked
    """The file in whose place one was proposed."""
    return (
        select(*_FACTS)
        .join(NominationLink, NominationLink.from_id == Nomination.id)
        .where(NominationLink.nomination_id == nomination_id, NominationLink.kind == LinkKind.LOWERED)
    )


def lowered_to_of(nomination_id: Any) -> Select[*tuple[Any, ...]]:  # Any: as above
    """The lower award proposed last in the place of one file."""
    return (
        select(*_FACTS)
        .join(NominationLink, NominationLink.nomination_id == Nomination.id)
        .where(NominationLink.from_id == nomination_id, NominationLink.kind == LinkKind.LOWERED)
        .order_by(Nomination.number.desc())
        .limit(1)
    )


def linked(values: Sequence[Any]) -> Linked | None:  # Any: the columns of Linked, all None where there is no link
    """Return the file that these columns tell of."""
    return Linked(*values) if values[0] is not None else None


def links_of(session: Session, nomination_id: UUID) -> Links:
    """The files that one follows from and that follow from it."""
    found = (session.execute(query(nomination_id)).one_or_none() for query in (came_from_of, lowered_to_of))
    return Links(*(Linked(*row) if row else None for row in found))


def lowered_among(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Linked]:
    """The lower awards proposed last in the place of these files."""
    query: Select[*tuple[Any, ...]] = (  # Any: the file, and the columns of Linked
        select(NominationLink.from_id, *_FACTS)
        .join(NominationLink, NominationLink.nomination_id == Nomination.id)
        .where(NominationLink.from_id.in_(ids), NominationLink.kind == LinkKind.LOWERED)
        .order_by(Nomination.number)
    )
    return {from_id: Linked(*values) for from_id, *values in session.execute(query)}


def ticks_held(session: Session, nomination_id: UUID) -> list[NominationTick]:
    """The ticks of a file, whole."""
    return list(session.scalars(select(NominationTick).where(NominationTick.nomination_id == nomination_id)))
