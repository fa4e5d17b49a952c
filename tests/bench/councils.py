"""Councils of every body and year, their meetings and ballots; one meeting is open for the vote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from app.core.clock import now
from app.core.database import new_id
from app.council.enums import Choice, CouncilRole, ItemResult, ItemStatus, MeetingStatus, Presence, VoteBase
from app.council.models import (
    AgendaItem,
    Attendance,
    Ballot,
    ConflictAnswer,
    Council,
    CouncilMember,
    Elector,
    Meeting,
)
from app.nominations.enums import Status
from tests.bench import plan
from tests.bench.organisation import SeededPerson
from tests.bench.rounds import Round, SeededFile
from tests.bench.writing import in_batches, write

SUBJECTS_A_SESSION: Final = 100
JUDGED: Final = frozenset(
    {Status.ENDORSED, Status.NOT_ENDORSED, Status.FORWARDED, Status.CONFERRED, Status.DECLINED, Status.NOT_APPROVED}
)
THRESHOLD: Final = 70


@dataclass(frozen=True, slots=True)
class SeededCouncil:
    """A council with its members' seats, in the order of ``people``."""

    id: UUID
    round: Round
    people: Sequence[SeededPerson]
    seats: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """The meeting whose items wait for votes."""

    id: UUID
    item_ids: tuple[UUID, ...]


def seed_councils(connection: Connection, rounds: Sequence[Round]) -> dict[UUID, SeededCouncil]:
    """Write a council of nine for every body and year, the same people each year; keyed by campaign."""
    councils = {each.id: _council(each) for each in rounds}
    write(connection, Council, map(_council_row, councils.values()))
    write(connection, CouncilMember, (row for council in councils.values() for row in _seat_rows(council)))
    return councils


def _council(each: Round) -> SeededCouncil:
    # People from the end of the list: the nominations of small bodies begin at its head.
    people = each.body.people[-plan.COUNCIL_SIZE :]
    return SeededCouncil(new_id(), each, people, [new_id() for _person in people])


def _council_row(council: SeededCouncil) -> dict[str, Any]:
    return {
        "id": council.id,
        "version": 1,
        "body_id": council.round.body.unit.id,
        "year": council.round.year,
        "name": f"Hội đồng Thi đua - Khen thưởng năm {council.round.year}",
        "decision_number": "12/QĐ",
        "decision_on": None,
    }


def _seat_rows(council: SeededCouncil) -> Iterator[dict[str, Any]]:
    for position, (person, seat) in enumerate(zip(council.people, council.seats, strict=True), 1):
        yield {
            "id": seat,
            "council_id": council.id,
            "person_id": person.id,
            "role": CouncilRole.CHAIR if position == 1 else CouncilRole.MEMBER,
            "has_vote": True,
            "post": person.post,
            "position": position,
            "left_on": None,
        }


def write_meetings(connection: Connection, council: SeededCouncil, files: Sequence[SeededFile], rng: Random) -> None:
    """Write the closed meetings in which the council judged these files; this year's with their ballots."""
    for batch in in_batches((file for file in files if file.status in JUDGED), SUBJECTS_A_SESSION):
        meeting_id = _meeting(connection, council, MeetingStatus.CLOSED)
        items = [_closed_item(meeting_id, position, file) for position, file in enumerate(batch, 1)]
        write(connection, AgendaItem, items)
        if council.round.is_current:
            ids = [item["id"] for item in items]
            write(connection, ConflictAnswer, _answers(council, ids))
            write(connection, Elector, _electors(council, ids, has_voted=True))
            urn = [{"id": uuid4(), "item_id": item_id, "choice": Choice.FOR} for item_id in ids for _ in council.seats]
            rng.shuffle(urn)
            write(connection, Ballot, urn)


def write_open_meeting(connection: Connection, council: SeededCouncil, files: Sequence[SeededFile]) -> OpenMeeting:
    """Write the meeting in session: items open for the vote, conflicts asked, nobody has voted yet."""
    meeting_id = _meeting(connection, council, MeetingStatus.OPEN)
    tabled = [file for file in files if file.status is Status.TABLED]
    items = [_voting_item(meeting_id, position, file) for position, file in enumerate(tabled[: plan.ON_THE_TABLE], 1)]
    write(connection, AgendaItem, items)
    ids = [item["id"] for item in items]
    write(connection, ConflictAnswer, _answers(council, ids))
    write(connection, Elector, _electors(council, ids, has_voted=False))
    return OpenMeeting(meeting_id, tuple(ids))


def _meeting(connection: Connection, council: SeededCouncil, status: MeetingStatus) -> UUID:
    meeting_id, at = new_id(), council.round.at
    row = {
        "id": meeting_id,
        "version": 1,
        "council_id": council.id,
        "campaign_id": council.round.id,
        "name": "Phiên họp xét thi đua",
        "held_at": at,
        "status": status,
        "opened_at": at,
        "closed_at": at if status is MeetingStatus.CLOSED else None,
    }
    write(connection, Meeting, [row])
    came = ({"meeting_id": meeting_id, "member_id": seat, "presence": Presence.PRESENT} for seat in council.seats)
    write(connection, Attendance, came)
    return meeting_id


def _item(meeting_id: UUID, position: int, file: SeededFile) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "meeting_id": meeting_id,
        "nomination_id": file.id,
        "position": position,
        "is_secret": True,
        "threshold_percent": THRESHOLD,
        "base": VoteBase.ALL_MEMBERS,
        "quorum_numerator": 2,
        "quorum_denominator": 3,
        "rule_citation": "Luật Thi đua, khen thưởng",
        "opened_at": now(),
        "members_count": plan.COUNCIL_SIZE,
        "present_count": plan.COUNCIL_SIZE,
        "ballots_issued": plan.COUNCIL_SIZE,
    }


def _voting_item(meeting_id: UUID, position: int, file: SeededFile) -> dict[str, Any]:
    return {**_item(meeting_id, position, file), "status": ItemStatus.VOTING}


def _closed_item(meeting_id: UUID, position: int, file: SeededFile) -> dict[str, Any]:
    adopted = file.status is not Status.NOT_ENDORSED
    return {
        **_item(meeting_id, position, file),
        "status": ItemStatus.CLOSED,
        "closed_at": now(),
        "result": ItemResult.ADOPTED if adopted else ItemResult.NOT_ADOPTED,
        "base_count": plan.COUNCIL_SIZE,
        "ballots_returned": plan.COUNCIL_SIZE,
        "votes_for": plan.COUNCIL_SIZE if adopted else 4,
        "votes_against": 0 if adopted else 5,
        "abstentions": 0,
    }


def _answers(council: SeededCouncil, item_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    for item_id, seat in product(item_ids, council.seats):
        yield {"item_id": item_id, "member_id": seat, "has_conflict": False, "ground": "", "is_derived": False}


def _electors(council: SeededCouncil, item_ids: Sequence[UUID], *, has_voted: bool) -> Iterator[dict[str, Any]]:
    for item_id, seat in product(item_ids, council.seats):
        yield {"item_id": item_id, "member_id": seat, "has_voted": has_voted}
