"""What the law says of a file: asked when it is handed over and when it is verified, and kept with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.assessment.services import Case, Judged, judge
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Problem
from app.eligibility.enums import Outcome
from app.eligibility.verdict import Finding
from app.eligibility.verdict_json import choices_to_json, facts_to_json, verdict_to_json
from app.local_rules.queries import exceptions_allowed
from app.nominations import labels, queries
from app.nominations.enums import VerdictMoment
from app.nominations.models import Nomination, NominationVerdict
from app.nominations.queries import File
from app.nominations.services.contents import file_field
from app.records.policy import may_read_cases

Judgeable = Nomination | File
"""A file as an act holds it, or as a page reads it."""


def untold_cases(actor: Actor, files: Iterable[tuple[Judgeable, str]]) -> frozenset[UUID]:
    """Return those of these files, each with the path of its unit, whose open cases the actor may not know of."""
    return frozenset(file.id for file, path in files if not may_read_cases(actor, path, file.person_id))


def judged_files(
    session: Session, nominations: Sequence[Judgeable], *, at: datetime, untold: Collection[UUID] = ()
) -> Mapping[UUID, Judged]:
    """Return the verdict on each file as the records stand now; for the ``untold``, without what is open."""
    ticks = queries.ticks_of(session, [nomination.id for nomination in nominations])
    by_body: defaultdict[tuple[UUID, int], list[Case]] = defaultdict(list)
    for nomination in nominations:
        answers = {key: tick.is_confirmed for key, tick in ticks.get(nomination.id, {}).items()}
        by_body[nomination.body_id, nomination.year].append(
            case_of(nomination, answers, at=at, tells_cases=nomination.id not in untold)
        )
    found: dict[UUID, Judged] = {}
    for (body_id, year), cases in by_body.items():

        def proposed(ids: Sequence[UUID], year: int = year) -> Mapping[UUID, frozenset[str]]:
            return queries.proposed_codes(session, year, ids)

        found.update(judge(session, cases, body_id=body_id, on=local_day(at), proposed=proposed))
    return found


def case_of(nomination: Judgeable, ticks: Mapping[str, bool], *, at: datetime, tells_cases: bool = True) -> Case:
    """Return a file as the engine is asked about it."""
    nominee_id = nomination.person_id or nomination.collective_id
    assert nominee_id is not None, "the database makes sure of exactly one nominee"
    return Case(
        key=nomination.id,
        subject=nomination.subject,
        nominee_id=nominee_id,
        award_code=nomination.award_code,
        regime_id=nomination.regime_id,
        year=nomination.year,
        ticks=ticks,
        reviewed_on=nomination.unit_met_on,
        proposed_on=local_day(at),
        tells_cases=tells_cases,
    )


def unmet_problems(
    session: Session, nominations: Sequence[Nomination], judged: Mapping[UUID, Judged], *, at: datetime
) -> list[Problem]:
    """Say which files the law does not let pass, unless the body allows an exception and the file gives a reason."""
    unmet = [each for each in nominations if judged[each.id].verdict.overall is Outcome.NOT_MET]
    allowed = {body_id: exceptions_allowed(session, body_id, local_day(at)) for body_id in {n.body_id for n in unmet}}
    return [
        _unmet_problem(nomination, judged[nomination.id], may_except=allowed[nomination.body_id])
        for nomination in unmet
        if not (allowed[nomination.body_id] and nomination.exception_reason)
    ]


def _unmet_problem(nomination: Nomination, judged: Judged, *, may_except: bool) -> Problem:
    reasons = labels.enumerated([labels.in_page_language(each.text) for each in unmet_findings(judged)])
    values = {
        "number": nomination.number,
        "nominee": nomination.nominee_name,
        "award": labels.award_abbreviation(nomination.regime_id, nomination.award_code),
        "conditions": reasons,
    }
    if may_except:
        message = _l(
            "No. %(number)s, %(nominee)s (%(award)s) does not meet: %(conditions)s. "
            "Mend the records, or give the reason for an exception on the page of its conditions.",
            **values,
        )
    else:
        message = _l(
            "No. %(number)s, %(nominee)s (%(award)s) does not meet: %(conditions)s. "
            "Look at the page of its conditions: the records may be incomplete.",
            **values,
        )
    return Problem(message, file_field(nomination.id))


def unmet_findings(judged: Judged) -> list[Finding]:
    """Return what a verdict says is not met, in its own words, without what stands above or below it."""
    return [finding for finding in judged.verdict.findings if finding.outcome is Outcome.NOT_MET]


def store_verdicts(
    session: Session,
    nominations: Sequence[Nomination],
    judged: Mapping[UUID, Judged],
    moment: VerdictMoment,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the verdicts with everything they rest on, so that each can be replayed."""
    session.add_all(
        NominationVerdict(
            nomination_id=nomination.id,
            moment=moment,
            regime_id=nomination.regime_id,
            overall=judged[nomination.id].verdict.overall,
            verdict=verdict_to_json(judged[nomination.id].verdict),
            facts=facts_to_json(judged[nomination.id].facts),
            choices=choices_to_json(judged[nomination.id].choices),
            exception_reason=_exception(nomination, judged[nomination.id]),
            assessed_by_name=actor.name,
            assessed_at=at,
        )
        for nomination in nominations
    )


def _exception(nomination: Nomination, judged: Judged) -> str:
    return (nomination.exception_reason or "") if judged.verdict.overall is Outcome.NOT_MET else ""
