"""Nominations that follow from one another: a lower award in the place of one that the council did not adopt."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVarTuple
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
AGREED_ABOVE: Final = frozenset({Status.ENDORSED, Status.FORWARDED, Status.CONFERRED})
"""Where a lower award stands that a higher body adopted, until somebody there decides against it."""
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

    @property
    def lowered_above_words(self) -> str:
        """Say the same of a file of the body above, which the reader may not know."""
        return labels.lowered_above_words(self.regime_id, self.award_code, is_conferred=self.status is Status.CONFERRED)


@dataclass(frozen=True, slots=True)
class Links:
    """Which file one came from, and which lower one was proposed in its place last."""

    came_from: Linked | None = None
    lowered_to: Linked | None = None
    lowered_above: Linked | None = None
    """The lower award that the body adopted to which the file was proposed: a file of that body."""


Ts = TypeVarTuple("Ts")
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


def _above(column: Any, lower: Any) -> ScalarSelect[Any]:  # Any: of the file there, and its entity
    return (
        _adopted_above(select(column), lower, aliased(NominationLink), Nomination.id)
        .correlate(Nomination)
        .scalar_subquery()
    )


def _adopted_above(query: Select[*Ts], lower: Any, lowered: Any, first_id: Any) -> Select[*Ts]:
    """The file for the lower award at the body to which this one was proposed, and which did not adopt it."""
    arrived = aliased(NominationLink)
    return (
        query.join(lowered, (lowered.nomination_id == lower.id) & (lowered.kind == LinkKind.LOWERED))
        .join(arrived, (arrived.nomination_id == lowered.from_id) & (arrived.kind == LinkKind.ARRIVED))
        .where(arrived.from_id == first_id, lower.status.in_(AGREED_ABOVE))
        .order_by(lower.number.desc())
        .limit(1)
    )


_THERE: Final = aliased(Nomination)

# Only files that the council here, or the body above, did not endorse are looked up.
LOWERED_TO: Final = case(
    (Nomination.status == Status.NOT_ENDORSED, _lowered_to()),
    (Nomination.status == Status.DECLINED, _above(_THERE.award_code, _THERE)),
    else_=None,
)
"""The lower award that the council, or that of the body above, adopted in the place of a file; none for others."""


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


LOWERED_ABOVE: Final = case(
    (
        Nomination.status == Status.DECLINED,
        _above(_THERE.regime_id + "|" + _THERE.award_code + "||" + type_coerce(_THERE.status, String), _THERE),
    ),
    else_=None,
)
"""The lower award that the body above adopted in the place of a file, in one value; its number there is not told."""
LOWERED_LAST: Final = case((Nomination.status == Status.NOT_ENDORSED, _lowered_last()), else_=LOWERED_ABOVE)
"""The lower award proposed last in the place of a file, its four facts in one value; ``lowered_words`` reads it."""


def lowered_words(value: str) -> str:
    """Say what became of the lower award that ``LOWERED_LAST`` or ``LOWERED_ABOVE`` tells of."""
    regime_id, code, number, state = value.split("|")
    status = Status(state)
    if not number:
        return labels.lowered_above_words(regime_id, code, is_conferred=status is Status.CONFERRED)
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


def lowered_above_of(nomination_id: Any) -> Select[*tuple[Any, ...]]:  # Any: as above
    """The lower award that the body adopted to which one file was proposed."""
    return _adopted_above(select(*_FACTS), Nomination, NominationLink, nomination_id)


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
