"""The way through the files, and places on the agenda."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.council.enums import BallotMethod, ItemStatus
from app.council.presenters.reading import must_answer
from app.council.queries.acts import AgendaKey
from app.council.queries.reading import Mine
from app.council.services.order import _groups, _place_for


@dataclass
class Item:
    """What ordering asks of an item."""

    id: UUID
    position: int


def key(award: str, unit: str, name: str) -> AgendaKey:
    return AgendaKey(Item(uuid4(), 0), "r2024", award, unit, name)  # type: ignore[arg-type]


def sort_key(each: AgendaKey) -> tuple[int, str, str, str, UUID]:
    return (0, each.award_code, each.unit_name, each.sort_key, each.item.id)


keys = st.lists(st.builds(key, st.sampled_from("ABC"), st.sampled_from("xyz"), st.sampled_from("mno")), max_size=12)


def tabled(standing: list[AgendaKey], new: list[AgendaKey]) -> list[AgendaKey]:
    ranks = {each.item.id: sort_key(each) for each in (*standing, *new)}
    for each in sorted(new, key=sort_key):
        standing.insert(_place_for(each, standing, ranks), each)
    return standing


@given(keys, keys)
def test_files_tabled_in_two_goes_stand_as_if_tabled_at_once(first, second):
    assert tabled(tabled([], first), second) == sorted([*first, *second], key=sort_key)


@given(keys, keys, st.randoms(use_true_random=False))
def test_an_order_made_by_hand_stands_and_awards_stay_together(first, second, random):
    groups = _groups(sorted(first, key=sort_key))
    random.shuffle(groups)
    for group in groups:
        random.shuffle(group)
    by_hand = [each for group in groups for each in group]

    after = tabled(list(by_hand), second)

    assert [each for each in after if each in by_hand] == by_hand
    runs = [each.award_code for at, each in enumerate(after) if at == 0 or after[at - 1].award_code != each.award_code]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize(
    ("status", "mine", "expected"),
    [
        (ItemStatus.PENDING, Mine(), True),
        (ItemStatus.PENDING, Mine(has_conflict=False), False),
        (ItemStatus.PENDING, Mine(has_conflict=True), False),
        (ItemStatus.VOTING, Mine(has_voted=False), True),
        (ItemStatus.VOTING, Mine(), False),  # Absent when the vote opened: no paper, nothing to answer.
        (ItemStatus.VOTING, Mine(has_voted=True, has_conflict=False), False),
        (ItemStatus.CLOSED, Mine(), False),
    ],
)
def test_the_question_comes_while_the_answer_counts(status, mine, expected):
    assert must_answer(status, BallotMethod.ELECTRONIC, mine) is expected
    if status is ItemStatus.VOTING:
        assert not must_answer(status, BallotMethod.PAPER, mine)
