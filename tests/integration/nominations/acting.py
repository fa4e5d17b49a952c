"""Short ways to the acts that these tests try."""

import pytest

from app.campaigns.enums import CampaignStatus
from app.campaigns.models import Campaign, CampaignPhase
from app.core.clock import local_day
from app.core.errors import RuleBroken
from app.nominations.models import Nomination
from app.nominations.services.editing import NominationContent, edit_nomination
from tests.factories.campaigns import calendar_around
from tests.factories.nominations import make_nomination


def nominate(department, person=None, code=None, **changes) -> Nomination:
    return make_nomination(
        department.session, department.campaign, department.unit, person or department.an, code, **changes
    )


def fresh(department, record: Nomination) -> Nomination:
    department.session.expire_all()
    found = department.session.get(Nomination, record.id)
    assert found is not None
    return found


def set_phase(department, status: CampaignStatus) -> None:
    """Put the campaign into another phase, with the calendar around today."""
    session, day = department.session, local_day(department.at)
    session.get(Campaign, department.campaign.id).status = status
    for phase, (starts_on, ends_on) in calendar_around(day, status).items():
        session.merge(
            CampaignPhase(campaign_id=department.campaign.id, phase=phase, starts_on=starts_on, ends_on=ends_on)
        )
    session.commit()


def content(record: Nomination, **changes) -> NominationContent:
    given = {
        "summary": record.summary,
        "report": record.report,
        "unit_met_on": record.unit_met_on,
        "unit_votes_for": record.unit_votes_for,
        "unit_votes_total": record.unit_votes_total,
    }
    return NominationContent(**{**given, **changes})


def edit(department, record, *, actor=None, version=None, **changes) -> None:
    edit_nomination(
        record.id,
        content(record, **changes),
        version=record.version if version is None else version,
        actor=actor or department.officer,
        at=department.at,
    )


def problems_of(act) -> list[tuple[str | None, str]]:
    with pytest.raises(RuleBroken) as refusal:
        act()
    return [(problem.field, str(problem.message)) for problem in refusal.value.problems]
