"""Rules of revoking and amending, and of the number register."""

from datetime import date
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Problem, TransitionError
from app.decisions import rules
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.papers.shapes import AnnexGroup, AnnexPart, Article, Paper, kept, restored
from app.decisions.rules import Correction, ForeignRevocation, PrintedName

DAY = date(2019, 1, 7)
NUMBERS = st.lists(st.integers(1, 500), max_size=60)
IDS = st.sets(st.uuids(), max_size=8)


def fields(problems: list[Problem]) -> list[str | None]:
    return [problem.field for problem in problems]


@given(NUMBERS)
def test_a_number_is_either_taken_or_in_exactly_one_gap(numbers: list[int]):
    open_numbers = [number for gap in rules.gaps(numbers) for number in range(gap.first, gap.last + 1)]

    assert len(open_numbers) == len(set(open_numbers)) == sum(gap.count for gap in rules.gaps(numbers))
    assert sorted({*numbers, *open_numbers}) == list(range(1, max(numbers, default=0) + 1))
    assert set(numbers).isdisjoint(open_numbers)


@given(NUMBERS)
def test_gaps_never_touch_each_other(numbers: list[int]):
    found = rules.gaps(numbers)
    assert all(one.last + 1 < other.first for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("kind", "standing", "revoked", "after"),
    [
        (ChangeKind.REVOCATION, 3, 1, DecisionStatus.AMENDED),
        (ChangeKind.REVOCATION, 3, 3, DecisionStatus.REVOKED),
        (ChangeKind.AMENDMENT, 3, 3, DecisionStatus.AMENDED),
        (ChangeKind.AMENDMENT, 3, 0, DecisionStatus.AMENDED),
    ],
)
def test_what_a_decision_is_once_it_is_changed(kind: ChangeKind, standing: int, revoked: int, after: DecisionStatus):
    assert rules.target_after(kind, standing_before=standing, revoked=revoked) is after


def test_an_amended_decision_can_be_changed_again_and_a_revoked_one_never():
    assert rules.move_decision(DecisionStatus.AMENDED, DecisionStatus.AMENDED) is DecisionStatus.AMENDED
    assert rules.move_decision(DecisionStatus.AMENDED, DecisionStatus.REVOKED) is DecisionStatus.REVOKED
    for status in DecisionStatus:
        with pytest.raises(TransitionError):
            rules.move_decision(DecisionStatus.REVOKED, status)


@given(IDS, IDS)
def test_names_to_revoke_are_some_that_hold_the_award(asked: set[UUID], standing: set[UUID]):
    problem = rules.revoked_names_problem(asked, standing)
    assert (problem is None) == (bool(asked) and asked <= standing)


@given(IDS, IDS, st.booleans())
def test_a_whole_revocation_is_signed_only_while_it_is_the_whole(
    on_paper: set[UUID], standing: set[UUID], is_whole: bool
):
    problem = rules.signed_names_problem(on_paper, standing, is_whole=is_whole)
    fits = on_paper == standing if is_whole else on_paper <= standing
    assert (problem is None) == (bool(on_paper) and fits)


def test_an_amendment_that_changes_nothing_is_refused():
    same = PrintedName("Nguyễn Văn An", "Chuyên viên", "Văn phòng")
    corrections = [Correction(uuid4(), same, same)]
    for title in ("", "Về việc tặng"):
        assert rules.amendment_problems(corrections, old_title="Về việc tặng", new_title=title, new_text="") != []
    for changed in ({"new_title": "Khác", "new_text": ""}, {"new_title": "", "new_text": "Tại Điều 2"}):
        assert rules.amendment_problems(corrections, old_title="Về việc tặng", **changed) == []


def test_a_corrected_name_is_a_name_that_fits():
    before, row = PrintedName("Nguyễn Văn An"), uuid4()
    for after, field in (
        (PrintedName(""), f"name-{row}"),
        (PrintedName("x" * 301), f"name-{row}"),
        (PrintedName("An", "x" * 121), f"post-{row}"),
        (PrintedName("An", "", "x" * 301), f"unit-{row}"),
    ):
        problems = rules.amendment_problems([Correction(row, before, after)], old_title="", new_title="", new_text="")
        assert fields(problems) == [field]


@pytest.mark.parametrize(
    ("day", "wrong"), [(date(2019, 1, 6), True), (DAY, False), (date(2019, 1, 8), False), (date(2019, 1, 9), True)]
)
def test_a_foreign_revocation_lies_between_the_award_and_today(day: date, wrong: bool):
    held = [uuid4()]
    said = ForeignRevocation(held, "1/QĐ", day, "Lý do")
    problems = rules.foreign_revocation_problems(said, held, conferred_on=DAY, today=date(2019, 1, 8))
    assert fields(problems) == (["decision_on"] if wrong else [])


LINES = st.lists(st.text(max_size=20), max_size=3)
PAPERS = st.builds(
    Paper,
    bases=LINES,
    articles=st.lists(st.builds(Article, points=LINES), max_size=2),
    paragraphs=LINES,
    points=LINES,
    recipients=LINES,
    signature=LINES,
    parts=st.lists(st.builds(AnnexPart, groups=st.lists(st.builds(AnnexGroup, lines=LINES), max_size=2)), max_size=2),
)


@given(PAPERS)
def test_a_paper_comes_back_line_by_line_as_it_was_kept(paper: Paper):
    assert kept(restored(kept(paper))) == kept(paper)
    assert list(restored(kept(paper)).bases) == list(paper.bases)
