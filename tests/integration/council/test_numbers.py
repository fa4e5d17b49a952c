"""The numbers of the agenda: a file that was opened keeps the one under which the meeting knows it."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.council import services
from app.council.models import AgendaItem
from app.council.services.order import move_file
from app.nominations.enums import Status
from tests.factories.council import Board, make_board
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person
from tests.integration.council.acts import vote_all

pytestmark = pytest.mark.both_engines


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=6, files=3)


def numbers(session: Session, board: Board) -> Mapping[UUID, int]:
    items = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == board.meeting.id))
    return {item.id: item.position for item in items}


def one_more(session: Session, board: Board, award: str = "LDTT") -> UUID:
    person = make_person(session, "Bùi Thị Ân", board.units[0])
    file = make_nomination(session, board.campaign, board.units[0], person, award, status=Status.VERIFIED)
    [item_id] = services.table_nominations(board.meeting.id, [file.id], actor=board.hr, at=now())
    return item_id


def test_a_file_voted_on_again_keeps_its_number_when_another_is_tabled(session: Session, board: Board):
    first, second, third = board.item_ids
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    for voter in board.voters:
        vote_all(board, voter)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    services.annul_vote(second, "Phát nhầm phiếu", actor=board.hr, at=now())

    added = one_more(session, board)

    assert numbers(session, board) == {first: 1, second: 2, third: 3, added: 4}


def test_files_opened_out_of_turn_keep_their_numbers_and_the_others_move_around_them(session: Session, board: Board):
    first, second, third = board.item_ids
    services.open_items(board.meeting.id, [second], actor=board.hr, at=now())

    move_file(board.meeting.id, third, up=True, actor=board.hr, at=now())
    assert numbers(session, board) == {third: 1, second: 2, first: 3}

    added = one_more(session, board, "CSTDCS")
    assert numbers(session, board) == {third: 1, second: 2, first: 3, added: 4}
