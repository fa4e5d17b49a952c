"""A case told from outside as JSON, checked and turned into the facts of the rules."""

from dataclasses import dataclass
from typing import Any

from app.eligibility.choices import Choices
from app.eligibility.enums import Subject
from app.eligibility.facts import NomineeFacts
from app.eligibility.outside.case_checks import problems_of
from app.eligibility.outside.case_input import CaseInput, PersonInput
from app.eligibility.outside.parts import day_of
from app.eligibility.outside.problems import BadInput, Place
from app.eligibility.outside.reading import read_as
from app.eligibility.rulebook import Rulebooks, rulebooks
from app.organisation.enums import StaffGroup


@dataclass(frozen=True, slots=True)
class Case:
    """A case ready for the rules."""

    id: str | None
    regime_id: str
    award: str
    facts: NomineeFacts
    choices: Choices
    ticks: tuple[tuple[Place, str], ...]
    """Every key the case confirms or denies, with its place; see ``outside.ticks``."""


def read_case(data: Any, books: Rulebooks | None = None) -> Case:  # any JSON data
    """Turn one case into facts, or raise BadInput with every fault and its place."""
    books = books or rulebooks()
    case = read_as(CaseInput, data)
    problems = list(problems_of(case, books))
    if problems:
        raise BadInput(problems)
    ticks = tuple(((name, i), key) for name in ("confirmed", "denied") for i, key in enumerate(getattr(case, name)))
    return Case(case.id, case.regime, case.award, facts_of(case), case.choices.choices(), ticks)


def facts_of(case: CaseInput) -> NomineeFacts:
    """Return the facts of a case that was checked."""
    person, unit = case.person or PersonInput(), case.unit
    conferrals = case.conferrals or (unit.conferrals if unit else ())
    levels = case.classifications or (unit.classifications if unit else ())
    members = unit.members if unit else None
    return NomineeFacts(
        subject=Subject.COLLECTIVE if unit else Subject.INDIVIDUAL,
        year=case.year,
        joined_on=day_of(person.joined_on) if person.joined_on else None,
        is_leader=person.is_leader or (person.is_leader is None and person.staff_group is StaffGroup.LEADER),
        is_female=person.is_female,
        classifications={each.year: each.level for each in levels},
        conferrals=tuple(each.fact() for each in conferrals),
        initiatives=tuple(each.fact() for each in case.initiatives),
        discipline=tuple(each.fact() for each in case.discipline),
        leave=tuple(each.fact() for each in case.leave),
        has_open_case=case.pending_investigation,
        registered=None if case.registered is None else frozenset(case.registered),
        confirmed={**dict.fromkeys(case.confirmed, True), **dict.fromkeys(case.denied, False)},
        members=None if members is None else tuple(each.fact() for each in members),
        reviewed_on=day_of(case.reviewed_on) if case.reviewed_on else None,
        proposed_on=day_of(case.proposed_on) if case.proposed_on else None,
        awards_this_round=frozenset(case.awards_this_round),
    )
