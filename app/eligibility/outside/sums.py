"""The arithmetic beside the verdicts, told from outside: ceilings, bonuses and votes."""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from pydantic import Field

from app.eligibility.bonuses import BonusesTogether, Granted, bonuses_together
from app.eligibility.enums import ClassificationLevel
from app.eligibility.excellent import ExcellentMeter, excellent_quota
from app.eligibility.outside.choice_checks import check_choices
from app.eligibility.outside.parts import (
    ChoicesInput,
    Count,
    Day,
    Input,
    Short,
    Year,
    check_award,
    check_codes,
    day_of,
)
from app.eligibility.outside.problems import BadInput, Problem, unknown
from app.eligibility.outside.reading import read_as
from app.eligibility.quota import QuotaCounts, QuotaMeter, quota_of
from app.eligibility.rulebook import Rulebooks
from app.eligibility.vote import CountRefused, VoteCount, VoteResult, count_vote, vote_rule_for

Numbers = dict[str, Count]
LevelNumbers = dict[ClassificationLevel, Count]


class CountsInput(Input):
    """Numbers by award code."""

    proposed: Numbers = {}
    recognised: Numbers = {}
    qualifying: Numbers = {}
    chosen: Numbers = {}


class QuotaCase(Input):
    """How many against the ceiling of an award."""

    id: Short | None = None
    regime: Short
    award: Short
    counts: CountsInput
    choices: ChoicesInput = ChoicesInput()


class ExcellentCase(Input):
    """How many classified excellent against the ceiling of a scheme."""

    id: Short | None = None
    scheme: Short
    year: Year | None = None
    levels: LevelNumbers
    groups: dict[Short, LevelNumbers] = {}
    choices: ChoicesInput = ChoicesInput()


class GrantedInput(Input):
    """An award and the day of its decision; ``period`` is the first and the last year of the achievement."""

    award: Short
    decided_on: Day
    period: tuple[Year, Year] | None = None


class BonusCase(Input):
    """The awards of one subject and what they pay."""

    id: Short | None = None
    regime: Short
    awards: Annotated[tuple[GrantedInput, ...], Field(min_length=1, max_length=100)]
    confirmed: bool = False
    choices: ChoicesInput = ChoicesInput()


class VoteCase(Input):
    """The numbers of a vote on an award."""

    id: Short | None = None
    regime: Short
    award: Short
    members: Count
    present: Count
    recused: Count = 0
    recused_absent: Count = 0
    for_: Annotated[Count, Field(alias="for")] = 0
    against: Count = 0
    abstain: Count = 0
    invalid: Count = 0
    written_for: Count = 0
    written_against: Count = 0
    written_abstain: Count = 0
    written_awaited: Count = 0
    choices: ChoicesInput = ChoicesInput()


COUNT_KEYS: Final = {
    "in_favour": "for",
    "abstentions": "abstain",
    "written_in_favour": "written_for",
    "written_abstentions": "written_abstain",
}
"""Keys of the input that have another name in the rules."""


def quota_answer(data: Any, books: Rulebooks) -> tuple[str | None, QuotaMeter | ExcellentMeter]:  # any JSON data
    """Measure one case against a ceiling: of an award, or of a classification scheme where ``scheme`` is given."""
    if isinstance(data, dict) and "scheme" in data:
        return _excellent(read_as(ExcellentCase, data), books)
    case = read_as(QuotaCase, data)
    pools = {name: getattr(case.counts, name) for name in CountsInput.model_fields}
    codes = ((("counts", name, code), code) for name, pool in pools.items() for code in pool)
    _refuse(
        check_award(books, case.regime, case.award),
        check_codes(books, codes),
        check_choices(case.choices, books, case.regime),
    )
    counts = QuotaCounts(**pools)
    return case.id, quota_of(case.regime, case.award, counts=counts, choices=case.choices.choices(), books=books)


def bonus_answer(data: Any, books: Rulebooks) -> tuple[str | None, BonusesTogether]:  # any JSON data
    """Work out what the awards of one subject pay."""
    case = read_as(BonusCase, data)
    _refuse(_granted(case, books), check_choices(case.choices, books, case.regime))
    granted = [Granted(each.award, day_of(each.decided_on), each.period) for each in case.awards]
    choices = case.choices.choices()
    return case.id, bonuses_together(case.regime, granted, confirmed=case.confirmed, choices=choices, books=books)


def vote_answer(data: Any, books: Rulebooks) -> tuple[str | None, VoteResult]:  # any JSON data
    """Count one vote by the rule that holds for the award."""
    case = read_as(VoteCase, data)
    _refuse(check_award(books, case.regime, case.award), check_choices(case.choices, books, case.regime))
    choices = case.choices.choices()
    rule = vote_rule_for(case.regime, case.award, choices=choices, books=books)
    try:
        return case.id, count_vote(rule, _count(case), choices=choices, books=books)
    except CountRefused as refusal:
        raise BadInput([Problem((COUNT_KEYS.get(refusal.field, refusal.field),), refusal.message)]) from refusal


def _excellent(case: ExcellentCase, books: Rulebooks) -> tuple[str | None, ExcellentMeter]:
    schemes = [scheme.id for scheme in books.classification_schemes]
    found = [Problem(("scheme",), unknown("scheme", case.scheme, schemes))] if case.scheme not in schemes else []
    _refuse(iter(found), _too_many(case), check_choices(case.choices, books))
    choices, groups = case.choices.choices(), case.groups
    meter = excellent_quota(case.scheme, case.levels, groups=groups, year=case.year, choices=choices, books=books)
    return case.id, meter


def _too_many(case: ExcellentCase) -> Iterator[Problem]:
    """The groups are parts of the agency: together they hold nobody the agency has not."""
    for level in ClassificationLevel:
        together = sum(group.get(level, 0) for group in case.groups.values())
        if together > case.levels.get(level, 0):
            yield Problem(
                ("levels", level.value), f"the groups hold {together}, more than the agency; correct one of them"
            )


def _granted(case: BonusCase, books: Rulebooks) -> Iterator[Problem]:
    subjects = set()
    for i, each in enumerate(case.awards):
        wrong = list(check_award(books, case.regime, each.award))
        for problem in wrong:
            yield problem.below("awards", i) if problem.place == ("award",) else problem
        if not wrong:
            subjects.add(books.award(case.regime, each.award).subject)
        if each.period is not None and each.period[0] > each.period[1]:
            yield Problem(("awards", i, "period"), "ends before it begins; write the first year first")
    if len(subjects) > 1:
        yield Problem(("awards",), "awards of a person and of a collective stand together; ask for each subject apart")


def _count(case: VoteCase) -> VoteCount:
    return VoteCount(
        members=case.members,
        present=case.present,
        recused=case.recused,
        recused_absent=case.recused_absent,
        in_favour=case.for_,
        against=case.against,
        abstentions=case.abstain,
        invalid=case.invalid,
        written_in_favour=case.written_for,
        written_against=case.written_against,
        written_abstentions=case.written_abstain,
        written_awaited=case.written_awaited,
    )


def _refuse(*found: Iterator[Problem]) -> None:
    problems = [problem for each in found for problem in each]
    if problems:
        raise BadInput(dict.fromkeys(problems))
