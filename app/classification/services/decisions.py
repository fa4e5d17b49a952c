"""The decision on what units proposed: taken by the head, or recorded by an HR officer with number and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.classification import policy, queries
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification
from app.classification.rules import entries as entry_rules
from app.classification.rules import steps
from app.classification.rules.findings import worst
from app.classification.services.ceilings import refuse_excess
from app.classification.services.places import body_for_writing, refuse_locked_body, units_for_writing
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, TransitionError, check_version, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction
from app.eligibility.enums import ClassificationLevel, Outcome
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A level that is decided otherwise than proposed, or kept with a reason although a condition is not met."""

    level: ClassificationLevel
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPlan:
    """One decision over everything that a body, or one of its units (``unit_id``), proposed for a year."""

    body_id: UUID
    year: int
    decided_on: date
    number: str = ""
    unit_id: UUID | None = None
    changes: Mapping[UUID, Change] = field(default_factory=dict)
    """By person or unit; whoever is not named is decided as proposed."""
    excess_reason: str = ""


def decide(plan: DecisionPlan, *, actor: Actor, at: datetime) -> int:
    """Decide what was proposed and return how many levels that were.

    Raises RuleBroken where a level departs from the proposal, or stands against a condition, without a reason, and
    where more people are excellent than the ceiling allows without one.
    """
    with transaction() as session:
        if plan.unit_id is None:
            body_for_writing(session, plan.body_id, actor, policy.may_decide)
        else:
            (unit,) = units_for_writing(session, {plan.unit_id}, actor, policy.may_decide)
            if unit.body_id != plan.body_id:
                raise NotFound
        refuse_locked_body(session, plan.body_id, plan.year)
        refuse(_plan_problems(plan, today=local_day(at)))
        rows = _waiting(session, plan)
        if not rows:
            refuse([Problem(_l("Nothing that was proposed waits for a decision here."))])
        happenings = [_settle(row, plan) for row in rows]
        session.flush()
        refuse(_unreasoned(session, plan, rows))
        refuse_excess(session, plan.body_id, plan.year, plan.excess_reason, actor=actor, at=at)
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(happenings)


def take_back(classification_id: UUID, reason: str, version: int | None, *, actor: Actor, at: datetime) -> None:
    """Open one decided level again, as it was proposed, with a reason."""
    with transaction() as session:
        row = session.get(Classification, classification_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        (unit,) = units_for_writing(session, {row.unit_id}, actor, policy.may_decide)
        assert unit.body_id is not None
        refuse_locked_body(session, unit.body_id, row.year)
        if row.status is not ClassificationStatus.DECIDED:
            raise TransitionError("not decided")
        if version is not None:
            check_version(row, version)
        reason = nfc_block(reason)
        refuse(entry_rules.reason_problems(reason))
        changes = {
            "status": [row.status.value, ClassificationStatus.PROPOSED.value],
            "decided_on": [row.decided_on.isoformat() if row.decided_on else None, None],
            "level": [row.level.value, (row.proposed_level or row.level).value],
        }
        row.status, row.decided_on, row.decision_number = ClassificationStatus.PROPOSED, None, None
        row.level, row.deviation_reason = row.proposed_level or row.level, None
        kind = "classification.taken_back"
        trail.record(session, kind, row.id, actor=actor, at=at, reason=reason, changes=changes)


def _plan_problems(plan: DecisionPlan, *, today: date) -> list[Problem]:
    problems = entry_rules.decision_day_problems(plan.decided_on, year=plan.year, today=today)
    if len(nfc(plan.number)) > steps.MAX_NUMBER:
        problems.append(Problem(_l("At most %(most)s characters.", most=steps.MAX_NUMBER), "number"))
    if any(len(nfc_block(change.reason)) > entry_rules.MAX_REASON for change in plan.changes.values()):
        problems.append(Problem(_l("At most %(most)s characters.", most=entry_rules.MAX_REASON), "reason"))
    return problems


def _waiting(session: Session, plan: DecisionPlan) -> Sequence[Classification]:
    units = select(Unit.id).where(Unit.body_id == plan.body_id)
    if plan.unit_id is not None:
        units = units.where(Unit.id == plan.unit_id)
    query = (
        select(Classification)
        .where(
            Classification.year == plan.year,
            Classification.unit_id.in_(units),
            Classification.status == ClassificationStatus.PROPOSED,
        )
        .order_by(Classification.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def _settle(row: Classification, plan: DecisionPlan) -> Happening:
    """Write the decision on one entry."""
    change = plan.changes.get(row.person_id or row.unit_id)
    before: dict[str, Any] = {"level": row.level.value, "status": row.status.value, "decided_on": None}
    if change is not None:
        if change.version is not None:
            check_version(row, change.version)
        # An entry that nobody proposed keeps what stood there before the decision.
        row.proposed_level = row.proposed_level or row.level
        row.level, row.deviation_reason = change.level, nfc_block(change.reason) or None
    row.status, row.decided_on = ClassificationStatus.DECIDED, plan.decided_on
    row.decision_number = nfc(plan.number) or None
    after = {"level": row.level.value, "status": row.status.value, "decided_on": plan.decided_on.isoformat()}
    changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if row.decision_number:
        changes["decision_number"] = [None, row.decision_number]
    return Happening("classification.decided", "classification", row.id, row.deviation_reason, changes)


def _unreasoned(session: Session, plan: DecisionPlan, rows: Sequence[Classification]) -> list[Problem]:
    """A departure from the proposal needs a reason, and so does a level against a condition."""
    open_rows = [row for row in rows if not row.deviation_reason]
    departed = [row for row in open_rows if row.proposed_level and row.level is not row.proposed_level]
    judged = queries.judge_entries(session, plan.body_id, plan.year, [row for row in open_rows if row not in departed])
    against = [each for each in judged.values() if worst(each) is Outcome.NOT_MET]
    problems = []
    if departed:
        problems.append(Problem(_Counted(len(departed), departs=True)))
    if against:
        problems.append(Problem(_Counted(len(against), departs=False)))
    return problems


class _Counted:
    """A sentence with a number, put into words only when it is shown."""

    def __init__(self, number: int, *, departs: bool) -> None:
        self._number, self._departs = number, departs

    def __str__(self) -> str:
        if self._departs:
            return str(
                ngettext(
                    "%(num)s level departs from the proposal: give the reason in its row.",
                    "%(num)s levels depart from the proposal: give the reason in each row.",
                    self._number,
                )
            )
        return str(
            ngettext(
                "%(num)s level stands against a condition that is not met: change it, or give the reason in its row.",
                "%(num)s levels stand against conditions that are not met: change them, or give reasons in their rows.",
                self._number,
            )
        )
