"""Drafting nominations: one unit, one campaign, several awards and nominees at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.policy import may_read as may_read_campaigns
from app.campaigns.queries import Campaign
from app.campaigns.services import require_phase
from app.core.access import Actor, Permission
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, refuse
from app.core.text import nfc_block, short_date
from app.core.transaction import transaction
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award, rulebooks
from app.nominations import policy, queries, rules
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.nominations.queries import NomineeFacts
from app.nominations.services.addressee import Addressee, addressee_of
from app.nominations.services.contents import search_text, vote_problems
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationBatch:
    """What a unit proposes at one meeting: each award goes to every nominee of its subject.

    ``summaries`` and ``reports`` are by nominee. ``ministry_id`` counts only for ministerial awards, when the campaign
    names no ministry and several are known.
    """

    campaign_id: UUID
    unit_id: UUID
    award_codes: Sequence[str]
    person_ids: Sequence[UUID] = ()
    collective_ids: Sequence[UUID] = ()
    unit_met_on: date | None = None
    unit_votes_for: int | None = None
    unit_votes_total: int | None = None
    summaries: Mapping[UUID, str] = field(default_factory=dict)
    reports: Mapping[UUID, str] = field(default_factory=dict)
    ministry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all nominations of a batch share."""

    batch: NominationBatch
    campaign: Campaign
    body: Unit
    unit: Unit
    at: datetime


Pair = tuple[Award, NomineeFacts]


def draft_nominations(batch: NominationBatch, *, actor: Actor, at: datetime) -> list[UUID]:
    """Draft one nomination per award and nominee, all or none; returns their ids in the order of their numbers."""
    with transaction() as session:
        body = queries.body_held(session, batch.campaign_id)
        if body is None or not may_read_campaigns(actor, body.path):
            raise NotFound
        unit = _nominating_unit(session, batch.unit_id, actor=actor)
        campaign = require_phase(session, batch.campaign_id, Phase.OPEN, on=local_day(at))
        frame = _Frame(batch, campaign, body, unit, at)
        _refuse_stranger(unit, body)
        votes = vote_problems(batch.unit_met_on, batch.unit_votes_for, batch.unit_votes_total, today=local_day(at))
        try:
            pairs = _pairs(session, frame)
        except RuleBroken as refusal:
            raise RuleBroken(*refusal.problems, *votes) from None
        refuse([*_duplicate_problems(session, campaign.id, pairs), *votes])
        return _write(session, frame, pairs, actor=actor)


def _nominating_unit(session: Session, unit_id: UUID, *, actor: Actor) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    if not policy.may_nominate(actor, unit.path):
        raise NotAllowed if actor.may_at(Permission.NOMINATION_READ, unit.path) else NotFound
    return unit


def _refuse_stranger(unit: Unit, body: Unit) -> None:
    if not unit.path.startswith(body.path):
        message = _l("%(unit)s does not belong to %(body)s, which runs this campaign.", unit=unit.name, body=body.name)
        raise RuleBroken(Problem(message, "unit_id"))


def _pairs(session: Session, frame: _Frame) -> list[Pair]:
    """Return every award with each of its nominees, in the official order of awards; raises RuleBroken."""
    batch = frame.batch
    awards = _awards(session, frame)
    people, collectives = _nominees(session, frame)
    refuse(_matching_problems({award.subject for award in awards}, people, collectives))
    of_subject = {Subject.INDIVIDUAL: people, Subject.COLLECTIVE: collectives}
    pairs = [(award, nominee) for award in awards for nominee in of_subject[award.subject]]
    if len(pairs) > rules.MOST_AT_ONCE:
        message = _l("At most %(most)s nominations fit into one go.", most=rules.MOST_AT_ONCE)
        raise RuleBroken(Problem(message, "person_ids" if batch.person_ids else "collective_ids"))
    return pairs


def _awards(session: Session, frame: _Frame) -> list[Award]:
    codes = list(dict.fromkeys(frame.batch.award_codes))
    if not codes:
        raise RuleBroken(Problem(_l("Choose at least one award."), "award_codes"))
    catalogue = rulebooks().regime(frame.campaign.regime_id).awards
    known = queries.open_awards(session, frame.campaign.id, codes) & set(catalogue)
    refuse(
        Problem(_l("%(award)s is not open in this campaign.", award=code[:20]), "award_codes")
        for code in codes
        if code not in known
    )
    return [award for award in catalogue.values() if award.code in known]


def _nominees(session: Session, frame: _Frame) -> tuple[list[NomineeFacts], list[NomineeFacts]]:
    """Return the people and the collectives as they are on the reference day; raises RuleBroken for strangers."""
    batch, root = frame.batch, frame.unit.path
    on = rules.reference_day(frame.campaign.year, local_day(frame.at))
    people = queries.people_within(session, batch.person_ids, root=root, on=on)
    collectives = queries.collectives_within(session, batch.collective_ids, root=root, on=on)
    problems = []
    strangers = len(set(batch.person_ids) - set(people))
    if strangers:
        message = _l(
            "%(count)s of the people chosen did not belong to %(unit)s on %(day)s. Choose from the list.",
            count=strangers,
            unit=frame.unit.name,
            day=short_date(on),
        )
        problems.append(Problem(message, "person_ids"))
    strangers = len(set(batch.collective_ids) - set(collectives))
    if strangers:
        message = _l(
            "%(count)s of the collectives chosen did not belong to %(unit)s on %(day)s. Choose from the list.",
            count=strangers,
            unit=frame.unit.name,
            day=short_date(on),
        )
        problems.append(Problem(message, "collective_ids"))
    refuse(problems)
    return _in_order(batch.person_ids, people), _in_order(batch.collective_ids, collectives)


def _in_order(ids: Iterable[UUID], found: Mapping[UUID, NomineeFacts]) -> list[NomineeFacts]:
    return [found[nominee_id] for nominee_id in dict.fromkeys(ids)]


def _matching_problems(
    subjects: set[Subject], people: Sequence[NomineeFacts], collectives: Sequence[NomineeFacts]
) -> list[Problem]:
    """Say where awards and nominees do not meet: nobody is left out silently, no award is ticked for nobody."""
    individual, collective = Subject.INDIVIDUAL in subjects, Subject.COLLECTIVE in subjects
    problems = []
    if people and not individual:
        problems.append(Problem(_l("Choose an award for individuals, or leave the people out."), "award_codes"))
    if collectives and not collective:
        problems.append(Problem(_l("Choose an award for collectives, or leave the collectives out."), "award_codes"))
    if individual and not people:
        problems.append(Problem(_l("Choose at least one person for the awards to individuals."), "person_ids"))
    if collective and not collectives:
        problems.append(Problem(_l("Choose at least one collective for the awards to it."), "collective_ids"))
    return problems


def _duplicate_problems(session: Session, campaign_id: UUID, pairs: Sequence[Pair]) -> list[Problem]:
    known = queries.live_duplicates(
        session, campaign_id, {award.code for award, _ in pairs}, {nominee.id for _, nominee in pairs}
    )
    return [
        duplicate_problem(known[award.code, nominee.id], award)
        for award, nominee in pairs
        if (award.code, nominee.id) in known
    ]


def duplicate_problem(known: queries.Duplicate, award: Award) -> Problem:
    """Say that a nomination for the same nominee and award stands already, and under which number."""
    message = _l(
        "%(nominee)s is nominated for %(award)s already: no. %(number)s.",
        nominee=known.nominee_name,
        award=award.abbreviation,
        number=known.number,
    )
    return Problem(message, "person_ids" if award.subject is Subject.INDIVIDUAL else "collective_ids")


def _write(session: Session, frame: _Frame, pairs: Sequence[Pair], *, actor: Actor) -> list[UUID]:
    ministry_id = frame.batch.ministry_id
    ways = {
        award.code: addressee_of(session, award, campaign=frame.campaign, body=frame.body, ministry_id=ministry_id)
        for award, _ in pairs
    }
    first = queries.highest_number(session, frame.body.id, frame.campaign.year) + 1
    records = [
        _record(frame, award, nominee, way=ways[award.code], number=number, actor=actor)
        for number, (award, nominee) in enumerate(pairs, first)
    ]
    session.add_all(records)
    trail.record_all(session, (_happening(record) for record in records), actor=actor, at=frame.at)
    return [record.id for record in records]


def _record(
    frame: _Frame, award: Award, nominee: NomineeFacts, *, way: Addressee, number: int, actor: Actor
) -> Nomination:
    batch, campaign = frame.batch, frame.campaign
    is_person = award.subject is Subject.INDIVIDUAL
    return Nomination(
        id=new_id(),
        campaign_id=campaign.id,
        campaign_kind=campaign.kind,
        body_id=frame.body.id,
        year=campaign.year,
        number=number,
        unit_id=frame.unit.id,
        subject=award.subject,
        person_id=nominee.id if is_person else None,
        collective_id=None if is_person else nominee.id,
        nominee_name=nominee.name,
        nominee_post=nominee.post,
        nominee_unit_name=nominee.unit_name,
        sort_key=nominee.sort_key,
        search_text=search_text(nominee, award, number),
        award_code=award.code,
        regime_id=campaign.regime_id,
        channel=way.channel,
        to_unit_id=way.to_unit_id,
        status=Status.DRAFT,
        summary=nfc_block(batch.summaries.get(nominee.id, "")),
        report=nfc_block(batch.reports.get(nominee.id, "")),
        unit_met_on=batch.unit_met_on,
        unit_votes_for=batch.unit_votes_for,
        unit_votes_total=batch.unit_votes_total,
        created_by=actor.user_id,
        created_at=frame.at,
        status_at=frame.at,
    )


def _happening(record: Nomination) -> trail.Happening:
    facts = {"number": record.number, "nominee": record.nominee_name, "award": record.award_code}
    changes = {name: [None, value] for name, value in facts.items()}
    return trail.Happening("nomination.drafted", "nomination", record.id, changes=changes)
