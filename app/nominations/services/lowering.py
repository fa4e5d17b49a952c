"""A lower award in the place of one that the council did not adopt (hạ danh hiệu).

The council proposes it, so the new file goes from draft to verified within the council's act: with the contents of the
first one, its own number and its own verdict, kept at both moments as for every other file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.assessment.services import Judged, judge
from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import Problem, RuleBroken, TransitionError
from app.core.text import nfc_block
from app.core.transaction import lock
from app.eligibility.enums import Outcome
from app.eligibility.lower import LowerAward, LowerBasis, lower_awards
from app.eligibility.rulebook import Award
from app.local_rules.queries import exceptions_allowed
from app.nominations import labels, queries, rules
from app.nominations.enums import LinkKind, Status, VerdictMoment
from app.nominations.models import (
    Nomination,
    NominationLink,
    QuotaExcess,
)
from app.nominations.queries import HeldFile
from app.nominations.queries.links import lowered_among, ticks_held
from app.nominations.services.addressee import addressee_of
from app.nominations.services.contents import shortened
from app.nominations.services.copying import NewPlace, copied_file, copy_parts
from app.nominations.services.drafting import duplicate_problem
from app.nominations.services.progress import advance
from app.nominations.services.quotas import passed_ceilings
from app.nominations.services.verdicts import case_of, judged_files, store_verdicts, unmet_findings, untold_cases
from app.organisation.queries import Unit, unit_by_id

SAID: Final = "Hội đồng đề nghị danh hiệu thấp hơn: {reason}"
"""Written into the trail with each move, Vietnamese as the minutes are."""


@dataclass(frozen=True, slots=True)
class LowerPlan:
    """What the council proposes instead, and why; the other reasons where the law or a ceiling asks for them."""

    award_code: str
    reason: str
    exception_reason: str = ""
    excess_reason: str = ""


@dataclass(frozen=True, slots=True)
class LowerChoice:
    """A lower award that could be proposed: on what it rests that it is lower, and what the law says of the nominee."""

    award: Award
    basis: LowerBasis
    judged: Judged
    standing_number: int | None
    """A nomination of the nominee for it that stands already."""


def lower_choices(session: Session, nomination: Nomination, *, actor: Actor, at: datetime) -> list[LowerChoice]:
    """Return the awards that could be proposed instead, the nearest first."""
    below = lower_awards(nomination.regime_id, nomination.award_code)
    if not below:
        return []
    nominee_id = _nominee_id(nomination)
    standing = queries.live_duplicates(
        session, nomination.campaign_id, [each.award.code for each in below], [nominee_id]
    )
    judged = _judged_for(session, nomination, below, actor=actor, at=at)
    return [
        LowerChoice(
            each.award,
            each.basis,
            judged[each.award.code],
            known.number if (known := standing.get((each.award.code, nominee_id))) else None,
        )
        for each in below
    ]


def _judged_for(
    session: Session, nomination: Nomination, below: Sequence[LowerAward], *, actor: Actor, at: datetime
) -> Mapping[str, Judged]:
    """Ask the engine about each lower award at once, with the answers that officers gave for the first one."""
    path = unit_by_id(session, nomination.unit_id).path
    told = nomination.id not in untold_cases(actor, [(nomination, path)])
    ticks = {tick.key: tick.is_confirmed for tick in ticks_held(session, nomination.id)}
    keys = {each.award.code: new_id() for each in below}
    first = case_of(nomination, ticks, at=at, tells_cases=told)
    cases = [replace(first, key=key, award_code=code) for code, key in keys.items()]
    found = judge(
        session,
        cases,
        body_id=nomination.body_id,
        on=local_day(at),
        proposed=lambda ids: queries.proposed_codes(session, nomination.year, ids),
    )
    return {code: found[key] for code, key in keys.items()}


def lower_nomination(
    session: Session, nomination_id: UUID, plan: LowerPlan, *, actor: Actor, at: datetime
) -> Nomination:
    """Nominate for a lower award within the caller's act, verified and ready for the agenda.

    The caller has checked who may, in which phase, and that the council did not adopt the file. Raises RuleBroken with
    everything that stands against it.
    """
    plan = LowerPlan(
        plan.award_code, nfc_block(plan.reason), nfc_block(plan.exception_reason), nfc_block(plan.excess_reason)
    )
    first = lock(session, Nomination, nomination_id)
    if first.status is not Status.NOT_ENDORSED:
        raise TransitionError("only a file that the council did not endorse is lowered")
    _refuse_faulty(plan)
    award = _chosen(first, plan.award_code)
    queries.body_held(session, first.campaign_id)
    _refuse_standing(session, first, award)
    unit = unit_by_id(session, first.unit_id)
    file = _copied(session, first, award, plan, actor=actor, at=at)
    judged = judged_files(session, [file], at=at, untold=untold_cases(actor, [(file, unit.path)]))
    problems = [
        *_unmet(session, file, judged[file.id], plan, at=at),
        *_too_many(session, HeldFile(file, unit.path), judged, plan, actor=actor, at=at),
    ]
    if problems:
        raise RuleBroken(*problems)
    for status, moment in (
        (Status.SUBMITTED, VerdictMoment.SUBMISSION),
        (Status.VERIFIED, VerdictMoment.VERIFICATION),
    ):
        advance(session, file.id, status, actor=actor, at=at, reason=_said(plan))
        store_verdicts(session, [file], judged, moment, actor=actor, at=at)
    return file


def _nominee_id(nomination: Nomination) -> UUID:
    nominee_id = nomination.person_id or nomination.collective_id
    assert nominee_id is not None, "the database makes sure of exactly one nominee"
    return nominee_id


def _refuse_faulty(plan: LowerPlan) -> None:
    problems = [] if plan.reason else [Problem(_l("Say why."), "reason")]
    for field in ("reason", "exception_reason", "excess_reason"):
        if len(getattr(plan, field)) > rules.LONGEST_REASON:
            problems.append(Problem(_l("At most %(most)s characters fit.", most=rules.LONGEST_REASON), field))
    if problems:
        raise RuleBroken(*problems)


def _chosen(first: Nomination, code: str) -> Award:
    below = {each.award.code: each.award for each in lower_awards(first.regime_id, first.award_code)}
    if code not in below:
        raise RuleBroken(Problem(_l("Choose an award that stands below the one proposed."), "award_code"))
    return below[code]


def _refuse_standing(session: Session, first: Nomination, award: Award) -> None:
    """One lower award at a time, and no second nomination for an award for which the nominee stands already."""
    earlier = lowered_among(session, [first.id]).get(first.id)
    if earlier is not None and not earlier.is_gone:
        message = _l(
            "A lower award is proposed already: %(award)s, no. %(number)s.",
            award=labels.award_abbreviation(earlier.regime_id, earlier.award_code),
            number=earlier.number,
        )
        raise RuleBroken(Problem(message, "award_code"))
    nominee_id = _nominee_id(first)
    known = queries.live_duplicates(session, first.campaign_id, [award.code], [nominee_id])
    if known:
        stands = duplicate_problem(known[award.code, nominee_id], award)
        raise RuleBroken(Problem(stands.message, "award_code"))


def _copied(
    session: Session, first: Nomination, award: Award, plan: LowerPlan, *, actor: Actor, at: datetime
) -> Nomination:
    """Write the new file as a draft: the contents of the first one under a number and an award of its own."""
    campaign, body = queries.campaign_and_body(session, first.campaign_id)
    way = addressee_of(session, award, campaign=campaign, body=body, ministry_id=first.to_unit_id)
    number = queries.highest_number(session, first.body_id, first.year) + 1
    place = NewPlace(campaign, first.unit_id, award, first.regime_id, way, number)
    exception = plan.exception_reason or None
    file = copied_file(first, place, from_below=first.from_below, exception_reason=exception, actor=actor, at=at)
    session.add(file)
    session.flush()
    link = NominationLink(
        nomination_id=file.id, from_id=first.id, kind=LinkKind.LOWERED, reason=plan.reason, created_at=at
    )
    session.add(link)
    copy_parts(session, {first.id: file.id})
    _tell(session, first, file, plan, actor=actor, at=at)
    return file


def _tell(
    session: Session, first: Nomination, file: Nomination, plan: LowerPlan, *, actor: Actor, at: datetime
) -> None:
    drafted = {
        "number": [None, file.number],
        "nominee": [None, file.nominee_name],
        "award": [None, file.award_code],
        "lowered_from": [None, str(first.id)],
    }
    lowered = {"award": [first.award_code, file.award_code], "lowered_to": [None, str(file.id)]}
    happenings = [
        trail.Happening("nomination.lowered", "nomination", first.id, reason=_said(plan), changes=lowered),
        trail.Happening("nomination.drafted", "nomination", file.id, reason=_said(plan), changes=drafted),
    ]
    trail.record_all(session, happenings, actor=actor, at=at)


def _said(plan: LowerPlan) -> str:
    return SAID.format(reason=shortened(plan.reason))


def _unmet(session: Session, file: Nomination, judged: Judged, plan: LowerPlan, *, at: datetime) -> list[Problem]:
    """As at submission: a file that the law does not let pass needs a body that allows exceptions, and a reason."""
    if judged.verdict.overall is not Outcome.NOT_MET:
        return []
    may_except = exceptions_allowed(session, file.body_id, local_day(at))
    if may_except and plan.exception_reason:
        return []
    values = {
        "nominee": file.nominee_name,
        "award": labels.award_abbreviation(file.regime_id, file.award_code),
        "conditions": labels.enumerated([labels.in_page_language(each.text) for each in unmet_findings(judged)]),
    }
    if may_except:
        message = _l(
            "%(nominee)s does not meet for %(award)s: %(conditions)s. Give the reason for an exception, or choose "
            "another award.",
            **values,
        )
        return [Problem(message, "exception_reason")]
    message = _l(
        "%(nominee)s does not meet for %(award)s: %(conditions)s. The body allows no exceptions; choose another award.",
        **values,
    )
    return [Problem(message, "award_code")]


def _too_many(
    session: Session,
    held: HeldFile,
    judged: Mapping[UUID, Judged],
    plan: LowerPlan,
    *,
    actor: Actor,
    at: datetime,
) -> list[Problem]:
    """As at submission: over a ceiling that holds only with a reason, which is kept where the council reads it."""
    passed = passed_ceilings(session, [held], judged)
    if not passed:
        return []
    file = held.nomination
    if plan.excess_reason:
        unit = unit_by_id(session, file.unit_id)
        _explain(session, file, unit, plan, actor=actor, at=at)
        return []
    return [
        Problem(
            _l(
                "Too many for the ceiling: %(meter)s. Give the reason for one more, or choose another award.",
                meter=labels.in_page_language(meter.text),
            ),
            "excess_reason",
        )
        for meter in passed
    ]


def _explain(session: Session, file: Nomination, unit: Unit, plan: LowerPlan, *, actor: Actor, at: datetime) -> None:
    session.add(
        QuotaExcess(
            campaign_id=file.campaign_id,
            unit_id=unit.id,
            award_code=file.award_code,
            reason=plan.excess_reason,
            given_by_name=actor.name,
            given_at=at,
        )
    )
    trail.record(
        session,
        "nomination.excess_explained",
        file.campaign_id,
        subject="campaign",
        actor=actor,
        at=at,
        reason=shortened(plan.excess_reason),
        changes={"award": [None, file.award_code], "unit": [None, unit.name]},
    )
