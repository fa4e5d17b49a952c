"""Verified files that can still be put on an agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.council.models import AgendaItem
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.queries import EXCEPTION_KEPT, Nomination
from app.organisation.rules import search_words

MOST_FILES: Final = 200


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A verified file of the campaign."""

    id: UUID
    number: int
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    subject: Subject
    award_code: str
    regime_id: str
    exception_reason: str | None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which of the verified files are wanted; empty: all."""

    award_code: str = ""
    subject: Subject | None = None
    words: str = ""


_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Nomination.id,
    Nomination.number,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.subject,
    Nomination.award_code,
    Nomination.regime_id,
    EXCEPTION_KEPT,
)


def verified_files(
    session: Session, meeting_id: UUID, campaign_id: UUID, narrowing: Narrowing
) -> Sequence[VerifiedFile]:
    """Verified files of a campaign that are not on this agenda, in the order of award, unit and name."""
    query = (
        select(*_COLUMNS)
        .where(_waiting(meeting_id, campaign_id), *_narrowed(narrowing))
        .order_by(Nomination.award_code, Nomination.nominee_unit_name, Nomination.sort_key, Nomination.id)
        .limit(MOST_FILES)
    )
    return [VerifiedFile(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class WaitingAward:
    """How many verified files wait for an award."""

    regime_id: str
    award_code: str
    number: int


def verified_by_award(session: Session, meeting_id: UUID, campaign_id: UUID) -> Sequence[WaitingAward]:
    """How many verified files wait for each award."""
    query = (
        select(Nomination.regime_id, Nomination.award_code, func.count())
        .where(_waiting(meeting_id, campaign_id))
        .group_by(Nomination.regime_id, Nomination.award_code)
        .order_by(Nomination.award_code)
    )
    return [WaitingAward(*row) for row in session.execute(query)]


def _waiting(meeting_id: UUID, campaign_id: UUID) -> ColumnElement[bool]:
    here = select(AgendaItem.nomination_id).where(AgendaItem.meeting_id == meeting_id)
    return (Nomination.campaign_id == campaign_id) & (Nomination.status == Status.VERIFIED) & Nomination.id.not_in(here)


def _narrowed(narrowing: Narrowing) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if narrowing.award_code:
        conditions.append(Nomination.award_code == narrowing.award_code)
    if narrowing.subject is not None:
        conditions.append(Nomination.subject == narrowing.subject)
    words = search_words(narrowing.words)
    conditions += [Nomination.search_text.contains(word.strip(), autoescape=True) for word in words]
    return conditions
