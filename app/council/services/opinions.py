"""Written opinions of absent members: a signed paper with its scan, and what it says on each file.

The paper names its author, so nothing here is secret between author and secretary; but what it says is a vote: the
trail tells which member on which files, never the choice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError
from app.core.text import nfc
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import Choice, ConflictKind, ItemStatus, Presence
from app.council.queries import ConflictAnswer, WrittenOpinion, WrittenVote
from app.council.queries.acts import answers_on, items_held
from app.council.queries.opinions import (
    OpinionItem,
    WriterRow,
    opinion_held,
    opinion_items,
    votes_held,
    writer_of,
    written_before_voting,
)
from app.council.services.conflicts import MAX_GROUND
from app.council.services.sitting import Sitting, meeting_held, refuse_unless_some
from app.documents.media import MediaType, UnacceptableFile, sniff
from app.documents.services import LARGEST_BYTES, Upload, attach, attachments_of, remove
from app.documents.store import Store

OWNER: Final = "written_opinion"
SCANS: Final = frozenset({MediaType.PDF, MediaType.PNG, MediaType.JPEG})


@dataclass(frozen=True, slots=True)
class OpinionReply:
    """What the paper says about one file: a choice, a conflict of interest with its ground, or nothing."""

    choice: Choice | None = None
    ground: str | None = None
    """None: no conflict is declared."""
    kind: ConflictKind = ConflictKind.OTHER


def receive_opinion(
    meeting_id: UUID,
    member_id: UUID,
    received_on: date,
    scans: Sequence[Upload],
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    limit: int = LARGEST_BYTES,
) -> UUID:
    """Keep the paper of an absent member with its scan, or correct its day and add a scan."""
    with transaction() as session:
        sitting = _held(session, meeting_id, actor)
        _absent_writer(session, meeting_id, member_id)
        if received_on > local_day(at):
            raise RuleBroken(Problem(_l("The day of receipt is still to come."), "received_on"))
        _refuse_other_kinds(scans)
        opinion = opinion_held(session, sitting.meeting.id, member_id)
        if opinion is None:
            opinion = _received(session, sitting, member_id, received_on, scans, actor=actor, at=at)
        elif opinion.received_on != received_on:
            changes = {
                "member": [None, str(member_id)],
                "received_on": [opinion.received_on.isoformat(), received_on.isoformat()],
            }
            opinion.received_on = received_on
            trail.record(session, "meeting.opinion_amended", meeting_id, actor=actor, at=at, changes=changes)
        if scans:
            attach(session, OWNER, opinion.id, scans, actor=actor, at=at, store=store, limit=limit)
        return opinion.id


def enter_opinion(
    meeting_id: UUID, member_id: UUID, replies: Mapping[UUID, OpinionReply], *, actor: Actor, at: datetime
) -> None:
    """Enter what the paper says on these items, all or none of them; other items keep what they have.

    A choice says as well that the member was asked about conflicts of interest and has none in the file.
    """
    refuse_unless_some(replies, "replies")
    with transaction() as session:
        _held(session, meeting_id, actor)
        _absent_writer(session, meeting_id, member_id)
        opinion = opinion_held(session, meeting_id, member_id)
        if opinion is None:
            raise NotFound
        items_held(session, meeting_id, replies.keys())
        standing = {row.item_id: row for row in opinion_items(session, meeting_id, member_id)}
        _refuse(standing, replies)
        before = votes_held(session, opinion.id)
        _answer(session, member_id, replies)
        for item_id, reply in replies.items():
            _write(session, opinion, item_id, before.get(item_id), reply.choice)
        opinion.entered_by_name, opinion.entered_at = actor.name, at
        session.flush()
        changes = _changes(standing.values(), replies, before.keys(), votes_held(session, opinion.id).keys())
        told = {"member": [None, str(member_id)], **changes}
        trail.record(session, "meeting.opinion_entered", meeting_id, actor=actor, at=at, changes=told)


def withdraw_opinion(meeting_id: UUID, member_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take out an opinion entered by mistake, its scans included; refused once one of its votes was counted."""
    with transaction() as session:
        _held(session, meeting_id, actor)
        opinion = opinion_held(session, meeting_id, member_id)
        if opinion is None:
            raise NotFound
        votes = votes_held(session, opinion.id)
        closed = {row.item_id for row in opinion_items(session, meeting_id, member_id) if row.status is _CLOSED}
        if closed & votes.keys():
            raise RuleBroken(Problem(_l("This opinion was counted on some files, so it stays.")))
        for file in attachments_of(session, opinion.id):
            remove(session, file.id, owner=OWNER, owner_id=opinion.id, actor=actor, at=at)
        for vote in votes.values():
            session.delete(vote)
        session.flush()
        session.delete(opinion)
        changes = {"member": [str(member_id), None], "opinions": [[str(item_id) for item_id in votes], []]}
        trail.record(session, "meeting.opinion_withdrawn", meeting_id, actor=actor, at=at, changes=changes)


def remove_scan(meeting_id: UUID, member_id: UUID, attachment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a scan off an opinion; the last one stays."""
    with transaction() as session:
        _held(session, meeting_id, actor)
        opinion = opinion_held(session, meeting_id, member_id)
        if opinion is None:
            raise NotFound
        if len(attachments_of(session, opinion.id)) < 2:
            raise RuleBroken(Problem(_l("An opinion has its scan. Attach the right one before you remove this.")))
        remove(session, attachment_id, owner=OWNER, owner_id=opinion.id, actor=actor, at=at)


def drop_written_votes(
    session: Session, meeting_ids: Collection[UUID], member_ids: Collection[UUID], *, actor: Actor, at: datetime
) -> None:
    """Strike, in the caller's act, what these members wrote on items not opened yet: they came, left or lost the vote.

    Where the vote is open its voters stand, and who came too late for a ballot is heard in writing.
    """
    for (meeting_id, member_id), votes in written_before_voting(session, meeting_ids, member_ids).items():
        files = [str(vote.item_id) for vote in votes]
        for vote in votes:
            session.delete(vote)
        changes = {"member": [None, str(member_id)], "opinions": [files, []]}
        trail.record(session, "meeting.opinion_dropped", meeting_id, actor=actor, at=at, changes=changes)


_CLOSED: Final = ItemStatus.CLOSED


def _held(session: Session, meeting_id: UUID, actor: Actor) -> Sitting:
    sitting = meeting_held(session, meeting_id, actor)
    if sitting.meeting.status not in rules.BEFORE_CLOSING:
        raise TransitionError("the meeting is closed")
    return sitting


def _absent_writer(session: Session, meeting_id: UUID, member_id: UUID) -> WriterRow:
    """Return the member, who must have a vote, be absent, and have nobody sitting in the same seat."""
    writer = writer_of(session, meeting_id, member_id)
    if writer is None:
        raise RuleBroken(Problem(_l("Only a member with a vote who is absent gives a written opinion.")))
    if writer.presence is Presence.PRESENT:
        raise RuleBroken(Problem(_l("%(name)s is recorded as present and votes in person.", name=writer.full_name)))
    if writer.substitute_is_here:
        raise RuleBroken(
            Problem(_l("A substitute sits in the place of %(name)s; a seat has one vote.", name=writer.full_name))
        )
    return writer


def _received(
    session: Session,
    sitting: Sitting,
    member_id: UUID,
    received_on: date,
    scans: Sequence[Upload],
    *,
    actor: Actor,
    at: datetime,
) -> WrittenOpinion:
    if not scans:
        raise RuleBroken(Problem(_l("Attach the scan of the signed paper."), "files"))
    opinion = WrittenOpinion(
        meeting_id=sitting.meeting.id,
        member_id=member_id,
        received_on=received_on,
        entered_by_name=actor.name,
        entered_at=at,
    )
    session.add(opinion)
    session.flush()
    changes = {"member": [None, str(member_id)], "received_on": [None, received_on.isoformat()]}
    trail.record(session, "meeting.opinion_received", sitting.meeting.id, actor=actor, at=at, changes=changes)
    return opinion


def _refuse_other_kinds(scans: Sequence[Upload]) -> None:
    for scan in scans:
        try:
            kind = sniff(scan.name, scan.stream)
        except UnacceptableFile:
            continue  # Attaching it says what is wrong with it.
        if kind not in SCANS:
            raise RuleBroken(Problem(_l("Attach the scan as PDF, JPG or PNG."), "files"))


def _refuse(standing: Mapping[UUID, OpinionItem], replies: Mapping[UUID, OpinionReply]) -> None:
    """Refuse what the paper cannot say; each problem is named by its item."""
    problems = []
    for item_id, reply in replies.items():
        message = _refusal(standing[item_id], reply)
        if message is not None:
            problems.append(Problem(message, f"reply-{item_id}"))
    if problems:
        raise RuleBroken(*problems)


def _refusal(row: OpinionItem, reply: OpinionReply) -> object | None:
    if row.status is ItemStatus.CLOSED:
        return None if reply.choice is row.choice and reply.ground is None else _l("The vote on this file is closed.")
    if reply.ground is not None:
        return _ground_refusal(row, nfc(reply.ground))
    if reply.choice is None:
        return None
    if row.is_elector:
        return _l("The member has a ballot on this file already.")
    if row.has_conflict and row.is_derived:
        return _l("This file concerns the member or their unit, so they step aside in any case.")
    if row.has_conflict and row.status is ItemStatus.VOTING:
        return _l("The member stepped aside before; that stands since the vote opened.")
    return None


def _ground_refusal(row: OpinionItem, ground: str) -> object | None:
    if row.is_elector:
        return _l("The member has a ballot on this file already.")
    if not ground:
        return _l("Say what the conflict is.")
    return _l("At most %(most)s characters fit here.", most=MAX_GROUND) if len(ground) > MAX_GROUND else None


def _answer(session: Session, member_id: UUID, replies: Mapping[UUID, OpinionReply]) -> None:
    """Store what the paper says about conflicts; a derived one stands over it."""
    known = answers_on(session, replies.keys())
    for item_id, reply in replies.items():
        answer = known.get((item_id, member_id))
        if (reply.choice is None and reply.ground is None) or (answer is not None and answer.is_derived):
            continue
        if answer is None:
            answer = ConflictAnswer(item_id=item_id, member_id=member_id)
            session.add(answer)
        answer.has_conflict = reply.ground is not None
        answer.ground = nfc(reply.ground or "")
        answer.kind = reply.kind if answer.has_conflict else None


def _write(
    session: Session, opinion: WrittenOpinion, item_id: UUID, vote: WrittenVote | None, choice: Choice | None
) -> None:
    if choice is None:
        if vote is not None:
            session.delete(vote)
    elif vote is None:
        session.add(WrittenVote(opinion_id=opinion.id, item_id=item_id, choice=choice))
    else:
        vote.choice = choice


def _changes(
    standing: Collection[OpinionItem],
    replies: Mapping[UUID, OpinionReply],
    before: Collection[UUID],
    after: Collection[UUID],
) -> dict[str, list[list[str]]]:
    """Tell on which files the paper speaks, in agenda order; never what it says."""
    aside = [str(row.item_id) for row in standing if (reply := replies.get(row.item_id)) and reply.ground is not None]
    changes = {
        "opinions": [
            [str(row.item_id) for row in standing if row.item_id in before],
            [str(row.item_id) for row in standing if row.item_id in after],
        ]
    }
    return changes | ({"aside": [[], aside]} if aside else {})


__all__ = [
    "OWNER",
    "OpinionReply",
    "drop_written_votes",
    "enter_opinion",
    "receive_opinion",
    "remove_scan",
    "withdraw_opinion",
]
