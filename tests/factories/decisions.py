"""A body with endorsed names ready for a paper, and papers in any state, written straight into the tables."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.campaigns.models import Campaign
from app.core.access import Actor, Role
from app.council.enums import ItemResult, ItemStatus, MeetingStatus, VoteBase
from app.council.models import AgendaItem, Council, Meeting
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.organisation.enums import Authority, StaffGroup, UnitKind
from app.organisation.models import Person, Unit
from tests.factories.actors import make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit

NOW = datetime(2019, 1, 8, 3, 0, tzinfo=UTC)
"""Ten in the morning in Việt Nam, in the phase of decisions of the campaign of 2018."""
TODAY = date(2019, 1, 8)
MET_AT = NOW - timedelta(days=4)
MET_ON = date(2019, 1, 4)


@dataclass
class Office:
    """A department under a city, its campaign of 2018 and who works on its papers."""

    session: Session
    city: Unit
    body: Unit
    office: Unit
    division: Unit
    campaign: Campaign
    meeting: Meeting
    hr: Actor
    head: Actor
    auditor: Actor
    names: list[Nomination] = field(default_factory=list)

    def endorse(
        self,
        nominee: Person | Unit,
        code: str,
        unit: Unit | None = None,
        *,
        upward: bool = False,
        status: Status = Status.ENDORSED,
    ) -> Nomination:
        """Add a name that the council adopted."""
        nomination = make_nomination(
            self.session,
            self.campaign,
            unit or self.division,
            nominee,
            code,
            status=status,
            to_unit=self.city if upward else None,
            at=MET_AT,
            report="Báo cáo thành tích năm 2018." if upward else "",
        )
        self.session.add(adopted_item(self.meeting, nomination, len(self.names) + 1))
        self.session.commit()
        self.names.append(nomination)
        return nomination

    def person(self, name: str = "", unit: Unit | None = None, **details: object) -> Person:
        """Add a person of the division."""
        return make_person(self.session, name or None, unit or self.division, **details)  # type: ignore[arg-type]

    def people(self, count: int, code: str = "CSTDCS", *, upward: bool = False) -> list[UUID]:
        """Endorse so many new people for one award and return their nominations."""
        return [self.endorse(self.person(), code, upward=upward).id for _number in range(count)]


def adopted_item(meeting: Meeting, nomination: Nomination, position: int) -> AgendaItem:
    """Return the closed item on which the council adopted a nomination, 7 of 9."""
    return AgendaItem(
        meeting_id=meeting.id,
        nomination_id=nomination.id,
        position=position,
        status=ItemStatus.CLOSED,
        is_secret=True,
        threshold_percent=70,
        base=VoteBase.ALL_MEMBERS,
        opened_at=MET_AT,
        closed_at=MET_AT,
        result=ItemResult.ADOPTED,
        members_count=9,
        present_count=8,
        base_count=9,
        ballots_issued=8,
        ballots_returned=8,
        votes_for=7,
        votes_against=1,
        abstentions=0,
    )


def make_office(
    session: Session, code: str = "SKHCN", name: str = "Sở Khoa học và Công nghệ", on: date = TODAY
) -> Office:
    """Build a department with its campaign in the phase of decisions around ``on``."""
    city = make_unit(
        session,
        f"CITY-{code}",
        "Ủy ban nhân dân thành phố Đà Nẵng",
        authority=Authority.PROVINCIAL,
        kind=UnitKind.COMMITTEE,
        is_external=True,
    )
    body = make_unit(
        session,
        code,
        name,
        parent=city,
        authority=Authority.GRASSROOTS,
        symbol=code,
        place="Đà Nẵng",
    )
    office = make_unit(session, f"{code}-B", "Văn phòng Sở", parent=body, position=1)
    division = make_unit(session, f"{code}-A", "Phòng Quản lý Khoa học", parent=body, position=2)
    make_person(session, "Lê Thị Giám Đốc", body, "Giám đốc", StaffGroup.LEADER, is_head=True)
    campaign = make_campaign(session, body, 2018, status=CampaignStatus.DECIDING, on=on, name="Thi đua năm 2018")
    council = Council(body_id=body.id, year=2018, name="Hội đồng Thi đua - Khen thưởng")
    session.add(council)
    session.flush()
    meeting = Meeting(
        council_id=council.id,
        campaign_id=campaign.id,
        name="Phiên họp xét khen thưởng",
        held_at=MET_AT,
        status=MeetingStatus.CLOSED,
        opened_at=MET_AT,
        closed_at=MET_AT,
    )
    session.add(meeting)
    session.commit()
    return Office(
        session=session,
        city=city,
        body=body,
        office=office,
        division=division,
        campaign=campaign,
        meeting=meeting,
        hr=make_actor(session, Role.HR_OFFICER, body),
        head=make_actor(session, Role.HEAD_OF_BODY, body),
        auditor=make_actor(session, Role.AUDITOR, body),
    )
