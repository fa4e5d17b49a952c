"""A department under a province of the same installation: both have councils, rounds and people who act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.campaigns.models import Campaign, CampaignPhase
from app.core.access import Actor, Role
from app.core.transaction import transaction
from app.decisions import services
from app.nominations.enums import Status
from app.nominations.models import Nomination, NominationLink
from app.nominations.services.progress import advance
from tests.factories.actors import make_actor
from tests.factories.campaigns import AWARDS, calendar_around, make_campaign
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import SIGNED_ON, SIGNER, draft_upward, send, version_of


@dataclass
class Province:
    """The office that proposes, and the province to which it proposes."""

    office: Office
    campaign: Campaign
    hr: Actor
    head: Actor
    auditor: Actor

    @property
    def session(self) -> Session:
        return self.office.session

    def arrived(self, first_id: UUID) -> Nomination:
        """Return the file as which one of the office has arrived."""
        self.session.expire_all()
        query = select(Nomination).join(NominationLink, NominationLink.nomination_id == Nomination.id)
        return self.session.scalars(query.where(NominationLink.from_id == first_id)).one()

    def move(self, nomination_id: UUID, *states: Status, reason: str = "") -> None:
        """Take a file of the province through states, as its officers and council would."""
        for state in states:
            with transaction() as session:
                advance(session, nomination_id, state, actor=self.hr, at=NOW, reason=reason)

    def endorse(self, nomination_id: UUID) -> None:
        """Take a submitted file of the province as far as its council goes."""
        self.move(nomination_id, Status.VERIFIED, Status.TABLED, Status.ENDORSED)

    def draft(self, *nomination_ids: UUID) -> UUID:
        """Draft the province's decision on endorsed files."""
        self.in_phase(CampaignStatus.DECIDING)
        plan = services.DecisionPlan(self.campaign.body_id, self.campaign.id, "Về việc tặng Bằng khen", nomination_ids)
        return services.draft_decision(plan, actor=self.hr, at=NOW)

    def decide(self, *nomination_ids: UUID, number: int = 900) -> UUID:
        """Let the province sign its decision on endorsed files."""
        decision_id = self.draft(*nomination_ids)
        services.sign_decision(
            decision_id,
            number=number,
            signed_on=SIGNED_ON,
            version=version_of(self.office, decision_id),
            actor=self.head,
            at=NOW,
            **SIGNER,
        )
        return decision_id

    def in_phase(self, status: CampaignStatus, on: date = TODAY) -> None:
        """Put the province's round into a phase."""
        self.campaign.status = status
        days = calendar_around(on, status)
        for each in self.session.scalars(select(CampaignPhase).where(CampaignPhase.campaign_id == self.campaign.id)):
            each.starts_on, each.ends_on = days[each.phase]
        self.session.commit()


def make_province(
    session: Session, *, status: CampaignStatus = CampaignStatus.OPEN, awards: Sequence[str] = AWARDS, on: date = TODAY
) -> Province:
    """Build a department in the phase of decisions and a province whose round of the same year is open."""
    office = make_office(session, on=on)
    city = office.city
    city.is_external, city.body_id, city.symbol = False, city.id, "UBND"
    session.commit()
    name = "Thi đua cấp tỉnh năm 2018"
    campaign = make_campaign(session, city, 2018, status=status, on=on, name=name, award_codes=awards)
    session.commit()
    actors = [make_actor(session, role, city) for role in (Role.HR_OFFICER, Role.HEAD_OF_BODY, Role.AUDITOR)]
    return Province(office, campaign, *actors)


def sent_upward(province: Province, count: int = 1, code: str = "BKT_CN", number: int = 45) -> tuple[UUID, list[UUID]]:
    """Let the office send a letter with so many names; returns it and the names."""
    ids = province.office.people(count, code, upward=True)
    letter_id = draft_upward(province.office, ids)
    send(province.office, letter_id, number=number)
    return letter_id, ids
