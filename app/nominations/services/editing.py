"""Changing a file that is still in the unit's hands: its texts, its vote, its award."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, TransitionError, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.eligibility.rulebook import rulebooks
from app.nominations import policy, queries, rules
from app.nominations.models import Nomination
from app.nominations.queries import HeldFile, NomineeFacts
from app.nominations.services.addressee import addressee_of
from app.nominations.services.contents import hold, search_text, shortened, vote_problems
from app.nominations.services.drafting import duplicate_problem

LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationContent:
    """What a unit may change; without ``award_code`` the award stays."""

    summary: str
    report: str
    unit_met_on: date | None
    unit_votes_for: int | None
    unit_votes_total: int | None
    award_code: str | None = None
    ministry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of one file, with the version its writer saw."""

    text: str
    version: int


def edit_nomination(
    nomination_id: UUID, content: NominationContent, *, version: int, actor: Actor, at: datetime
) -> None:
    """Change a draft or a returned file; raises StaleVersion when somebody saved it since.

    Name, post and unit of the nominee are taken anew, because a wrong one is mended in the staff list, not here.
    """
    with transaction() as session:
        file = _hold_for_writing(session, nomination_id, version=version, actor=actor, at=at)
        nomination = file.nomination
        refuse(
            [
                *vote_problems(
                    content.unit_met_on, content.unit_votes_for, content.unit_votes_total, today=local_day(at)
                ),
                *_length_problems(summary=content.summary, report=content.report),
            ]
        )
        before = _facts(nomination)
        _refresh_nominee(session, file, at=at)
        if content.award_code is not None:
            _change_award(session, nomination, content.award_code, ministry_id=content.ministry_id)
        nomination.summary, nomination.report = nfc_block(content.summary), nfc_block(content.report)
        nomination.unit_met_on = content.unit_met_on
        nomination.unit_votes_for, nomination.unit_votes_total = content.unit_votes_for, content.unit_votes_total
        _record(session, "nomination.edited", nomination, before, actor=actor, at=at)


def write_summaries(summaries: Mapping[UUID, Summary], *, actor: Actor, at: datetime) -> None:
    """Change the summaries of several files, all or none."""
    with transaction() as session:
        for nomination_id, summary in sorted(summaries.items()):
            file = _hold_for_writing(session, nomination_id, version=summary.version, actor=actor, at=at)
            refuse(_length_problems(summary=summary.text))
            before = _facts(file.nomination)
            file.nomination.summary = nfc_block(summary.text)
            _record(session, "nomination.edited", file.nomination, before, actor=actor, at=at)


def write_own_report(nomination_id: UUID, report: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Let a nominee write their own achievement report while the file is in the unit's hands."""
    with transaction() as session:
        [file] = hold(session, [nomination_id], actor=actor)
        nomination = file.nomination
        if not policy.is_nominee(actor, nomination.person_id):
            raise NotAllowed
        _require_writable(session, nomination, version=version, at=at)
        refuse(_length_problems(report=report))
        before = _facts(nomination)
        nomination.report = nfc_block(report)
        _record(session, "nomination.report_written", nomination, before, actor=actor, at=at)


def _hold_for_writing(session: Session, nomination_id: UUID, *, version: int, actor: Actor, at: datetime) -> HeldFile:
    # The body first, as in drafting: two acts that take locks in one order never wait for each other.
    campaign_id = queries.campaign_id_of(session, nomination_id)
    if campaign_id is None:
        raise NotFound
    queries.body_held(session, campaign_id)
    [file] = hold(session, [nomination_id], actor=actor)
    if not policy.may_nominate(actor, file.unit_path):
        raise NotAllowed
    _require_writable(session, file.nomination, version=version, at=at)
    return file


def _require_writable(session: Session, nomination: Nomination, *, version: int, at: datetime) -> None:
    if nomination.status not in rules.EDITABLE:
        raise TransitionError(f"a {nomination.status} file is not edited")
    check_version(nomination, version)
    require_phase(session, nomination.campaign_id, *rules.WRITING_PHASES[nomination.status], on=local_day(at))


def _refresh_nominee(session: Session, file: HeldFile, *, at: datetime) -> None:
    """Write down again who the nominee is; one who left the unit meanwhile stays as they were nominated."""
    nomination = file.nomination
    on = rules.reference_day(nomination.year, local_day(at))
    if nomination.person_id is not None:
        found = queries.people_within(session, [nomination.person_id], root=file.unit_path, on=on)
    else:
        ids = [nomination.collective_id] if nomination.collective_id else []
        found = queries.collectives_within(session, ids, root=file.unit_path, on=on)
    for nominee in found.values():
        nomination.nominee_name, nomination.nominee_post = nominee.name, nominee.post
        nomination.nominee_unit_name, nomination.sort_key = nominee.unit_name, nominee.sort_key
        award = rulebooks().award(nomination.regime_id, nomination.award_code)
        nomination.search_text = search_text(nominee, award, nomination.number)


def _change_award(session: Session, nomination: Nomination, code: str, *, ministry_id: UUID | None) -> None:
    """Give a file another award of the same subject, with its own way and no second file beside it."""
    award = rulebooks().regime(nomination.regime_id).awards.get(code)
    is_open = award is not None and code in queries.open_awards(session, nomination.campaign_id, [code])
    if award is None or not is_open or award.subject is not nomination.subject:
        raise RuleBroken(Problem(_l("Choose an award that is open in this campaign."), "award_code"))
    if code != nomination.award_code:
        nominee_id = nomination.person_id or nomination.collective_id
        assert nominee_id is not None
        known = queries.live_duplicates(session, nomination.campaign_id, [code], [nominee_id])
        refuse(Problem(duplicate_problem(duplicate, award).message, "award_code") for duplicate in known.values())
    campaign, body = queries.campaign_and_body(session, nomination.campaign_id)
    chosen = ministry_id if ministry_id is not None else nomination.to_unit_id
    way = addressee_of(session, award, campaign=campaign, body=body, ministry_id=chosen)
    nomination.award_code, nomination.channel, nomination.to_unit_id = code, way.channel, way.to_unit_id
    nominee = NomineeFacts(nomination.id, nomination.nominee_name, "", nomination.nominee_unit_name, "")
    nomination.search_text = search_text(nominee, award, nomination.number)


def _length_problems(**texts: str) -> list[Problem]:
    message = _l("At most %(most)s characters fit.", most=LONGEST_TEXT)
    return [Problem(message, name) for name, text in texts.items() if len(text) > LONGEST_TEXT]


def _facts(nomination: Nomination) -> dict[str, Any]:
    """Return what may change, as the trail keeps it; Any: JSON values."""
    return {
        "nominee": nomination.nominee_name,
        "post": nomination.nominee_post,
        "unit": nomination.nominee_unit_name,
        "award": nomination.award_code,
        "summary": nomination.summary,
        "report": nomination.report,
        "unit_met_on": nomination.unit_met_on.isoformat() if nomination.unit_met_on else None,
        "unit_votes_for": nomination.unit_votes_for,
        "unit_votes_total": nomination.unit_votes_total,
    }


def _record(
    session: Session, kind: str, nomination: Nomination, before: Mapping[str, Any], *, actor: Actor, at: datetime
) -> None:
    """Write the event with what changed; a form saved unchanged leaves no trace."""
    after = _facts(nomination)
    changes = {name: [_short(before[name]), _short(value)] for name, value in after.items() if before[name] != value}
    if changes:
        trail.record(session, kind, nomination.id, actor=actor, at=at, changes=changes)


def _short(value: Any) -> Any:
    return shortened(value) if isinstance(value, str) else value
