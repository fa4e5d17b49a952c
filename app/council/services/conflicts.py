"""Conflicts of interest: derived from the file, or declared by the member; "asked, none" is an answer too."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken
from app.core.text import nfc
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import ConflictKind, ItemStatus
from app.council.queries import AgendaItem, ConflictAnswer, Elector
from app.council.queries.acts import answers_on, file_facts, items_held, member_facts, papers_held
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.council.services.sitting import Chair, Sitting, member_seat, refuse_unless_some

MAX_GROUND: Final = 500

DECLARED: Final = frozenset({ConflictKind.RELATIVE, ConflictKind.OTHER})
"""The kinds that a member declares; the others are found in the records."""


@dataclass(frozen=True, slots=True)
class ConflictReply:
    """What a member answers about one file."""

    has_conflict: bool
    ground: str = ""
    kind: ConflictKind | None = ConflictKind.OTHER
    """None: a conflict was ticked, and not said of which kind."""


def answer_conflict(
    item_id: UUID,
    has_conflict: bool,
    ground: str = "",
    kind: ConflictKind = ConflictKind.OTHER,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Store a member's answer about one item; a conflict needs its kind and its ground."""
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        answer_conflicts(meeting_id, {item_id: ConflictReply(has_conflict, ground, kind)}, actor=actor, at=at)


def answer_conflicts(meeting_id: UUID, replies: Mapping[UUID, ConflictReply], *, actor: Actor, at: datetime) -> None:
    """Store a member's answers about several items, all or none of them.

    While an item is voted on, a member may still step aside, as long as their paper is not in the urn; one who
    stepped aside cannot come back, because the electors of the item stand.
    """
    refuse_unless_some(replies, "replies")
    with transaction() as session:
        chair = member_seat(session, meeting_id, actor)
        if not chair.has_vote:
            raise NotAllowed
        items = items_held(session, meeting_id, replies.keys())
        _refuse_groundless(replies)
        known = answers_on(session, replies.keys())
        held = papers_held(session, replies.keys(), chair.member_id)
        for item in items:
            _answer(session, item, chair, replies[item.id], known.get((item.id, chair.member_id)), held)
        changes = {str(item.id): [None, "conflict" if replies[item.id].has_conflict else "none"] for item in items}
        trail.record(session, "meeting.conflicts_answered", meeting_id, actor=actor, at=at, changes=changes)


def _answer(
    session: Session,
    item: AgendaItem,
    chair: Chair,
    reply: ConflictReply,
    known: ConflictAnswer | None,
    held: Mapping[UUID, bool],
) -> None:
    _refuse_too_late(item, reply, known, has_voted=held.get(item.id, False))
    if known is not None and known.is_derived:
        return
    if known is None:
        known = ConflictAnswer(item_id=item.id, member_id=chair.member_id)
        session.add(known)
    known.has_conflict = reply.has_conflict
    known.ground = nfc(reply.ground) if reply.has_conflict else ""
    known.kind = reply.kind if reply.has_conflict else None
    if reply.has_conflict and item.id in held:
        take_paper_back(session, item, chair.member_id)


def _refuse_too_late(item: AgendaItem, reply: ConflictReply, known: ConflictAnswer | None, *, has_voted: bool) -> None:
    if item.status is ItemStatus.CLOSED:
        raise VotingNotOpen
    if has_voted:
        raise AlreadyVoted
    if not item.method.is_on_screen and item.status is ItemStatus.VOTING:
        # Nobody can tell whether the printed ballot lies in the box already.
        raise RuleBroken(Problem(_l("This file is voted on with printed ballots; its voters stand now.")))
    if known is None or not known.has_conflict or reply.has_conflict:
        return
    if known.is_derived:
        raise RuleBroken(Problem(_l("This file concerns you or your unit, so you step aside in any case.")))
    if item.status is ItemStatus.VOTING:
        raise RuleBroken(Problem(_l("You stepped aside before; the voters of this file stand since its vote opened.")))


def take_paper_back(session: Session, item: AgendaItem, member_id: UUID) -> bool:
    """Strike a member who has not voted off the electors of a locked item; say whether there was one."""
    struck = session.execute(
        delete(Elector)
        .where(Elector.item_id == item.id, Elector.member_id == member_id, Elector.has_voted.is_(False))
        .returning(Elector.member_id)
    ).first()
    if struck is not None:
        item.ballots_issued = (item.ballots_issued or 0) - 1
    return struck is not None


def derive_conflicts(session: Session, sitting: Sitting, item_ids: Collection[UUID], *, at: datetime) -> None:
    """Store the conflicts that follow from the files themselves, over any answer given before."""
    members = member_facts(session, sitting.council_id, local_day(at))
    people = {member.person_id for member in members.values()}
    files = file_facts(session, item_ids, sitting.body_path, people=people)
    derived = {
        (item_id, member_id): grounds[0].value
        for item_id, file in files.items()
        for member_id, member in members.items()
        if (grounds := rules.derived_conflicts(member, file))
    }
    # Few files concern a member: only what was answered about those is read, not every answer about a thousand files.
    known = answers_on(session, {item_id for item_id, _member_id in derived})
    for (item_id, member_id), ground in derived.items():
        answer = known.get((item_id, member_id)) or ConflictAnswer(item_id=item_id, member_id=member_id)
        answer.has_conflict, answer.is_derived, answer.ground = True, True, ground
        answer.kind = ConflictKind(ground)
        session.add(answer)
    session.flush()


def _refuse_groundless(replies: Mapping[UUID, ConflictReply]) -> None:
    problems = []
    for item_id, reply in replies.items():
        if reply.has_conflict and not nfc(reply.ground):
            problems.append(Problem(_l("Say what the conflict is."), f"ground-{item_id}"))
        if reply.has_conflict and reply.kind not in DECLARED:
            problems.append(Problem(_l("Say of which kind your interest is."), f"kind-{item_id}"))
        if len(nfc(reply.ground)) > MAX_GROUND:
            problems.append(Problem(_l("At most %(most)s characters fit here.", most=MAX_GROUND), f"ground-{item_id}"))
    if problems:
        raise RuleBroken(*problems)
