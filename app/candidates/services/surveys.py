"""One pass over a subtree: every person, or every unit, against every award of a regime."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.queries import facts_of_collectives, facts_of_people
from app.assessment.services import without_case
from app.candidates import queries, rules
from app.candidates.enums import Standing
from app.candidates.queries import MOST_AT_ONCE, Nominee
from app.core.memory import collector_at_rest
from app.eligibility.choices import Choices
from app.eligibility.enums import Outcome, Subject
from app.eligibility.facts import NomineeFacts
from app.eligibility.prospects import survey
from app.eligibility.rulebook import rulebooks
from app.local_rules.queries import choices_for
from app.nominations.queries import proposed_codes
from app.registrations.queries import round_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a pass is about: subtrees of a body, a year, a regime, people or units."""

    body_id: UUID
    roots: tuple[str, ...]
    year: int
    regime_id: str
    subject: Subject
    on: date
    """Day on which the roll is taken."""
    tells_cases: bool = True
    """Whether who looks may know what is open against people and units; a pass is never shown to others."""
    but_of: UUID | None = None
    """The person who looks: nobody is told what is open against themselves."""

    def tells_case_of(self, nominee_id: UUID) -> bool:
        """Whether an open case of this nominee may show."""
        return self.tells_cases and nominee_id != self.but_of


@dataclass(frozen=True, slots=True)
class Row:
    """One nominee with a standing for each award of the survey."""

    nominee: Nominee
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Survey:
    """The pass as it came out at one moment; each is itself alone, however alike."""

    scope: Scope
    codes: tuple[str, ...]
    rows: tuple[Row, ...]
    made_at: datetime


def survey_of(session: Session, scope: Scope, *, at: datetime) -> Survey:
    """Judge everybody of a scope; reads a fixed number of queries for each thousand."""
    codes = tuple(award.code for award in rulebooks().awards(scope.regime_id, scope.subject))
    nominees = _nominees(session, scope)
    choices = choices_for(session, scope.body_id, on=scope.on, regime_id=scope.regime_id)
    with collector_at_rest():
        rows = tuple(
            Row(nominee, _standings(facts, scope, codes, choices))
            for nominee, facts in facts_in(session, scope, nominees)
        )
    return Survey(scope, codes, rows, at)


def _nominees(session: Session, scope: Scope) -> Sequence[Nominee]:
    if scope.subject is Subject.INDIVIDUAL:
        return queries.people_in(session, scope.roots, on=scope.on)
    return queries.units_in(session, scope.roots, on=scope.on)


def facts_in(session: Session, scope: Scope, nominees: Sequence[Nominee]) -> Iterator[tuple[Nominee, NomineeFacts]]:
    """Yield nominees with their facts, read by the thousand."""
    is_registered = round_of(session, scope.body_id, scope.year) is not None
    for chunk in _chunks(nominees):
        ids = [nominee.id for nominee in chunk]
        if scope.subject is Subject.INDIVIDUAL:
            known = facts_of_people(session, ids, year=scope.year, is_registered=is_registered)
        else:

            def proposed(people: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
                return proposed_codes(session, scope.year, people)

            known = facts_of_collectives(session, ids, year=scope.year, is_registered=is_registered, proposed=proposed)
        for nominee in chunk:
            facts = known[nominee.id]
            yield nominee, facts if scope.tells_case_of(nominee.id) else without_case(facts)


def _chunks(nominees: Sequence[Nominee]) -> Iterator[Sequence[Nominee]]:
    for first in range(0, len(nominees), MOST_AT_ONCE):
        yield nominees[first : first + MOST_AT_ONCE]


def _standings(facts: NomineeFacts, scope: Scope, codes: Sequence[str], choices: Choices) -> tuple[Standing, ...]:
    """Judge one nominee; in which year they could be is worked out for the names that somebody looks at."""
    held = {each.award for each in facts.conferrals if each.year == scope.year and not each.revoked}
    return tuple(
        [
            rules.standing_of(
                is_held=prospect.award_code in held,
                by_record=prospect.by_record,
                is_one_short=prospect.by_record is Outcome.NOT_MET and prospect.is_one_short,
            )
            for prospect in survey(facts, scope.regime_id, codes, choices=choices)
        ]
    )
