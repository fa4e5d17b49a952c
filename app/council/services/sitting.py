"""Loading a council or a meeting for an act: found by those who may know of it, refused to those who may not act."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken
from app.core.text import nfc_block
from app.core.transaction import lock
from app.council import policy
from app.council.queries import Council, CouncilMember, Meeting
from app.organisation.queries import Unit

MOST_AT_ONCE: Final = 2_000
"""More ids than any agenda has: beyond this somebody is trying the database, not the council."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting held for an act, with its council and body."""

    meeting: Meeting
    council_id: UUID
    body_id: UUID
    body_path: str


@dataclass(frozen=True, slots=True)
class Chair:
    """The seat from which a member votes or answers."""

    meeting: Meeting
    member_id: UUID
    has_vote: bool
    body_path: str


def council_held(session: Session, council_id: UUID, actor: Actor) -> tuple[Council, Unit]:
    """Return the council, locked, for one who may manage it."""
    council, body = _visible_council(session, council_id, actor)
    if not policy.may_manage(actor, body_path=body.path):
        raise NotAllowed
    return lock(session, Council, council.id), body


def council_to_run(session: Session, council_id: UUID, actor: Actor) -> tuple[Council, Unit]:
    """Return the council for one who may prepare its meetings."""
    council, body = _visible_council(session, council_id, actor)
    _require_running(session, council_id, body.path, actor)
    return council, body


def meeting_held(session: Session, meeting_id: UUID, actor: Actor) -> Sitting:
    """Return the meeting, locked, for one who may run it."""
    council_id = session.scalar(select(Meeting.council_id).where(Meeting.id == meeting_id))
    if council_id is None:
        raise NotFound
    council, body = council_to_run(session, council_id, actor)
    return Sitting(lock(session, Meeting, meeting_id), council.id, body.id, body.path)


def member_seat(session: Session, meeting_id: UUID, actor: Actor) -> Chair:
    """Return the seat of the actor in the council of a meeting; those who only read are refused."""
    query = (
        select(Meeting, CouncilMember.id, CouncilMember.has_vote, Unit.path)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id)
        .outerjoin(
            CouncilMember,
            (CouncilMember.council_id == Council.id)
            & (CouncilMember.person_id == actor.person_id)
            & CouncilMember.left_on.is_(None),
        )
        .where(Meeting.id == meeting_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    meeting, member_id, has_vote, body_path = row
    if not policy.may_see(actor, council_id=meeting.council_id, body_path=body_path):
        raise NotFound
    if member_id is None or not policy.may_vote(actor, council_id=meeting.council_id):
        raise NotAllowed
    return Chair(meeting, member_id, has_vote, body_path)


def _visible_council(session: Session, council_id: UUID, actor: Actor) -> tuple[Council, Unit]:
    query = select(Council, Unit).join(Unit, Unit.id == Council.body_id).where(Council.id == council_id)
    row = session.execute(query).one_or_none()
    if row is None or not policy.may_see(actor, council_id=council_id, body_path=row[1].path):
        raise NotFound
    return row[0], row[1]


def _require_running(session: Session, council_id: UUID, body_path: str, actor: Actor) -> None:
    query = select(CouncilMember.role).where(
        CouncilMember.council_id == council_id,
        CouncilMember.person_id == actor.person_id,
        CouncilMember.left_on.is_(None),
    )
    if not policy.may_run(actor, body_path=body_path, my_role=session.scalar(query)):
        raise NotAllowed


def refuse_unless_some(ids: Collection[UUID], field: str) -> None:
    """Refuse an act on no file at all, or on more files than there can be."""
    if not ids:
        raise RuleBroken(Problem(_l("Tick at least one file."), field))
    if len(ids) > MOST_AT_ONCE:
        raise RuleBroken(Problem(_l("Choose at most %(most)s files at once.", most=MOST_AT_ONCE), field))


def reason_given(reason: str, missing: object, *, most: int) -> str:
    """Return the reason of an act, trimmed; refuses an empty one with the sentence ``missing``, and one too long."""
    said = nfc_block(reason)
    if not said:
        raise RuleBroken(Problem(missing, "reason"))
    if len(said) > most:
        raise RuleBroken(Problem(_l("At most %(most)s characters fit here.", most=most), "reason"))
    return said
