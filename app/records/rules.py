"""What a sound entry is: days, years, shares, periods and what is on record already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.core.text import fold
from app.eligibility.enums import AwardKind, CampaignKind, CommendationType, LeaveKind, Subject
from app.eligibility.rulebook import Regime
from app.eligibility.rulebook.conditions import InitiativeRecognised, MeetsStandardOf, walk
from app.records.facts import Author, CaseFacts, ConferralFacts, DisciplineFacts, InitiativeFacts, LeaveFacts

OLDEST_YEAR: Final = 1950
MOST_AUTHORS: Final = 20
LEAVE_AHEAD: Final = timedelta(days=366)
"""Maternity leave and studies are decided on beforehand, though not by years."""

ALREADY_THERE: Final = _l("This is on record already.")

KIND_OF_TYPE: Final = {
    CommendationType.SUDDEN: CampaignKind.SUDDEN,
    CommendationType.THEMATIC: CampaignKind.THEMATIC,
}


def campaign_kind(type_: CommendationType | None) -> CampaignKind:
    """Return the kind of round that an award of this type comes from."""
    return KIND_OF_TYPE.get(type_, CampaignKind.YEARLY) if type_ else CampaignKind.YEARLY


def year_problems(year: int, today: date, field: str = "year") -> list[Problem]:
    """Refuse a year of another age, and one that has not begun."""
    if OLDEST_YEAR <= year <= today.year:
        return []
    return [Problem(_l("The year must lie between %(first)s and %(last)s.", first=OLDEST_YEAR, last=today.year), field)]


def past_day_problems(day: date | None, today: date, field: str) -> list[Problem]:
    """Refuse a day of another age, and one still to come."""
    if day is None or (day.year >= OLDEST_YEAR and day <= today):
        return []
    if day > today:
        return [Problem(_l("This day lies in the future."), field)]
    return [Problem(_l("This day cannot be right."), field)]


def order_problems(first: date, last: date | None, field: str) -> list[Problem]:
    """Refuse a last day before the first one."""
    if last is None or last >= first:
        return []
    return [Problem(_l("The last day lies before the first one."), field)]


def conferral_problems(facts: ConferralFacts, award_subject: Subject | None, today: date) -> list[Problem]:
    """Check what an award from history says; ``award_subject`` None: the catalogue of the year does not have it."""
    found = [
        *year_problems(facts.year, today),
        *past_day_problems(facts.decision_on, today, "decision_on"),
        *past_day_problems(facts.revoked_on, today, "revoked_on"),
        *_period_problems(facts),
    ]
    if award_subject is None:
        found.append(Problem(_l("The catalogue of that year does not have this award."), "award_code"))
    elif (award_subject is Subject.INDIVIDUAL) != (facts.person_id is not None):
        found.append(Problem(_l("This award is given to people or to units, not to both."), "award_code"))
    if not any(problem.field == "decision_on" for problem in found) and facts.decision_on.year < facts.year:
        found.append(Problem(_l("The decision lies before the year of the award."), "decision_on"))
    if not facts.decision_number:
        found.append(Problem(_l("Give the number of the decision."), "decision_number"))
    if not facts.decided_by_name:
        found.append(Problem(_l("Say who decided."), "decided_by_name"))
    return found + _revocation_problems(facts)


def _revocation_problems(facts: ConferralFacts) -> list[Problem]:
    if facts.revoked_on is not None and not facts.revoked_reason:
        return [Problem(_l("Say why the award was taken away, with the number of the decision."), "revoked_reason")]
    if facts.revoked_on is None and facts.revoked_reason:
        return [Problem(_l("Give the day on which the award was taken away."), "revoked_on")]
    if facts.revoked_on is not None and facts.revoked_on < facts.decision_on:
        return [Problem(_l("It cannot be taken away before it was given."), "revoked_on")]
    return []


def _period_problems(facts: ConferralFacts) -> list[Problem]:
    first, last = facts.period_from, facts.period_to
    if first is not None and last is not None and last < first:
        return [Problem(_l("The period ends before it begins."), "period_to")]
    return [
        Problem(_l("The achievement lies after the year of the award."), name)
        for name, year in (("period_from", first), ("period_to", last))
        if year is not None and not OLDEST_YEAR <= year <= facts.year
    ]


@dataclass(frozen=True, slots=True)
class Held:
    """An award that somebody has already."""

    award_code: str
    year: int
    decision_number: str


def duplicate_problems(facts: ConferralFacts, kind: AwardKind, held: Iterable[Held]) -> list[Problem]:
    """Refuse an award that is on record; a commendation may come twice in a year when the officer says so."""
    same = [each for each in held if (each.award_code, each.year) == (facts.award_code, facts.year)]
    if not same:
        return []
    if any(fold(each.decision_number) == fold(facts.decision_number) for each in same):
        return [Problem(ALREADY_THERE, "award_code")]
    number = same[0].decision_number
    if kind is AwardKind.TITLE:
        return [Problem(_l("This title is on record for that year: decision %(number)s.", number=number), "award_code")]
    if facts.another_confirmed:
        return []
    message = _l(
        "The same award is on record for that year: decision %(number)s. Tick the box when this is another one.",
        number=number,
    )
    return [Problem(message, "another_confirmed")]


def initiative_problems(facts: InitiativeFacts, today: date) -> list[Problem]:
    """Check year, title, decision and authors of an initiative."""
    found = [
        *year_problems(facts.year, today),
        *past_day_problems(facts.decision_on, today, "decision_on"),
        *share_problems(facts.authors),
    ]
    if len(facts.title) < 5:
        found.append(Problem(_l("Give the title in full."), "title"))
    return found


def share_problems(authors: Sequence[Author]) -> list[Problem]:
    """Shares lie between 1 and 100 and add up to at most 100; nobody is an author twice."""
    if not authors:
        return [Problem(_l("Name at least one author."), "authors")]
    if len(authors) > MOST_AUTHORS:
        return [Problem(_l("At most %(most)s authors fit.", most=MOST_AUTHORS), "authors")]
    if len({author.person_id for author in authors}) < len(authors):
        return [Problem(_l("The same person is an author twice."), "authors")]
    shares = [author.share_percent for author in authors if author.share_percent is not None]
    if any(not 1 <= share <= 100 for share in shares):
        return [Problem(_l("A share lies between 1 and 100 per cent."), "authors")]
    if sum(shares) > 100:
        return [Problem(_l("The shares add up to %(sum)s per cent; at most 100.", sum=sum(shares)), "authors")]
    return []


def discipline_problems(facts: DisciplineFacts, today: date) -> list[Problem]:
    """Check the days of a disciplinary decision."""
    return [
        *past_day_problems(facts.decided_on, today, "decided_on"),
        *order_problems(facts.decided_on, facts.ends_on, "ends_on"),
    ]


def leave_problems(facts: LeaveFacts, today: date) -> list[Problem]:
    """Check the days of a leave; the two judgements belong to studies."""
    found = order_problems(facts.started_on, facts.ended_on, "ended_on")
    if facts.started_on > today + LEAVE_AHEAD or facts.started_on.year < OLDEST_YEAR:
        found.append(Problem(_l("This day cannot be right."), "started_on"))
    if facts.kind is not LeaveKind.STUDY and (facts.rules_kept is not None or facts.result_good is not None):
        found.append(Problem(_l("Only studies are judged."), "rules_kept"))
    return found


def overlap_problems(facts: LeaveFacts, others: Iterable[tuple[date, date | None]]) -> list[Problem]:
    """Nobody is on two long leaves at once."""
    last = facts.ended_on or date.max
    if any(start <= last and (end or date.max) >= facts.started_on for start, end in others):
        return [Problem(_l("Another leave on record covers these days."), "started_on")]
    return []


def case_problems(facts: CaseFacts, today: date) -> list[Problem]:
    """Check the days of a case; a closed one has a conclusion."""
    found = [
        *past_day_problems(facts.opened_on, today, "opened_on"),
        *past_day_problems(facts.closed_on, today, "closed_on"),
        *order_problems(facts.opened_on, facts.closed_on, "closed_on"),
    ]
    if facts.closed_on is not None and not facts.conclusion:
        found.append(Problem(_l("Say how it ended."), "conclusion"))
    if facts.closed_on is None and facts.conclusion:
        found.append(Problem(_l("Give the day on which it was concluded."), "closed_on"))
    return found


def reason_problems(reason: str) -> list[Problem]:
    """A correction that takes something out says why."""
    return [] if len(reason) >= 3 else [Problem(_l("Give the reason."), "reason")]


def asks_for_initiatives(regime: Regime, code: str) -> bool:
    """Say whether an award asks for an initiative or a topic, itself or through the standard of another award."""
    if code not in regime.awards:
        return True
    asked = [condition for _place, condition in walk(regime.awards[code].conditions, ())]
    return any(
        isinstance(each, InitiativeRecognised)
        or (isinstance(each, MeetsStandardOf) and asks_for_initiatives(regime, each.title))
        for each in asked
    )
