"""Whole steps of a round, told through the services that pages use: nominate, verify, sign, send."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypedDict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.queries import actor_named
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.services import CampaignPlan, begin_phase, plan_campaign
from app.core.access import Actor
from app.core.clock import HERE, local_day
from app.core.database import db
from app.decisions.enums import PaperState, SignerCapacity
from app.decisions.queries import Decision, ProposalLetter, papers_on_letter
from app.decisions.services import changes, drafts, letters, signing
from app.decisions.services.waivers import waive_papers
from app.demo.department import Department
from app.eligibility.verdict import Verdict
from app.nominations.queries import Nomination
from app.nominations.services import drafting, submission, verification
from app.nominations.services.conditions import Reply, answer_many
from app.nominations.services.verdicts import judged_files


def session() -> Session:
    """Return the session in which the demo reads."""
    return db.session()


def actor(username: str) -> Actor:
    """Return an account of the demo as services see it."""
    return actor_named(session(), username)


def moment(day: date, hour: int = 8) -> datetime:
    """Return a moment of a working day in Việt Nam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE)


def calendar(this_day: date, *starts: int) -> dict[Phase, tuple[date, date]]:
    """Return the four phases from five offsets in days: each phase ends the day before the next begins."""
    first = [this_day + timedelta(days=offset) for offset in starts]
    return {phase: (first[at], first[at + 1] - timedelta(days=1)) for at, phase in enumerate(Phase)}


class Signer(TypedDict):
    """Who signs, and as what."""

    signer_name: str
    signer_post: str
    capacity: SignerCapacity


@dataclass(frozen=True, slots=True)
class Round:
    """A campaign with the first day of each phase."""

    campaign_id: UUID
    days: Mapping[Phase, date]

    def at(self, phase: Phase, later: int = 0, hour: int = 9) -> datetime:
        """Return a moment on a day of a phase."""
        return moment(self.days[phase] + timedelta(days=later), hour)


def plan_round(
    department: Department,
    name: str,
    kind: CampaignKind,
    year: int,
    awards: Sequence[str],
    phases: Mapping[Phase, tuple[date, date]],
    *,
    legal_basis: str = "",
    to: str | None = None,
) -> Round:
    """Plan a campaign a week before it opens, and open it."""
    first = phases[Phase.OPEN][0]
    plan = CampaignPlan(
        body_id=department.body_id,
        year=year,
        kind=kind,
        name=name,
        regime_id=None,
        award_codes=awards,
        phases=phases,
        legal_basis=legal_basis,
        to_unit_id=department.units[to] if to else None,
    )
    campaign_id = plan_campaign(plan, actor=actor("hr"), at=moment(first - timedelta(days=7)))
    made = Round(campaign_id, {phase: period[0] for phase, period in phases.items()})
    move_on(made, CampaignStatus.OPEN, at=made.at(Phase.OPEN, hour=7))
    return made


def nominee(nomination_id: UUID) -> str:
    """Return whom a file is about."""
    return session().get_one(Nomination, nomination_id).nominee_name


def move_on(this: Round, status: CampaignStatus, *, at: datetime) -> None:
    """Begin the next phase of a round."""
    begin_phase(this.campaign_id, status, actor=actor("hr"), at=at)


def nominate(
    department: Department,
    this: Round,
    code: str,
    awards: Sequence[str],
    people: Sequence[UUID],
    *,
    collective: bool = False,
    summary: str,
    met_on: date,
    by: str | None = None,
) -> list[UUID]:
    """Draft the nominations of a unit for its people, or for itself, after the vote of its meeting."""
    staff = len(department.staff[code])
    nominees = [department.units[code]] if collective else list(people)
    batch = drafting.NominationBatch(
        campaign_id=this.campaign_id,
        unit_id=department.units[code],
        award_codes=awards,
        person_ids=() if collective else people,
        collective_ids=nominees if collective else (),
        unit_met_on=met_on,
        unit_votes_for=staff - staff // 10,
        unit_votes_total=staff,
        summaries=dict.fromkeys(nominees, summary),
        reports=dict.fromkeys(nominees, REPORT.format(summary=summary)),
    )
    at = moment(met_on, 15)
    return drafting.draft_nominations(batch, actor=actor(by or department.heads[code]), at=at)


REPORT: Final = (
    "1. Kết quả thực hiện nhiệm vụ được giao: {summary}\n"
    "2. Biện pháp, giải pháp: chủ động phối hợp, ứng dụng công nghệ thông tin, rút ngắn thời gian xử lý công việc.\n"
    "3. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước: chấp hành tốt.\n"
    "(Nội dung minh họa của dữ liệu mẫu.)"
)


def submit(department: Department, code: str, ids: Collection[UUID], *, at: datetime) -> None:
    """Let the head of the unit submit."""
    submission.submit_nominations(ids, actor=actor(department.heads[code]), at=at)


def submitted(department: Department, this: Round, code: str, awards: Sequence[str], **facts: object) -> list[UUID]:
    """Draft nominations and let the head of the unit submit them the next day."""
    ids = nominate(department, this, code, awards, **facts)  # type: ignore[arg-type]  # handed on as given
    submit(department, code, ids, at=this.at(Phase.OPEN, 3, 14))
    return ids


def verify(ids: Collection[UUID], *, at: datetime) -> None:
    """Let the HR officer confirm what only a person can judge, and accept the files."""
    confirm(ids, at=at)
    verification.verify_nominations(ids, actor=actor("hr"), at=at)


def confirm(ids: Collection[UUID], *, at: datetime) -> None:
    """Answer yes, by the minutes of the unit, to what the records cannot show of conduct, movement and selection."""
    nominations = list(session().scalars(select(Nomination).where(Nomination.id.in_(ids))))
    ticks = {
        nomination_id: dict.fromkeys(CONFIRMED & _asked(judged.verdict), Reply(True, "Theo biên bản họp bình xét"))
        for nomination_id, judged in judged_files(session(), nominations, at=at).items()
    }
    answer_many(ids, ticks, actor=actor("hr"), at=at)


CONFIRMED: Final = frozenset({"qualitative", "selected_among", "ministry_or_province_detail", "movement_achievement"})


def _asked(verdict: Verdict) -> set[str]:
    return {finding.tick for top in verdict.findings for finding in top.walk() if finding.tick}


def decide(department: Department, this: Round, title: str, ids: Sequence[UUID], *, number: int, at: datetime) -> UUID:
    """Draft a decision and let the director sign it the same day."""
    plan = drafts.DecisionPlan(department.body_id, this.campaign_id, title, ids)
    decision_id = drafts.draft_decision(plan, actor=actor("hr"), at=at)
    _sign(department, decision_id, number=number, at=at)
    return decision_id


def change(department: Department, decision_id: UUID, plan: changes.Plan, *, number: int, at: datetime) -> UUID:
    """Draft a decision that revokes or amends a signed one, and let the director sign it the same day."""
    change_id = changes.draft_change(decision_id, plan, actor=actor("hr"), at=at)
    _sign(department, change_id, number=number, at=at)
    return change_id


def printed_number(decision_id: UUID) -> str:
    """Return the full number of a signed decision."""
    return session().get_one(Decision, decision_id, populate_existing=True).full_number


def _sign(department: Department, decision_id: UUID, *, number: int, at: datetime) -> None:
    signing.sign_decision(
        decision_id,
        number=number,
        signed_on=local_day(at),
        version=session().get_one(Decision, decision_id, populate_existing=True).version,
        actor=actor("director"),
        at=at + timedelta(hours=2),
        **_signer(department),
    )


def propose(
    department: Department,
    this: Round,
    to: str,
    title: str,
    ids: Sequence[UUID],
    *,
    number: int,
    at: datetime,
    without: str = "",
) -> UUID:
    """Draft a proposal letter and let the director send it the same day; ``without`` is why papers are missing."""
    plan = letters.LetterPlan(department.body_id, this.campaign_id, department.units[to], title, ids)
    letter_id = letters.draft_letter(plan, actor=actor("hr"), at=at)
    if without:
        _waive(letter_id, without, at=at)
    letters.send_letter(
        letter_id,
        number=number,
        sent_on=local_day(at),
        version=session().get_one(ProposalLetter, letter_id, populate_existing=True).version,
        actor=actor("director"),
        at=at + timedelta(hours=2),
        **_signer(department),
    )
    return letter_id


def _waive(letter_id: UUID, reason: str, *, at: datetime) -> None:
    names = papers_on_letter(session(), letter_id)
    ticks = [(name.nomination_id, check.paper) for name in names for check in name.papers(PaperState.MISSING)]
    version = session().get_one(ProposalLetter, letter_id, populate_existing=True).version
    waive_papers(letter_id, ticks, reason, version=version, actor=actor("hr"), at=at)


def _signer(department: Department) -> Signer:
    name = department.names[department.staff["SKHCN"][0]]
    return {"signer_name": name, "signer_post": "Giám đốc", "capacity": SignerCapacity.HEAD}


def distinct(groups: Collection[Sequence[UUID]]) -> list[UUID]:
    """Return all ids of several lists, each once, in order."""
    return list(dict.fromkeys(each for group in groups for each in group))
