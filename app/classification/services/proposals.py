"""The unit's meeting and what it proposes for its people and for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.classification import policy
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification, UnitMeeting
from app.classification.rules import entries as entry_rules
from app.classification.rules import steps
from app.classification.rules.points import as_hundredths, level_of
from app.classification.rules.schemes import scheme_by_id
from app.classification.services.entries import belonging_problems, known_entries, list_problems, remove
from app.classification.services.places import (
    Place,
    refuse_locked,
    scheme_id_of,
    staff_groups,
    units_for_writing,
)
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import Problem, RuleBroken, StaleVersion, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """When a unit met on its classification, and who was there."""

    met_on: date
    present: int
    total: int
    none_forced: bool = False
    minutes: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the unit proposes for one of its people, or for itself; no level and no points take the proposal away."""

    unit_id: UUID
    level: ClassificationLevel | None
    person_id: UUID | None = None
    collective_id: UUID | None = None
    points: Decimal | None = None
    votes_for: int | None = None
    votes_total: int | None = None
    comment: str = ""
    version: int | None = None

    @property
    def subject_id(self) -> UUID:
        """The person, or the unit as a collective."""
        return self.person_id or self.collective_id or self.unit_id


def propose(
    unit_id: UUID,
    year: int,
    proposals: Sequence[Proposal],
    *,
    meeting: MeetingPlan | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """Write down what a unit's meeting proposes, all or none; return how many proposals changed.

    Raises NotFound or NotAllowed outside the actor's reach, RuleBroken for a locked year, a level that is decided
    already or somebody who was not in the unit, StaleVersion when somebody else was there first.
    """
    with transaction() as session:
        refuse(list_problems(proposals))
        (unit,) = units_for_writing(session, {unit_id}, actor, policy.may_propose)
        refuse_locked(session, [unit], year)
        if any(proposal.unit_id != unit_id for proposal in proposals):
            refuse([Problem(_l("One of the people did not belong to this unit in that year."))])
        known = known_entries(session, proposals, year)
        groups = staff_groups(session, [each.person_id for each in proposals if each.person_id], year)
        wanted = [_completed(each, year, unit, groups.get((each.subject_id, unit_id))) for each in proposals]
        new = [each for each in wanted if _facts(known.get(each.subject_id)) != _asked(each)]
        refuse([*_typed_problems(wanted), *_problems(new, known)])
        refuse(belonging_problems(new, known, groups))
        happenings = _meet(session, unit_id, year, meeting, at=at)
        happenings += [_write(session, each, year, known, unit, groups.get((each.subject_id, unit_id))) for each in new]
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(new)


def _completed(proposal: Proposal, year: int, unit: Place, group: StaffGroup | None) -> Proposal:
    """Fill in the level that points give where only points were typed."""
    if proposal.level is not None or proposal.points is None:
        return proposal
    scheme = scheme_by_id(scheme_id_of(year, unit, group, is_person=bool(proposal.person_id)))
    level = level_of(proposal.points, scheme) if scheme else None
    return Proposal(
        unit_id=proposal.unit_id,
        level=level,
        person_id=proposal.person_id,
        collective_id=proposal.collective_id,
        points=proposal.points,
        votes_for=proposal.votes_for,
        votes_total=proposal.votes_total,
        comment=proposal.comment,
        version=proposal.version,
    )


def _typed_problems(proposals: Sequence[Proposal]) -> list[Problem]:
    """What stands beside no level, votes that cannot be, comments that do not fit; each said once."""
    found: dict[str, Problem] = {}
    for each in proposals:
        if each.level is None and (each.points is not None or each.votes_for is not None or nfc_block(each.comment)):
            found["level"] = Problem(_l("Choose a level for the votes and comments, or take them away."))
        for problem in steps.vote_problems(each.votes_for, each.votes_total):
            found["votes"] = problem
        if len(nfc_block(each.comment)) > steps.MAX_COMMENT:
            found["comment"] = Problem(_l("At most %(most)s characters.", most=steps.MAX_COMMENT), "comment")
    return list(found.values())


def _problems(proposals: Sequence[Proposal], known: Mapping[UUID, Classification]) -> list[Problem]:
    """A proposal comes before the decision, and from the unit in which the person is classified."""
    rows = [(known[each.subject_id], each) for each in proposals if each.subject_id in known]
    problems = []
    if any(row.unit_id != each.unit_id for row, each in rows):
        problems.append(Problem(_l("One of the people is classified in another unit already.")))
    if any(row.status is not ClassificationStatus.PROPOSED for row, _each in rows):
        problems.append(Problem(_l("A level in this list is decided already and cannot be proposed again.")))
    return problems


def _meet(session: Session, unit_id: UUID, year: int, plan: MeetingPlan | None, *, at: datetime) -> list[Happening]:
    if plan is None:
        return []
    refuse(steps.meeting_problems(plan.met_on, plan.present, plan.total, year=year, today=local_day(at)))
    if len(nfc_block(plan.minutes)) > steps.MAX_TEXT:
        raise RuleBroken(Problem(_l("At most %(most)s characters.", most=steps.MAX_TEXT), "minutes"))
    query = select(UnitMeeting).where(UnitMeeting.unit_id == unit_id, UnitMeeting.year == year)
    row = session.scalar(query.execution_options(populate_existing=True))
    before = _meeting_facts(row) if row else {}
    if row is None:
        if plan.version:
            raise StaleVersion
        row = UnitMeeting(id=new_id(), unit_id=unit_id, year=year)
        session.add(row)
    after = {
        "met_on": plan.met_on.isoformat(),
        "present": plan.present,
        "total": plan.total,
        "none_forced": plan.none_forced,
        "minutes": nfc_block(plan.minutes),
    }
    if before == after:
        return []
    if before and plan.version is not None:
        check_version(row, plan.version)
    row.met_on, row.present, row.total = plan.met_on, plan.present, plan.total
    row.none_forced, row.minutes = plan.none_forced, nfc_block(plan.minutes)
    changes = {
        "year": year,
        **{name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]},
    }
    return [Happening("classification.met", "classification", unit_id, changes=changes)]


def _meeting_facts(row: UnitMeeting) -> dict[str, Any]:  # Any: JSON values
    return {
        "met_on": row.met_on.isoformat(),
        "present": row.present,
        "total": row.total,
        "none_forced": row.none_forced,
        "minutes": row.minutes,
    }


def _write(
    session: Session,
    proposal: Proposal,
    year: int,
    known: Mapping[UUID, Classification],
    unit: Place,
    group: StaffGroup | None,
) -> Happening:
    row = known.get(proposal.subject_id)
    before, after = _facts(row), _asked(proposal)
    if proposal.version is not None and proposal.version != (row.version if row else 0):
        raise StaleVersion
    changes = {name: [before.get(name), after.get(name)] for name in _FIELDS if before.get(name) != after.get(name)}
    if row is not None and proposal.level is None:
        remove(session, row)
        return Happening("classification.removed", "classification", row.id, changes=changes)
    named: dict[str, Any] = {}
    if row is None:
        is_person = proposal.person_id is not None
        row = Classification(
            id=new_id(),
            year=year,
            unit_id=unit.id,
            person_id=proposal.person_id,
            collective_id=None if is_person else unit.id,
            staff_group=group,
            status=entry_rules.status_of(None),
            note="",
        )
        session.add(row)
        named = {"year": [None, year], "person_id" if is_person else "collective_id": [None, str(proposal.subject_id)]}
    assert proposal.level is not None
    row.level = row.proposed_level = proposal.level
    row.points, row.votes_for, row.votes_total = (
        as_hundredths(proposal.points),
        proposal.votes_for,
        proposal.votes_total,
    )
    row.comment = nfc_block(proposal.comment) or None
    row.scheme_id = scheme_id_of(year, unit, row.staff_group, is_person=row.person_id is not None)
    return Happening("classification.proposed", "classification", row.id, changes={**named, **changes})


_FIELDS = ("level", "proposed_level", "points", "votes_for", "votes_total", "comment")


def _facts(row: Classification | None) -> dict[str, Any]:  # Any: JSON values
    if row is None:
        return {}
    return {
        "level": row.level.value,
        "proposed_level": row.proposed_level.value if row.proposed_level else None,
        "points": row.points,
        "votes_for": row.votes_for,
        "votes_total": row.votes_total,
        "comment": row.comment,
    }


def _asked(proposal: Proposal) -> dict[str, Any]:  # Any: JSON values
    if proposal.level is None:
        return {}
    return {
        "level": proposal.level.value,
        "proposed_level": proposal.level.value,
        "points": as_hundredths(proposal.points),
        "votes_for": proposal.votes_for,
        "votes_total": proposal.votes_total,
        "comment": nfc_block(proposal.comment) or None,
    }
