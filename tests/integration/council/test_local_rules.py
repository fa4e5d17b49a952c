"""The rules of the body decide where the law leaves the vote open, as they hold on the day of opening."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.core.clock import now, today
from app.council import services
from app.council.enums import Choice, ItemResult, VoteBase
from app.local_rules.enums import RuleKind
from app.organisation.models import Unit
from tests.factories.council import make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import open_all, vote_all

pytestmark = pytest.mark.both_engines
OWN = {"min_percent": 85, "base": "present", "quorum": "1/2"}


def test_the_rule_of_the_body_is_frozen_with_its_basis_and_told_on_the_result_page(  # type: ignore[no-untyped-def]
    session: Session, sign_in
):
    board = make_board(session, voters=6, absent=2)
    body = session.get_one(Unit, board.body.id)
    rule = make_rule(session, body, RuleKind.VOTE, "*", OWN, legal_basis="Quy chế Hội đồng số 7", valid_from=today())

    open_all(board)

    first = board.items[0]
    assert (first.threshold_percent, first.base, first.is_secret) == (85, VoteBase.PRESENT, True)
    assert (first.quorum_numerator, first.quorum_denominator) == (1, 2)
    assert (first.rule_citation, first.rule_is_default) == ("Quy chế Hội đồng số 7", False)
    rule.value = {"min_percent": 51}
    session.commit()
    for voter in board.voters[:3]:
        vote_all(board, voter, Choice.FOR)
    vote_all(board, board.voters[3], Choice.AGAINST)
    done = services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    assert {each.result for each in done} == {ItemResult.NOT_ADOPTED}
    page = sign_in(board.hr_user).get(f"/councils/items/{board.item_ids[0]}")
    assert "Quy chế Hội đồng số 7" in page.get_data(as_text=True)
    assert "85" in page.get_data(as_text=True)


def test_a_rule_that_begins_later_or_has_ended_decides_nothing(session: Session) -> None:
    board = make_board(session)
    body = session.get_one(Unit, board.body.id)
    make_rule(session, body, RuleKind.VOTE, "*", OWN, valid_from=date(2001, 1, 1), valid_to=date(2002, 1, 1))
    make_rule(session, body, RuleKind.VOTE, "*", OWN, valid_from=date(2099, 1, 1))

    open_all(board)

    assert (board.items[0].threshold_percent, board.items[0].base) == (70, VoteBase.ALL_MEMBERS)
