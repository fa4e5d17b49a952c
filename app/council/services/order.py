"""The order of the agenda: made by award, unit and name, and changed by those who run the meeting."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotFound, TransitionError
from app.core.transaction import transaction
from app.council import rules
from app.council.queries.acts import AgendaKey, pending_keys, places_taken
from app.council.services.sitting import meeting_held

Rank = tuple[int, str, str, str, UUID]
SortKey = Callable[[AgendaKey], Rank]


def order_agenda(session: Session, meeting_id: UUID, sort_key: SortKey) -> None:
    """Give the files that were just put on the agenda their places among those not opened yet.

    The others keep the order in which they stand, which somebody may have made by hand; a file that is voted on again
    keeps the very place under which the meeting knows it.
    """
    keys = [key for key in pending_keys(session, meeting_id) if key.item.round == 1]
    ranks = {key.item.id: sort_key(key) for key in keys}  # Once for each: it is asked of every pair below.
    standing = sorted((key for key in keys if key.item.position), key=_place)
    for new in sorted((key for key in keys if not key.item.position), key=lambda key: ranks[key.item.id]):
        standing.insert(_place_for(new, standing, ranks), new)
    _number(session, meeting_id, standing)


def _place_for(new: AgendaKey, standing: Sequence[AgendaKey], ranks: Mapping[UUID, Rank]) -> int:
    """Return where a new file belongs: in the group of its award if there is one, else before the next award."""
    group = [at for at, key in enumerate(standing) if _award(key) == _award(new)]
    places = group or range(len(standing))
    for at in places:
        if ranks[standing[at].item.id] > ranks[new.item.id]:
            return at
    return places[-1] + 1 if places else 0


def move_file(meeting_id: UUID, item_id: UUID, *, up: bool, actor: Actor, at: datetime) -> None:
    """Let a file change places with the one before or after it for the same award; at the end it stays where it is."""
    with transaction() as session:
        standing = _held(session, meeting_id, actor)
        here = next((place for place, key in enumerate(standing) if key.item.id == item_id), None)
        if here is None:
            raise NotFound
        there = here - 1 if up else here + 1
        if not 0 <= there < len(standing) or _award(standing[there]) != _award(standing[here]):
            return
        moved = standing[here]
        standing[here], standing[there] = standing[there], standing[here]
        before = moved.item.position
        _number(session, meeting_id, standing)
        changes = {"moved": [None, str(moved.item.nomination_id)], "position": [before, moved.item.position]}
        trail.record(session, "meeting.order_changed", meeting_id, actor=actor, at=at, changes=changes)


def move_award(meeting_id: UUID, award_code: str, *, up: bool, actor: Actor, at: datetime) -> None:
    """Let all files for an award change places with those for the award before or after it."""
    with transaction() as session:
        standing = _held(session, meeting_id, actor)
        groups = _groups(standing)
        here = next((place for place, group in enumerate(groups) if group[0].award_code == award_code), None)
        if here is None:
            raise NotFound
        there = here - 1 if up else here + 1
        if not 0 <= there < len(groups):
            return
        groups[here], groups[there] = groups[there], groups[here]
        _number(session, meeting_id, [key for group in groups for key in group])
        changes = {"award_moved": [None, award_code], "position": [here + 1, there + 1]}
        trail.record(session, "meeting.order_changed", meeting_id, actor=actor, at=at, changes=changes)


def put_last_of_award(session: Session, meeting_id: UUID, item_id: UUID) -> None:
    """Put a file that was just put on the agenda behind the others for its award, among those not opened yet."""
    standing = sorted(pending_keys(session, meeting_id), key=_place)
    new = next(key for key in standing if key.item.id == item_id)
    standing.remove(new)
    group = [at for at, key in enumerate(standing) if _award(key) == _award(new)]
    if group:
        standing.insert(group[-1] + 1, new)
        _number(session, meeting_id, standing)


def _held(session: Session, meeting_id: UUID, actor: Actor) -> list[AgendaKey]:
    sitting = meeting_held(session, meeting_id, actor)
    if sitting.meeting.status not in rules.BEFORE_CLOSING:
        raise TransitionError("the meeting is closed")
    return sorted(pending_keys(session, meeting_id), key=_place)


def _groups(standing: Sequence[AgendaKey]) -> list[list[AgendaKey]]:
    """Return the files by award, each award where its first file stands."""
    groups: dict[tuple[str, str], list[AgendaKey]] = {}
    for key in standing:
        groups.setdefault(_award(key), []).append(key)
    return list(groups.values())


def _number(session: Session, meeting_id: UUID, standing: Sequence[AgendaKey]) -> None:
    """Number these items with the places that no other has, so that an opened one keeps the number it was opened by."""
    taken = places_taken(session, meeting_id, {key.item.id for key in standing})
    free = (place for place in count(1) if place not in taken)
    for key, place in zip(standing, free, strict=False):
        key.item.position = place
    session.flush()


def _award(key: AgendaKey) -> tuple[str, str]:
    return key.regime_id, key.award_code


def _place(key: AgendaKey) -> tuple[int, UUID]:
    return key.item.position, key.item.id
