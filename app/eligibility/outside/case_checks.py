"""What a case must be beyond its shape: known awards, one subject, nothing told twice, days in their order."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from app.eligibility.enums import Subject
from app.eligibility.outside.case_input import CaseInput, ConferralInput, DisciplineInput
from app.eligibility.outside.choice_checks import check_choices
from app.eligibility.outside.parts import check_award, check_codes
from app.eligibility.outside.problems import Place, Problem
from app.eligibility.rulebook import Rulebooks
from app.organisation.enums import StaffGroup

SUBJECT_KEYS: Final = {Subject.INDIVIDUAL: "person", Subject.COLLECTIVE: "unit"}


def problems_of(case: CaseInput, books: Rulebooks) -> Iterator[Problem]:
    """Yield everything wrong with a case of the right shape."""
    unknown_award = list(check_award(books, case.regime, case.award))
    yield from unknown_award
    yield from _subject(case, None if unknown_award else books.award(case.regime, case.award).subject)
    yield from check_codes(books, _codes(case))
    for where, conferrals in _conferral_lists(case):
        yield from _conferrals(conferrals, where, books)
    yield from _twice(((("initiatives", i), each.id) for i, each in enumerate(case.initiatives)), "the id")
    yield from _twice(_years(case), "the year")
    yield from _days(case)
    yield from check_choices(case.choices, books, case.regime)


def _subject(case: CaseInput, wanted: Subject | None) -> Iterator[Problem]:
    """A case is about a person or a unit, as the award asks; what both places may hold stands in one of them."""
    if (case.person is None) == (case.unit is None):
        yield Problem((), "give either person or unit")
        return
    given = Subject.INDIVIDUAL if case.person is not None else Subject.COLLECTIVE
    if wanted is not None and wanted is not given:
        here, there = SUBJECT_KEYS[given], SUBJECT_KEYS[wanted]
        yield Problem((here,), f"{case.award} is an award for a {there}; give {there} instead of {here}")
    if case.unit is not None:
        for name in ("conferrals", "classifications"):
            if getattr(case, name) and getattr(case.unit, name):
                yield Problem((name,), f"stands at the top and in unit; keep one of the two {name}")
        if case.leave:
            yield Problem(("leave",), "a unit takes no leave; remove it")
    if case.person is not None and case.person.staff_group is StaffGroup.LEADER and case.person.is_leader is False:
        yield Problem(("person", "is_leader"), "is false, yet staff_group says leader; correct one of them")


def _codes(case: CaseInput) -> Iterator[tuple[Place, str]]:
    for where, conferrals in _conferral_lists(case):
        yield from (((*where, i, "award"), each.award) for i, each in enumerate(conferrals))
    for name in ("registered", "awards_this_round"):
        yield from (((name, i), code) for i, code in enumerate(getattr(case, name) or ()))
    for i, member in enumerate((case.unit.members if case.unit else None) or ()):
        here = ("unit", "members", i, "awards_this_year")
        yield from (((*here, j), code) for j, code in enumerate(member.awards_this_year))


def _conferral_lists(case: CaseInput) -> Iterator[tuple[Place, tuple[ConferralInput, ...]]]:
    yield ("conferrals",), case.conferrals
    yield ("unit", "conferrals"), case.unit.conferrals if case.unit else ()


def _years(case: CaseInput) -> Iterator[tuple[Place, int]]:
    yield from ((("classifications", i), each.year) for i, each in enumerate(case.classifications))
    for i, each in enumerate(case.unit.classifications if case.unit else ()):
        yield ("unit", "classifications", i), each.year


def _conferrals(conferrals: Iterable[ConferralInput], where: Place, books: Rulebooks) -> Iterator[Problem]:
    conferrals = tuple(conferrals)
    yield from _twice((((*where, i), each) for i, each in enumerate(conferrals)), "the conferral")
    for i, each in enumerate(conferrals):
        here = (*where, i)
        authorities = {regime.awards[each.award].authority for regime in books.regimes() if each.award in regime.awards}
        if each.level is not None and authorities and each.level not in authorities:
            right = " or ".join(sorted(authorities))
            yield Problem((*here, "level"), f"{each.award} is conferred at the level {right}, not {each.level}")
        if each.decided_on is not None and int(each.decided_on[:4]) < each.year:
            yield Problem(
                (*here, "decided_on"), f"lies before the award year {each.year}; year is the year of the merit"
            )
        if each.period_to is not None and each.period_to > each.year:
            yield Problem((*here, "period_to"), f"lies after the award year {each.year}")


def _twice(items: Iterable[tuple[Place, Hashable]], what: str) -> Iterator[Problem]:
    seen: dict[Hashable, Place] = {}
    for place, key in items:
        if key in seen:
            yield Problem(place, f"repeats {what} of entry {seen[key][-1]} of the list; keep one")
        seen.setdefault(key, place)


def _days(case: CaseInput) -> Iterator[Problem]:
    for i, leave in enumerate(case.leave):
        if leave.to is not None and leave.to < leave.from_:
            yield Problem(("leave", i, "to"), f"lies before the first day {leave.from_}")
    yield from _ends(case.discipline, ("discipline",))
    for i, member in enumerate((case.unit.members if case.unit else None) or ()):
        yield from _ends(member.discipline, ("unit", "members", i, "discipline"))


def _ends(decisions: Iterable[DisciplineInput], where: Place) -> Iterator[Problem]:
    for i, each in enumerate(decisions):
        if each.ends_on is not None and each.ends_on < each.decided_on:
            yield Problem((*where, i, "ends_on"), f"lies before the decision of {each.decided_on}")
