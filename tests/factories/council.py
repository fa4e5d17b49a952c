"""Councils, their members' accounts, meetings and agendas as plain rows, written as the services would write them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.campaigns.enums import CampaignStatus
from app.campaigns.models import Campaign
from app.core.access import Actor, Role
from app.core.clock import now
from app.council.enums import CouncilRole, ItemStatus, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, Council, CouncilMember, Meeting
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.organisation.enums import Authority
from app.organisation.models import Person, Unit
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit


def make_council(
    session: Session,
    body: Unit,
    people: Sequence[Person],
    year: int = 2026,
    *,
    name: str = "",
    decision_number: str = "12/QĐ-SKHCN",
    decision_on: date | None = date(2026, 1, 15),
    secretary: Person | None = None,
) -> Council:
    """Add a council: the first person chairs, all have a vote; ``secretary`` sits without one."""
    council = Council(
        body_id=body.id,
        year=year,
        name=name or f"Hội đồng Thi đua - Khen thưởng năm {year}",
        decision_number=decision_number,
        decision_on=decision_on,
    )
    session.add(council)
    session.flush()
    for position, person in enumerate(people, 1):
        role = CouncilRole.CHAIR if position == 1 else CouncilRole.MEMBER
        make_seat(session, council, person, role, position=position)
    if secretary is not None:
        make_seat(session, council, secretary, CouncilRole.SECRETARY, has_vote=False, position=len(people) + 1)
    session.commit()
    return council


def make_seat(
    session: Session,
    council: Council,
    person: Person,
    role: CouncilRole = CouncilRole.MEMBER,
    *,
    has_vote: bool = True,
    position: int = 1,
    post: str = "Trưởng phòng",
) -> CouncilMember:
    """Add one member to a council."""
    member = CouncilMember(
        council_id=council.id, person_id=person.id, role=role, has_vote=has_vote, position=position, post=post
    )
    session.add(member)
    session.flush()
    return member


def make_meeting(
    session: Session,
    council: Council,
    campaign: Campaign,
    *,
    name: str = "Phiên họp thứ nhất",
    status: MeetingStatus = MeetingStatus.PLANNED,
    present: Sequence[CouncilMember] = (),
    held_at: datetime | None = None,
    place: str = "Phòng họp số 1",
) -> Meeting:
    """Add a meeting in any state, with the members who came."""
    at = held_at or now()
    meeting = Meeting(
        council_id=council.id,
        campaign_id=campaign.id,
        name=name,
        held_at=at,
        place=place,
        status=status,
        opened_at=None if status is MeetingStatus.PLANNED else at,
        closed_at=at if status in {MeetingStatus.CLOSED, MeetingStatus.MINUTED} else None,
    )
    session.add(meeting)
    session.flush()
    came = {member.id for member in present}
    if came:
        for member_id in session.scalars(select(CouncilMember.id).where(CouncilMember.council_id == council.id)):
            presence = Presence.PRESENT if member_id in came else Presence.ABSENT
            session.add(Attendance(meeting_id=meeting.id, member_id=member_id, presence=presence))
    session.commit()
    return meeting


def make_item(session: Session, meeting: Meeting, nomination: Nomination, *, position: int = 1) -> AgendaItem:
    """Put a file on an agenda; the file is tabled."""
    nomination.status = Status.TABLED
    item = AgendaItem(meeting_id=meeting.id, nomination_id=nomination.id, position=position, status=ItemStatus.PENDING)
    session.add(item)
    session.commit()
    return item


@dataclass(frozen=True)
class Board:
    """A council in session with an agenda, and everybody who takes part in it; members chair first."""

    body: Unit
    units: list[Unit]
    campaign: Campaign
    council: Council
    meeting: Meeting
    people: list[Person]
    members: list[CouncilMember]
    users: list[User]
    voters: list[Actor]
    hr: Actor
    hr_user: User
    nominations: list[Nomination]
    items: list[AgendaItem]

    @property
    def item_ids(self) -> list[UUID]:
        """The items in agenda order."""
        return [item.id for item in self.items]


def make_board(
    session: Session,
    *,
    voters: int = 5,
    files: int = 2,
    absent: int = 0,
    status: MeetingStatus = MeetingStatus.OPEN,
    at: datetime | None = None,
    code: str = "SKHCN",
) -> Board:
    """Add a body with a council in session (the last ``absent`` members stay away) and files on the agenda.

    The members work in the units in turn; the files are about other people, so nobody has a conflict.
    """
    at = at or now()
    body = make_unit(session, code, "Sở Khoa học và Công nghệ", authority=Authority.GRASSROOTS, symbol="SKHCN")
    units = [make_unit(session, f"{code}-{n}", f"Phòng số {n}", parent=body) for n in (1, 2, 3)]
    people = [make_person(session, f"Trần Ủy Viên {n + 1}", units[n % 3], "Trưởng phòng") for n in range(voters)]
    campaign = make_campaign(session, body, status=CampaignStatus.DELIBERATING, on=at.date())
    council = make_council(session, body, people)
    members = list(
        session.scalars(
            select(CouncilMember).where(CouncilMember.council_id == council.id).order_by(CouncilMember.position)
        )
    )
    came = members[: voters - absent] if status is not MeetingStatus.PLANNED else []
    meeting = make_meeting(session, council, campaign, status=status, present=came, held_at=at)
    users = [make_account(session, person=person) for person in people]
    hr_user = make_account(session, Role.HR_OFFICER, body)
    nominations = [
        make_nomination(
            session,
            campaign,
            units[n % 3],
            make_person(session, f"Lê Đề Nghị {n + 1:02}", units[n % 3], "Chuyên viên"),
            status=Status.VERIFIED,
        )
        for n in range(files)
    ]
    items = [make_item(session, meeting, nomination, position=n) for n, nomination in enumerate(nominations, 1)]
    return Board(
        body=body,
        units=units,
        campaign=campaign,
        council=council,
        meeting=meeting,
        people=people,
        members=members,
        users=users,
        voters=[as_member(user, council) for user in users],
        hr=replace(make_actor(session, Role.HR_OFFICER, body), user_id=hr_user.id),
        hr_user=hr_user,
        nominations=nominations,
        items=items,
    )


def as_member(user: User, *councils: Council) -> Actor:
    """Return the account of a member as services see it."""
    return Actor(
        user_id=user.id,
        name=user.display_name,
        person_id=user.person_id,
        council_ids=frozenset(council.id for council in councils),
    )
