"""Submitting: the head hands files over to the reviewing officers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, Problem, refuse
from app.core.transaction import transaction
from app.documents.queries import owners_with_attachments
from app.nominations import labels, policy, queries, rules
from app.nominations.enums import Status, VerdictMoment
from app.nominations.models import Nomination
from app.nominations.queries import HeldFile
from app.nominations.services.contents import file_field, hold
from app.nominations.services.editing import Summary, write_summaries
from app.nominations.services.progress import advance_all
from app.nominations.services.quotas import excess_problems
from app.nominations.services.verdicts import judged_files, store_verdicts, unmet_problems, untold_cases


def submit_nominations(ids: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    """Submit these files, all or none; raises RuleBroken that names everything missing in any of them."""
    with transaction() as session:
        files = hold(session, ids, actor=actor)
        if not all(policy.may_submit(actor, file.unit_path) for file in files):
            raise NotAllowed
        for file in files:
            rules.move(file.nomination.status, Status.SUBMITTED)
        _require_open(session, files, at=at)
        nominations = [file.nomination for file in files]
        # A refusal must not tell the unit of an open case; the officer who verifies is told.
        untold = untold_cases(actor, [(file.nomination, file.unit_path) for file in files])
        judged = judged_files(session, nominations, at=at, untold=untold)
        refuse(
            [
                *_missing_problems(session, nominations),
                *unmet_problems(session, nominations, judged, at=at),
                *excess_problems(session, files, judged),
            ]
        )
        advance_all(session, dict.fromkeys((each.id for each in nominations), Status.SUBMITTED), actor=actor, at=at)
        store_verdicts(session, nominations, judged, VerdictMoment.SUBMISSION, actor=actor, at=at)
        queries.answer_marks(session, [file.nomination.id for file in files], at=at)


def complete_and_submit(
    summaries: Mapping[UUID, Summary], ids: Collection[UUID], *, actor: Actor, at: datetime
) -> None:
    """Write the last summaries and submit, as one act: when a file is not complete, nothing is written either."""
    with transaction():
        write_summaries(summaries, actor=actor, at=at)
        submit_nominations(ids, actor=actor, at=at)


def _require_open(session: Session, files: Sequence[HeldFile], *, at: datetime) -> None:
    """A first submission needs the open phase; a returned file may also come back while files are verified."""
    allowed: dict[UUID, set[Phase]] = defaultdict(lambda: set(Phase))
    for file in files:
        allowed[file.nomination.campaign_id] &= set(rules.WRITING_PHASES[file.nomination.status])
    for campaign_id, phases in sorted(allowed.items()):
        require_phase(session, campaign_id, *sorted(phases, key=list(Phase).index), on=local_day(at))


def _missing_problems(session: Session, nominations: Sequence[Nomination]) -> list[Problem]:
    with_files = owners_with_attachments(session, [nomination.id for nomination in nominations])
    problems = []
    for nomination in nominations:
        missing = rules.missing_parts(content_of(nomination, has_attachment=nomination.id in with_files))
        if missing:
            problems.append(_missing_problem(nomination, [labels.MISSING_LABELS[part] for part in missing]))
    return problems


def _missing_problem(nomination: Nomination, words: Sequence[object]) -> Problem:
    return Problem(
        _l(
            "No. %(number)s, %(nominee)s (%(award)s) still needs: %(parts)s.",
            number=nomination.number,
            nominee=nomination.nominee_name,
            award=labels.award_abbreviation(nomination.regime_id, nomination.award_code),
            parts=labels.enumerated(words),
        ),
        file_field(nomination.id),
    )


def content_of(nomination: Nomination, *, has_attachment: bool) -> rules.FileContent:
    """Return what the completeness of a file depends on."""
    return rules.FileContent(
        subject=nomination.subject,
        campaign_kind=nomination.campaign_kind,
        channel=nomination.channel,
        summary=nomination.summary,
        report=nomination.report,
        has_attachment=has_attachment,
        unit_met_on=nomination.unit_met_on,
        unit_votes_total=nomination.unit_votes_total,
    )
