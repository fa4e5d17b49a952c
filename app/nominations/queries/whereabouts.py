"""Where else a file stands: its item on the latest agenda, its decision or its proposal letter."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, FromClause, Select, String, Uuid, bindparam, column, literal, select, table, true
from sqlalchemy.orm import Session

from app.nominations.queries.links import NO_LINKS, WIDTH, Links, came_from_of, linked, lowered_above_of, lowered_to_of

_ITEM = table("agenda_item", column("id", Uuid()), column("meeting_id", Uuid()), column("nomination_id", Uuid()))
_MEETING = table("meeting", column("id", Uuid()), column("council_id", Uuid()))
_ON_DECISION = table("decision_item", column("decision_id", Uuid()), column("nomination_id", Uuid()))
_ON_LETTER = table("proposal_item", column("letter_id", Uuid()), column("nomination_id", Uuid()))
_HELD = table("conferral", column("id", Uuid()), column("nomination_id", Uuid()))
_REVOKED = table(
    "conferral_revocation",
    column("conferral_id", Uuid()),
    column("decision_id", Uuid()),
    column("decision_number", String()),
    column("decision_on", Date()),
)
"""Only keys are read here, and what names a decision: nominations lie below the council and the decisions."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Keys of the records that took the file further; none where it has not come."""

    item_id: UUID | None
    council_id: UUID | None
    decision_id: UUID | None
    letter_id: UUID | None
    revoking_id: UUID | None
    revoking_number: str | None
    revoking_on: date | None
    links: Links = NO_LINKS


def _question() -> Select[*tuple[Any, ...]]:  # Any: the columns of Whereabouts
    nomination_id = bindparam("nomination_id", type_=Uuid())
    of_file = (
        select(_ITEM.c.id, _MEETING.c.council_id)
        .join(_MEETING, _MEETING.c.id == _ITEM.c.meeting_id)
        .where(_ITEM.c.nomination_id == nomination_id)
        .order_by(_ITEM.c.id.desc())
        .limit(1)
        .subquery()
    )
    decision = select(_ON_DECISION.c.decision_id).where(_ON_DECISION.c.nomination_id == nomination_id)
    letter = select(_ON_LETTER.c.letter_id).where(_ON_LETTER.c.nomination_id == nomination_id)
    revoked = (
        select(_REVOKED.c.decision_id, _REVOKED.c.decision_number, _REVOKED.c.decision_on)
        .join(_HELD, _HELD.c.id == _REVOKED.c.conferral_id)
        .where(_HELD.c.nomination_id == nomination_id)
        .subquery()
    )
    one_row = select(literal(1).label("one")).subquery()
    links = [each(nomination_id).subquery() for each in (came_from_of, lowered_to_of, lowered_above_of)]
    joined: FromClause = one_row
    for link in links:
        joined = joined.outerjoin(link, true())
    return select(
        select(of_file.c.id).scalar_subquery(),
        select(of_file.c.council_id).scalar_subquery(),
        decision.scalar_subquery(),
        letter.scalar_subquery(),
        select(revoked.c.decision_id).scalar_subquery(),
        select(revoked.c.decision_number).scalar_subquery(),
        select(revoked.c.decision_on).scalar_subquery(),
        *(column for link in links for column in link.c),
    ).select_from(joined)


_WHERE: Final = _question()


def whereabouts_of(session: Session, nomination_id: UUID) -> Whereabouts:
    """Return where a file stands, in one query; keys grow with time, so the greatest item is the latest."""
    values = tuple(session.execute(_WHERE, {"nomination_id": nomination_id}).one())
    known, links = values[: -3 * WIDTH], values[-3 * WIDTH :]
    told = (linked(links[at : at + WIDTH]) for at in range(0, len(links), WIDTH))
    return replace(Whereabouts(*known), links=Links(*told))
