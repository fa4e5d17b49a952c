"""Self-assessment: what people, and units as collectives, say of their own year."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.classification import policy, queries
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification, SelfAssessment
from app.classification.rules import entries as entry_rules
from app.classification.rules import steps
from app.classification.rules.points import as_hundredths
from app.classification.services.places import hold, refuse_locked_body, units_for_writing
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotFound, Problem, RuleBroken, StaleVersion, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.eligibility.enums import ClassificationLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfPlan:
    """The own level, the points with their parts where the scheme counts them, and the text."""

    level: ClassificationLevel
    results: str
    shortcomings: str = ""
    points: Decimal | None = None
    score: dict[str, str] | None = None
    version: int | None = None


def assess_person(year: int, plan: SelfPlan, *, actor: Actor, at: datetime) -> UUID:
    """Write down what the actor says of the own year, in the unit where the actor worked last in it."""
    if actor.person_id is None:
        raise NotFound
    with transaction() as session:
        day = entry_rules.reference_day(year, local_day(at))
        place = queries.own_place(session, actor.person_id, year, day)
        if place is None:
            raise NotFound
        hold(session, [place.body_id])
        _refuse_decided(session, year, actor.person_id, None, place.body_id)
        return _write(session, year, plan, place.unit_id, person_id=actor.person_id, actor=actor, at=at)


def assess_unit(unit_id: UUID, year: int, plan: SelfPlan, *, actor: Actor, at: datetime) -> UUID:
    """Write down what a unit says of its own year as a collective."""
    with transaction() as session:
        (unit,) = units_for_writing(session, {unit_id}, actor, policy.may_propose)
        assert unit.body_id is not None
        _refuse_decided(session, year, None, unit_id, unit.body_id)
        return _write(session, year, plan, unit_id, person_id=None, actor=actor, at=at)


def _refuse_decided(
    session: Session, year: int, person_id: UUID | None, collective_id: UUID | None, body_id: UUID
) -> None:
    refuse_locked_body(session, body_id, year)
    subject = Classification.person_id == person_id if person_id else Classification.collective_id == collective_id
    status = session.scalar(select(Classification.status).where(Classification.year == year, subject))
    if status not in (None, ClassificationStatus.PROPOSED):
        raise RuleBroken(Problem(_l("The level is decided already; the self-assessment stays as it is.")))


def _write(
    session: Session,
    year: int,
    plan: SelfPlan,
    unit_id: UUID,
    *,
    person_id: UUID | None,
    actor: Actor,
    at: datetime,
) -> UUID:
    refuse(_problems(plan))
    subject = SelfAssessment.person_id == person_id if person_id else SelfAssessment.collective_id == unit_id
    query = select(SelfAssessment).where(SelfAssessment.year == year, subject)
    row = session.scalar(query.execution_options(populate_existing=True))
    before = _facts(row) if row else {}
    if plan.version is not None and plan.version != (row.version if row else 0):
        raise StaleVersion
    if row is None:
        row = SelfAssessment(id=new_id(), year=year, person_id=person_id, collective_id=None if person_id else unit_id)
        session.add(row)
    row.unit_id, row.level, row.points = unit_id, plan.level, as_hundredths(plan.points)
    row.score, row.results, row.shortcomings = plan.score, nfc_block(plan.results), nfc_block(plan.shortcomings)
    row.written_by_name, row.written_at = actor.name, at
    after = _facts(row)
    changes = {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}
    if changes:
        kind = "classification.self_assessed"
        trail.record(session, kind, row.id, actor=actor, at=at, changes={"year": year, **changes})
    return row.id


def _problems(plan: SelfPlan) -> list[Problem]:
    problems = []
    if not nfc_block(plan.results):
        problems.append(Problem(_l("Say in a few sentences what was done."), "results"))
    for name, text in (("results", plan.results), ("shortcomings", plan.shortcomings)):
        if len(nfc_block(text)) > steps.MAX_TEXT:
            problems.append(Problem(_l("At most %(most)s characters.", most=steps.MAX_TEXT), name))
    return problems


def _facts(row: SelfAssessment) -> dict[str, Any]:  # Any: JSON values
    return {
        "level": row.level.value,
        "points": row.points,
        "score": row.score,
        "results": row.results,
        "shortcomings": row.shortcomings,
        "unit_id": str(row.unit_id),
    }
