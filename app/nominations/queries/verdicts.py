"""What the law said of a file: ticks of officers, stored verdicts, who is proposed for what, reasons for an excess."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, case, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.eligibility.enums import InitiativeKind, InitiativeLevel, Outcome
from app.nominations.enums import Status, VerdictMoment
from app.nominations.models import (
    Nomination,
    NominationInitiative,
    NominationTick,
    NominationVerdict,
)
from app.records.queries import Initiative, InitiativeAuthor

IN_ROUND: Final = (
    Status.DRAFT,
    Status.SUBMITTED,
    Status.RETURNED,
    Status.VERIFIED,
    Status.TABLED,
    Status.ENDORSED,
    Status.FORWARDED,
    Status.CONFERRED,
)
"""States in which a nomination still may lead, or has led, to its award."""


@dataclass(frozen=True, slots=True)
class TickRow:
    """An officer's answer to a condition, with name and day."""

    key: str
    is_confirmed: bool
    note: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """The last verdict kept with a file, without its findings."""

    moment: VerdictMoment
    overall: Outcome
    exception_reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredVerdict(KeptVerdict):
    """The last verdict kept with a file and its findings; ``verdict`` as ``verdict_from_json`` reads it."""

    verdict: dict[str, Any]  # Any: JSON values


NEWEST_FIRST: Final = (NominationVerdict.assessed_at.desc(), NominationVerdict.id.desc())


def kept_columns(of: type[NominationVerdict]) -> tuple[InstrumentedAttribute[Any], ...]:  # Any: each column its own
    """The columns of ``KeptVerdict``, from the table or an alias of it."""
    return of.moment, of.overall, of.exception_reason, of.assessed_by_name, of.assessed_at


def kept_last(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:  # Any: a column of the verdict
    """Return what the verdict stored last says, beside the columns of each file."""
    return (
        select(column)
        .where(NominationVerdict.nomination_id == Nomination.id)
        .order_by(*NEWEST_FIRST)
        .limit(1)
        .correlate(Nomination)
        .scalar_subquery()
    )


OUTCOME_KEPT: Final = kept_last(NominationVerdict.overall)
"""What the law said of a file last; none before its first submission."""

# Only files that give a reason are looked up: lists of hundreds carry the mark without a query of their own.
EXCEPTION_KEPT: Final = case(
    (Nomination.exception_reason.is_not(None), kept_last(NominationVerdict.exception_reason)), else_=None
)
"""Why a file passed although a condition is not met; empty or none for every other."""


def ticks_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, dict[str, TickRow]]:
    """The ticks of these files by their keys."""
    query = select(
        NominationTick.nomination_id,
        NominationTick.key,
        NominationTick.is_confirmed,
        NominationTick.note,
        NominationTick.ticked_by_name,
        NominationTick.ticked_at,
    ).where(NominationTick.nomination_id.in_(ids))
    found: defaultdict[UUID, dict[str, TickRow]] = defaultdict(dict)
    for nomination_id, key, is_confirmed, note, by_name, at in session.execute(query):
        found[nomination_id][key] = TickRow(key, is_confirmed, note, by_name, at)
    return found


def proposed_codes(session: Session, year: int, nominee_ids: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    """The awards for which these people and units are proposed in a year, by nominee."""
    query = select(Nomination.person_id, Nomination.collective_id, Nomination.award_code).where(
        or_(Nomination.person_id.in_(nominee_ids), Nomination.collective_id.in_(nominee_ids)),
        Nomination.year == year,
        Nomination.status.in_(IN_ROUND),
    )
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for person_id, collective_id, code in session.execute(query):
        nominee_id = person_id or collective_id
        if nominee_id is not None:
            found[nominee_id].add(code)
    return {nominee_id: frozenset(codes) for nominee_id, codes in found.items()}


def initiatives_named(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """The initiatives on which these files rest."""
    query = select(NominationInitiative.nomination_id, NominationInitiative.initiative_id).where(
        NominationInitiative.nomination_id.in_(ids)
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for nomination_id, initiative_id in session.execute(query):
        found[nomination_id].append(initiative_id)
    return found


def last_verdict(session: Session, nomination_id: UUID) -> StoredVerdict | None:
    """The verdict stored last with a file; None when none was stored yet."""
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of StoredVerdict
        select(*kept_columns(NominationVerdict), NominationVerdict.verdict)
        .where(NominationVerdict.nomination_id == nomination_id)
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return StoredVerdict(*row) if row else None


@dataclass(frozen=True, slots=True)
class NamedInitiative:
    """An initiative of the nominee that a file may rest on."""

    id: UUID
    year: int
    title: str
    level: InitiativeLevel
    kind: InitiativeKind
    decision_number: str


def initiatives_of(session: Session, person_id: UUID | None, year: int) -> Sequence[NamedInitiative]:
    """The initiatives and topics of a person up to and with a year, the newest first; none for a collective."""
    if person_id is None:
        return []
    query = (
        select(
            Initiative.id,
            Initiative.year,
            Initiative.title,
            Initiative.level,
            Initiative.kind,
            Initiative.decision_number,
        )
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
        .where(InitiativeAuthor.person_id == person_id, Initiative.year <= year)
        .order_by(Initiative.year.desc(), Initiative.id)
    )
    return [NamedInitiative(*row) for row in session.execute(query)]
