"""Establishing a council and changing who sits in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version, refuse
from app.core.text import fold, nfc
from app.core.transaction import lock, transaction
from app.council import policy, rules
from app.council.enums import CouncilKind, MeetingStatus
from app.council.labels import SEAT_FAULT_LABELS
from app.council.queries import Attendance, Council, CouncilMember, Meeting, Substitute
from app.council.queries.councils import people_of_body, stand_ins
from app.council.rules import Seat
from app.council.services.opinions import drop_written_votes
from app.council.services.sitting import council_held
from app.documents.services import LARGEST_BYTES, Upload, attach, remove
from app.documents.store import Store
from app.organisation.queries import Unit

MAX_NAME: Final = 300
MAX_NUMBER: Final = 80
MAX_POST: Final = 120
YEARS: Final = range(1990, 2101)
OWNER: Final = "council"
"""Under which kind the files of a council are kept."""
STANDS_IN: Final = "stands_in"
"""How the trail marks the person for whom a substitute stands in."""


@dataclass(frozen=True, slots=True)
class CouncilPlan:
    """The decision that establishes a council, and its members in their order."""

    body_id: UUID
    year: int
    name: str
    decision_number: str
    decision_on: date | None
    members: Sequence[Seat]
    kind: CouncilKind = CouncilKind.EMULATION
    valid_from: date | None = None
    valid_to: date | None = None


def establish_council(plan: CouncilPlan, *, actor: Actor, at: datetime) -> UUID:
    """Enter the council of a body for a year, as its decision establishes it."""
    with transaction() as session:
        body = _body_for(session, plan.body_id, actor)
        lock(session, Unit, body.id)  # Two clicks at once: the second finds the council of the first.
        seats = _cleaned(plan.members)
        refuse(
            [
                *_fact_problems(plan.name, plan.decision_number, plan.valid_from, plan.valid_to),
                *_twin_problems(session, plan),
                *([] if plan.year in YEARS else [Problem(_l("Type the year of the council."), "year")]),
                *_seat_problems(session, seats, body_path=body.path, on=local_day(at)),
            ]
        )
        council = Council(
            body_id=body.id,
            year=plan.year,
            name=nfc(plan.name),
            decision_number=nfc(plan.decision_number),
            decision_on=plan.decision_on,
            kind=plan.kind,
            valid_from=plan.valid_from,
            valid_to=plan.valid_to,
        )
        session.add(council)
        session.flush()
        _seat(session, council.id, seats, known={}, on=local_day(at))
        changes = {**_facts(council), "members": [None, _told(seats)]}
        trail.record(session, "council.established", council.id, actor=actor, at=at, changes=changes)
        return council.id


def amend_council(
    council_id: UUID,
    *,
    name: str,
    decision_number: str,
    decision_on: date | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Correct the name, the establishing decision and the period of a council; what it is for stands."""
    with transaction() as session:
        council, _body = council_held(session, council_id, actor)
        if version is not None:
            check_version(council, version)
        refuse(_fact_problems(name, decision_number, valid_from, valid_to))
        _refuse_meetings_outside(session, council.id, valid_from, valid_to)
        before = _facts(council)
        council.name, council.decision_number = nfc(name), nfc(decision_number)
        council.decision_on = decision_on
        council.valid_from, council.valid_to = valid_from, valid_to
        after = _facts(council)
        changes = {field: [before[field][1], after[field][1]] for field in after if before[field] != after[field]}
        if changes:
            trail.record(session, "council.amended", council.id, actor=actor, at=at, changes=changes)


def change_members(
    council_id: UUID, members: Sequence[Seat], *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Set who sits in the council from today on; those who leave keep their row for the meetings they sat in.

    Refused while a meeting is in session: its electors and its quorum stand.
    """
    with transaction() as session:
        council, body = council_held(session, council_id, actor)
        if version is not None:
            check_version(council, version)
        query = select(CouncilMember).where(CouncilMember.council_id == council.id).order_by(CouncilMember.position)
        known = {member.person_id: member for member in session.scalars(query)}
        staying = {person_id for person_id, member in known.items() if member.left_on is None}
        places = stand_ins(session, council.id)
        before = _told([_seat_of(member, places) for member in known.values() if member.left_on is None])
        seats, today = _cleaned(members), local_day(at)
        if before == _told(seats):
            return
        if _is_in_session(session, council.id):
            message = _l("A meeting of this council is in session. Close it before members change.")
            raise RuleBroken(Problem(message, "members"))
        refuse(_seat_problems(session, seats, body_path=body.path, on=today, staying=staying))
        leavers = _seat(session, council.id, seats, known=known, on=today)
        _drop_opinions(session, council.id, leavers, actor=actor, at=at)
        flag_modified(council, "name")  # The version grows although only the members changed.
        trail.record(
            session,
            "council.members_changed",
            council.id,
            actor=actor,
            at=at,
            changes={"members": [before, _told(seats)]},
        )


def revise_council(
    council_id: UUID,
    *,
    name: str,
    decision_number: str,
    decision_on: date | None,
    members: Sequence[Seat],
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: Actor,
    at: datetime,
    version: int,
) -> None:
    """Correct the establishing decision and set the members, in one act."""
    with transaction():
        amend_council(
            council_id,
            name=name,
            decision_number=decision_number,
            decision_on=decision_on,
            valid_from=valid_from,
            valid_to=valid_to,
            actor=actor,
            at=at,
            version=version,
        )
        change_members(council_id, members, actor=actor, at=at)


def attach_decision(
    council_id: UUID, uploads: Sequence[Upload], *, actor: Actor, at: datetime, store: Store, limit: int = LARGEST_BYTES
) -> list[UUID]:
    """Keep the establishing decision and other papers of a council."""
    with transaction() as session:
        council, _body = council_held(session, council_id, actor)
        return attach(session, OWNER, council.id, uploads, actor=actor, at=at, store=store, limit=limit)


def detach_decision(council_id: UUID, attachment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a paper off a council."""
    with transaction() as session:
        council, _body = council_held(session, council_id, actor)
        remove(session, attachment_id, owner=OWNER, owner_id=council.id, actor=actor, at=at)


def _twin_problems(session: Session, plan: CouncilPlan) -> list[Problem]:
    """The councils of a body and year differ in name, kind, period or decision; one sent twice is one."""
    facts = (Council.name, Council.kind, Council.valid_from, Council.valid_to, Council.decision_on)
    query = select(*facts).where(Council.body_id == plan.body_id, Council.year == plan.year)
    new = (fold(plan.name), plan.kind, plan.valid_from, plan.valid_to, plan.decision_on)
    if new not in {(fold(name), *rest) for name, *rest in session.execute(query)}:
        return []
    return [Problem(_l("This council is established already."), "name")]


def _body_for(session: Session, body_id: UUID, actor: Actor) -> Unit:
    body = session.get(Unit, body_id)
    if body is None:
        raise NotFound
    if not policy.may_manage(actor, body_path=body.path):
        raise NotAllowed if policy.may_see(actor, council_id=body_id, body_path=body.path) else NotFound
    if body.body_id != body.id:
        raise RuleBroken(Problem(_l("Only a body that decides on awards has a council."), "body_id"))
    return body


def _seat(
    session: Session, council_id: UUID, seats: Sequence[Seat], *, known: Mapping[UUID, CouncilMember], on: date
) -> list[CouncilMember]:
    """Set the members; returns those who leave."""
    for position, seat in enumerate(seats, 1):
        member = known.get(seat.person_id)
        if member is None:
            member = CouncilMember(council_id=council_id, person_id=seat.person_id)
            session.add(member)
        member.role, member.has_vote, member.post = seat.role, seat.has_vote, seat.post
        member.position, member.left_on = position, None
    staying = {seat.person_id for seat in seats}
    leavers = [member for person_id, member in known.items() if person_id not in staying and member.left_on is None]
    for member in leavers:
        member.left_on = on
    session.flush()
    _write_substitutes(session, council_id, seats)
    planned = select(Meeting.id).where(Meeting.council_id == council_id, Meeting.status == MeetingStatus.PLANNED)
    session.execute(
        delete(Attendance).where(
            Attendance.meeting_id.in_(planned), Attendance.member_id.in_([member.id for member in leavers])
        )
    )
    session.flush()
    return leavers


def _drop_opinions(
    session: Session, council_id: UUID, leavers: Sequence[CouncilMember], *, actor: Actor, at: datetime
) -> None:
    """Strike what those wrote about files not voted on yet who left, or have no vote of their own any more."""
    planned = select(Meeting.id).where(Meeting.council_id == council_id, Meeting.status == MeetingStatus.PLANNED)
    without = select(CouncilMember.id).where(
        CouncilMember.council_id == council_id,
        or_(CouncilMember.has_vote.is_(False), CouncilMember.id.in_(select(Substitute.member_id))),
    )
    concerned = {*(member.id for member in leavers), *session.scalars(without)}
    drop_written_votes(session, list(session.scalars(planned)), concerned, actor=actor, at=at)


def _write_substitutes(session: Session, council_id: UUID, seats: Sequence[Seat]) -> None:
    """Set who stands in for whom; the pairs of those who left stay for the meetings they sat in."""
    query = select(CouncilMember.person_id, CouncilMember.id).where(CouncilMember.council_id == council_id)
    ids = {row.person_id: row.id for row in session.execute(query)}
    now_here = [ids[seat.person_id] for seat in seats]
    over = or_(Substitute.member_id.in_(now_here), Substitute.stands_in_for_id.in_(now_here))
    session.execute(delete(Substitute).where(over))
    session.add_all(
        Substitute(member_id=ids[seat.person_id], stands_in_for_id=ids[seat.stands_in_for])
        for seat in seats
        if seat.stands_in_for is not None
    )
    session.flush()


def _is_in_session(session: Session, council_id: UUID) -> bool:
    condition = (Meeting.council_id == council_id) & (Meeting.status == MeetingStatus.OPEN)
    return bool(session.scalar(select(exists().where(condition))))


def _seat_problems(
    session: Session, seats: Sequence[Seat], *, body_path: str, on: date, staying: set[UUID] | None = None
) -> list[Problem]:
    problems = [Problem(SEAT_FAULT_LABELS[fault], "members") for fault in rules.seat_faults(seats)]
    if any(len(seat.post) > MAX_POST for seat in seats):
        problems.append(Problem(_l("A post has at most %(most)s characters.", most=MAX_POST), "members"))
    new = {seat.person_id for seat in seats} - (staying or set())
    if new - people_of_body(session, new, body_path=body_path, on=on).keys():
        problems.append(Problem(_l("Choose members who work in this body."), "members"))
    return problems


def _refuse_meetings_outside(
    session: Session, council_id: UUID, valid_from: date | None, valid_to: date | None
) -> None:
    """Refuse a period that leaves out a meeting of the council."""
    query = select(Meeting.name, Meeting.held_at).where(Meeting.council_id == council_id).order_by(Meeting.held_at)
    for name, held_at in session.execute(query):
        if not rules.is_in_office(valid_from, valid_to, on=local_day(held_at)):
            message = _l("The meeting “%(name)s” lies outside this period.", name=name)
            raise RuleBroken(Problem(message, "valid_from" if valid_to is None else "valid_to"))


def _fact_problems(name: str, decision_number: str, valid_from: date | None, valid_to: date | None) -> list[Problem]:
    problems = []
    if valid_from and valid_to and valid_to < valid_from:
        problems.append(Problem(_l("The last day lies before the first."), "valid_to"))
    if not nfc(name):
        problems.append(Problem(_l("Fill this in."), "name"))
    for field, text, most in (("name", name, MAX_NAME), ("decision_number", decision_number, MAX_NUMBER)):
        excess = len(nfc(text)) - most
        if excess > 0:
            message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most)
            problems.append(Problem(message, field))
    return problems


def _cleaned(seats: Sequence[Seat]) -> list[Seat]:
    """Return the seats with clean texts; a substitute has the vote of the member they stand in for, and no other."""
    votes = {seat.person_id: seat.has_vote for seat in seats}
    return [
        replace(seat, post=nfc(seat.post), has_vote=votes.get(seat.stands_in_for or seat.person_id, False))
        for seat in seats
    ]


def _seat_of(member: CouncilMember, places: Mapping[UUID, UUID]) -> Seat:
    return Seat(member.person_id, member.role, member.has_vote, member.post, places.get(member.person_id))


def _facts(council: Council) -> dict[str, list[Any]]:  # Any: JSON values of the trail
    return {
        "year": [None, council.year],
        "name": [None, council.name],
        "decision_number": [None, council.decision_number],
        "decision_on": [None, council.decision_on.isoformat() if council.decision_on else None],
        "kind": [None, council.kind.value],
        "valid_from": [None, council.valid_from.isoformat() if council.valid_from else None],
        "valid_to": [None, council.valid_to.isoformat() if council.valid_to else None],
    }


def _told(seats: Sequence[Seat]) -> list[list[str | bool]]:
    return [
        [str(seat.person_id), seat.role.value, seat.has_vote, seat.post]
        + ([STANDS_IN, str(seat.stands_in_for)] if seat.stands_in_for else [])
        for seat in seats
    ]
