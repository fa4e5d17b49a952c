"""A proposal reaches a body of this installation: each name becomes a file there, linked to the one that it came from.

The body that proposed signed for the file, so it arrives submitted: with the contents of the first one, a number in the
register of the addressee, the regime of its campaign, and a verdict of its own. What stands against a file there is for
the officers of the addressee to say when they verify it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.queries import Campaign
from app.core.access import Actor
from app.core.errors import Problem, RuleBroken, TransitionError
from app.core.text import nfc_block
from app.core.transaction import lock
from app.documents.services import share
from app.eligibility.rulebook import Award, rulebooks
from app.nominations import labels, queries
from app.nominations.enums import LinkKind, Status, VerdictMoment
from app.nominations.models import Nomination, NominationLink
from app.nominations.queries.arrivals import arrived_as, files_of
from app.nominations.services.addressee import Addressee, addressee_of
from app.nominations.services.attaching import OWNER
from app.nominations.services.contents import shortened
from app.nominations.services.copying import NewPlace, copied_file, copy_parts
from app.nominations.services.progress import advance, advance_all
from app.nominations.services.verdicts import judged_files, store_verdicts, untold_cases
from app.organisation.queries import Unit, unit_by_id


def arrival_problems(session: Session, campaign: Campaign, ids: Sequence[UUID]) -> list[Problem]:
    """Say why files cannot arrive in a campaign; the caller holds its body (``queries.body_held``)."""
    files = files_of(session, ids)
    body = unit_by_id(session, campaign.body_id)
    known = rulebooks().regime(campaign.regime_id).awards
    codes = {file.award_code for file in files}
    unknown = codes - (queries.open_awards(session, campaign.id, codes) & set(known))
    problems = [
        Problem(_l("%(award)s is not open in this campaign.", award=code), "campaign_id") for code in sorted(unknown)
    ]
    if problems:
        return problems
    try:
        _ways(session, files, campaign, body)
    except RuleBroken as refusal:
        return [Problem(problem.message, "campaign_id") for problem in refusal.problems]
    return _standing_problems(session, campaign, files)


def _standing_problems(session: Session, campaign: Campaign, files: Sequence[Nomination]) -> list[Problem]:
    nominees = {_nominee_id(file) for file in files}
    standing = queries.live_duplicates(session, campaign.id, {file.award_code for file in files}, nominees)
    return [
        Problem(
            _l(
                "%(nominee)s is nominated for %(award)s already: no. %(number)s.",
                nominee=known.nominee_name,
                award=labels.award_abbreviation(known.regime_id, known.award_code),
                number=known.number,
            ),
            "campaign_id",
        )
        for known in standing.values()
        if any((known.award_code, known.nominee_name) == (file.award_code, file.nominee_name) for file in files)
    ]


def arrive(session: Session, campaign: Campaign, ids: Sequence[UUID], *, actor: Actor, at: datetime) -> list[UUID]:
    """Write a submitted file in the campaign for each of these, in their order, within the caller's act.

    The caller has checked who may and in which phase, holds the body of the campaign, and has found no problem.
    """
    files, body = files_of(session, ids), unit_by_id(session, campaign.body_id)
    ways = _ways(session, files, campaign, body)
    first = queries.highest_number(session, body.id, campaign.year) + 1
    made = [
        _arrived(file, campaign, ways[file.award_code], number=number, actor=actor, at=at)
        for number, file in enumerate(files, first)
    ]
    session.add_all(made)
    session.flush()
    came_from = dict(zip((each.id for each in made), files, strict=True))
    session.add_all(
        NominationLink(nomination_id=each, from_id=file.id, kind=LinkKind.ARRIVED, created_at=at)
        for each, file in came_from.items()
    )
    copy_parts(session, {file.id: each for each, file in came_from.items()})
    trail.record_all(session, [_happening(each, came_from[each.id]) for each in made], actor=actor, at=at)
    paths = {unit_id: unit_by_id(session, unit_id).path for unit_id in {each.unit_id for each in made}}
    untold = untold_cases(actor, [(each, paths[each.unit_id]) for each in made])
    judged = judged_files(session, made, at=at, untold=untold)
    advance_all(session, dict.fromkeys((each.id for each in made), Status.SUBMITTED), actor=actor, at=at)
    store_verdicts(session, made, judged, VerdictMoment.SUBMISSION, actor=actor, at=at)
    return [each.id for each in made]


def hold_arrived(session: Session, nomination_id: UUID | None) -> Nomination | None:
    """Hold the file as which this one arrived, if it did."""
    arrived_id = arrived_as(session, [nomination_id]).get(nomination_id) if nomination_id else None
    return lock(session, Nomination, arrived_id) if arrived_id else None


def come_back(session: Session, nomination_id: UUID, answer: str, *, actor: Actor, at: datetime) -> bool:
    """Submit a file again that the addressee had returned, within the act that answers its request.

    Papers that the body below has attached meanwhile come along. Says whether there was one to submit.
    """
    file = hold_arrived(session, nomination_id)
    if file is None or file.status is not Status.RETURNED:
        return False
    share(session, OWNER, nomination_id, file.id, only_new=True)
    advance(session, file.id, Status.SUBMITTED, actor=actor, at=at, reason=shortened(nfc_block(answer)))
    untold = untold_cases(actor, [(file, unit_by_id(session, file.unit_id).path)])
    judged = judged_files(session, [file], at=at, untold=untold)
    store_verdicts(session, [file], judged, VerdictMoment.SUBMISSION, actor=actor, at=at)
    queries.answer_marks(session, [file.id], at=at)
    return True


def _nominee_id(file: Nomination) -> UUID:
    nominee_id = file.person_id or file.collective_id
    assert nominee_id is not None, "the database makes sure of exactly one nominee"
    return nominee_id


def _award(campaign: Campaign, code: str) -> Award:
    return rulebooks().award(campaign.regime_id, code)


def _ways(session: Session, files: Sequence[Nomination], campaign: Campaign, body: Unit) -> Mapping[str, Addressee]:
    """Return who decides on each award there: that body itself, or one above it."""
    return {
        code: addressee_of(session, _award(campaign, code), campaign=campaign, body=body, ministry_id=None)
        for code in sorted({file.award_code for file in files})
    }


def _arrived(
    first: Nomination, campaign: Campaign, way: Addressee, *, number: int, actor: Actor, at: datetime
) -> Nomination:
    if first.status is not Status.FORWARDED:
        raise TransitionError("only a file that was sent upward arrives")
    award = _award(campaign, first.award_code)
    place = NewPlace(campaign, first.body_id, award, campaign.regime_id, way, number)
    return copied_file(first, place, from_below=True, exception_reason=first.exception_reason, actor=actor, at=at)


def _happening(record: Nomination, first: Nomination) -> trail.Happening:
    facts = {
        "number": record.number,
        "nominee": record.nominee_name,
        "award": record.award_code,
        "arrived_from": str(first.id),
    }
    changes = {name: [None, value] for name, value in facts.items()}
    return trail.Happening("nomination.drafted", "nomination", record.id, changes=changes)
