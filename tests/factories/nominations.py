"""Nominations in any state, written straight into the tables; services are what the tests are about."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.campaigns.models import Campaign
from app.core.clock import now
from app.core.text import label_sort_key, name_sort_key
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.nominations import rules
from app.nominations.enums import Channel, Status
from app.nominations.models import Nomination
from app.organisation.models import Person, Unit

MET_ON = date(2018, 12, 3)


def make_nomination(
    session: Session,
    campaign: Campaign,
    unit: Unit,
    nominee: Person | Unit,
    award_code: str | None = None,
    *,
    status: Status = Status.DRAFT,
    number: int | None = None,
    summary: str = "Hoàn thành tốt nhiệm vụ được giao.",
    report: str = "",
    met_on: date | None = MET_ON,
    votes: tuple[int, int] | tuple[None, None] = (9, 10),
    to_unit: Unit | None = None,
    at: datetime | None = None,
    reason: str = "",
    **changes: Any,
) -> Nomination:
    """Add a nomination; ``to_unit`` makes it a proposal upward. States that need a reason get one."""
    is_person = isinstance(nominee, Person)
    name = nominee.full_name if isinstance(nominee, Person) else nominee.name
    code = award_code or ("LDTT" if is_person else "TTLDTT")
    award = rulebooks().award(campaign.regime_id, code)
    at = at or now()
    number = number or _next_number(session, campaign)
    record = Nomination(
        campaign_id=campaign.id,
        campaign_kind=campaign.kind,
        body_id=campaign.body_id,
        year=campaign.year,
        number=number,
        unit_id=unit.id,
        subject=Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE,
        person_id=nominee.id if is_person else None,
        collective_id=None if is_person else nominee.id,
        nominee_name=name,
        nominee_post="Chuyên viên" if is_person else "",
        nominee_unit_name=unit.name,
        sort_key=name_sort_key(name) if is_person else label_sort_key(name),
        search_text=rules.joined_search_text(
            number, code, award.abbreviation, name, unit.name, award.name_vi, award.name_en
        ),
        award_code=code,
        regime_id=campaign.regime_id,
        channel=Channel.PROPOSED if to_unit else Channel.CONFERRED,
        to_unit_id=to_unit.id if to_unit else None,
        status=status,
        summary=summary,
        report=report,
        unit_met_on=met_on,
        unit_votes_for=votes[0],
        unit_votes_total=votes[1],
        reason=reason or ("Cần bổ sung" if status in rules.NEEDS_REASON else ""),
        created_at=at,
        submitted_at=None if status is Status.DRAFT else at,
        verified_at=None if status in {Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.REFUSED} else at,
        status_at=at,
    )
    for field, value in changes.items():
        setattr(record, field, value)
    session.add(record)
    session.commit()
    return record


def _next_number(session: Session, campaign: Campaign) -> int:
    """Return the number that a service would give next."""
    highest = session.scalar(
        select(func.max(Nomination.number)).where(
            Nomination.body_id == campaign.body_id, Nomination.year == campaign.year
        )
    )
    return (highest or 0) + 1
