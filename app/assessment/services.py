"""Asking the engine: facts from the records, the choices of the body, a verdict with everything it was told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.queries import Proposed, facts_of_collectives, facts_of_people, nobody_proposed
from app.eligibility.choices import Choices
from app.eligibility.engine import assess
from app.eligibility.enums import Subject
from app.eligibility.facts import NO_TICKS, NomineeFacts
from app.eligibility.prospects import Prospect, survey
from app.eligibility.verdict import Verdict
from app.local_rules.queries import choices_for
from app.registrations.queries import round_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One nominee and one award, with what the file itself says; ``key`` names the case in the answer."""

    key: UUID
    subject: Subject
    nominee_id: UUID
    award_code: str
    regime_id: str
    year: int
    ticks: Mapping[str, bool] = field(default_factory=lambda: NO_TICKS)
    reviewed_on: date | None = None
    proposed_on: date | None = None
    tells_cases: bool = True
    """Whether what is open against the nominee counts: not in an answer to somebody who may not know of it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the facts and the choices it rests on, so that it can be replayed."""

    facts: NomineeFacts
    choices: Choices
    verdict: Verdict


def judge(
    session: Session, cases: Sequence[Case], *, body_id: UUID, on: date, proposed: Proposed = nobody_proposed
) -> Mapping[UUID, Judged]:
    """Return the verdict on each case, by its key, under the choices of the body in force on a day."""
    choices = {
        regime_id: choices_for(session, body_id, on=on, regime_id=regime_id)
        for regime_id in sorted({case.regime_id for case in cases})
    }
    facts = _facts(session, cases, body_id=body_id, proposed=proposed)
    codes = proposed([case.nominee_id for case in cases])
    return {
        case.key: _judged(
            case,
            facts[case.year, case.nominee_id],
            choices[case.regime_id],
            beside=codes.get(case.nominee_id, frozenset()) - {case.award_code},
        )
        for case in cases
    }


def _facts(
    session: Session, cases: Iterable[Case], *, body_id: UUID, proposed: Proposed
) -> Mapping[tuple[int, UUID], NomineeFacts]:
    nominees: defaultdict[tuple[int, Subject], set[UUID]] = defaultdict(set)
    for case in cases:
        nominees[case.year, case.subject].add(case.nominee_id)
    found: dict[tuple[int, UUID], NomineeFacts] = {}
    for (year, subject), ids in nominees.items():
        known = _known(session, subject, sorted(ids), year=year, body_id=body_id, proposed=proposed)
        found.update({(year, nominee_id): facts for nominee_id, facts in known.items()})
    return found


def _known(
    session: Session, subject: Subject, ids: Sequence[UUID], *, year: int, body_id: UUID, proposed: Proposed
) -> Mapping[UUID, NomineeFacts]:
    is_registered = round_of(session, body_id, year) is not None
    if subject is Subject.INDIVIDUAL:
        return facts_of_people(session, ids, year=year, is_registered=is_registered)
    return facts_of_collectives(session, ids, year=year, is_registered=is_registered, proposed=proposed)


def _judged(case: Case, facts: NomineeFacts, choices: Choices, *, beside: frozenset[str]) -> Judged:
    told = replace(
        facts,
        confirmed=case.ticks,
        reviewed_on=case.reviewed_on,
        proposed_on=case.proposed_on,
        awards_this_round=beside,
        has_open_case=facts.has_open_case and case.tells_cases,
    )
    return Judged(told, choices, assess(told, case.regime_id, case.award_code, choices=choices))


def prospects_of(
    session: Session,
    subject: Subject,
    ids: Sequence[UUID],
    *,
    body_id: UUID,
    year: int,
    regime_id: str,
    codes: Sequence[str],
    on: date,
    proposed: Proposed = nobody_proposed,
    untold: Collection[UUID] = (),
) -> Mapping[UUID, list[Prospect]]:
    """Return how each of these people or units stands to each of the awards, before anybody is nominated.

    What is open against the ``untold`` is left out.
    """
    choices = choices_for(session, body_id, on=on, regime_id=regime_id)
    known = _known(session, subject, ids, year=year, body_id=body_id, proposed=proposed)
    return {
        nominee_id: survey(without_case(facts) if nominee_id in untold else facts, regime_id, codes, choices=choices)
        for nominee_id, facts in known.items()
    }


def without_case(facts: NomineeFacts) -> NomineeFacts:
    """Return the facts as somebody reads them who may not know what is open against the nominee."""
    return replace(facts, has_open_case=False) if facts.has_open_case else facts
