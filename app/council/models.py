"""Councils, meetings, and the two facts of a secret ballot that are never linked."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.council.enums import Choice, CouncilRole, ItemResult, ItemStatus, MeetingStatus, Presence, VoteBase


class Council(Identified, Versioned, Base):
    """The emulation and commendation council of a body for a year, by its establishing decision."""

    __tablename__ = "council"
    __table_args__ = (Index("ix_council_body_id_year", "body_id", "year"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    decision_on: Mapped[date | None]


class CouncilMember(Identified, Base):
    """A person's seat in a council; ``left_on`` ends it, the row stays for the meetings it sat in."""

    __tablename__ = "council_member"
    __table_args__ = (
        UniqueConstraint("council_id", "person_id"),
        Index("ix_council_member_person_id", "person_id"),
    )

    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[CouncilRole] = enum_column(CouncilRole)
    has_vote: Mapped[bool] = mapped_column(default=True)
    post: Mapped[str] = mapped_column(String(120), default="")
    position: Mapped[int] = mapped_column(default=0)
    left_on: Mapped[date | None]


class Meeting(Identified, Versioned, Base):
    """A sitting of the council with an agenda from verified files."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("status IN ('planned') OR opened_at IS NOT NULL", name="opened"),
        CheckConstraint("status NOT IN ('closed', 'minuted') OR closed_at IS NOT NULL", name="closed"),
        Index("ix_meeting_council_id_held_at", "council_id", "held_at"),
    )

    council_id: Mapped[UUID] = mapped_column(ForeignKey("council.id"))
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    name: Mapped[str] = mapped_column(String(300))
    held_at: Mapped[datetime] = mapped_column(UtcDateTime())
    place: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[MeetingStatus] = enum_column(MeetingStatus, default=MeetingStatus.PLANNED)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    minutes: Mapped[str] = mapped_column(Text, default="")


class Attendance(Base):
    """Whether a member came."""

    __tablename__ = "attendance"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    presence: Mapped[Presence] = enum_column(Presence)


class AgendaItem(Identified, Versioned, Base):
    """One nomination before one meeting, with the voting rule as frozen at opening and the tally as closed."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "nomination_id"),
        CheckConstraint(
            "status = 'pending' OR (threshold_percent IS NOT NULL AND base IS NOT NULL)", name="rule_frozen"
        ),
        CheckConstraint(
            "status <> 'closed' OR (result IS NOT NULL AND votes_for IS NOT NULL AND base_count IS NOT NULL)",
            name="tally",
        ),
        CheckConstraint("status = 'closed' OR (result IS NULL AND votes_for IS NULL)", name="no_early_tally"),
        Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),
        Index("ix_agenda_item_nomination_id", "nomination_id"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"))
    position: Mapped[int]
    status: Mapped[ItemStatus] = enum_column(ItemStatus, default=ItemStatus.PENDING)
    is_secret: Mapped[bool | None]
    threshold_percent: Mapped[int | None]
    base: Mapped[VoteBase | None] = enum_column(VoteBase)
    quorum_numerator: Mapped[int | None]
    quorum_denominator: Mapped[int | None]
    rule_citation: Mapped[str] = mapped_column(String(500), default="")
    rule_is_default: Mapped[bool] = mapped_column(default=False)
    """The figure is a customary default that the body has yet to confirm."""
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    result: Mapped[ItemResult | None] = enum_column(ItemResult)
    members_count: Mapped[int | None]
    """Members with a vote when voting opened."""
    present_count: Mapped[int | None]
    base_count: Mapped[int | None]
    ballots_issued: Mapped[int | None]
    ballots_returned: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstentions: Mapped[int | None]


class ConflictAnswer(Base):
    """A member's answer about a conflict of interest on an item; "asked, none" is an answer too."""

    __tablename__ = "conflict_answer"
    __table_args__ = (CheckConstraint("NOT has_conflict OR ground <> ''", name="ground"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    has_conflict: Mapped[bool]
    ground: Mapped[str] = mapped_column(String(500), default="")
    is_derived: Mapped[bool] = mapped_column(default=False)


class Elector(Base):
    """A member who may vote on an item, and whether the paper was cast; never what it says."""

    __tablename__ = "elector"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    has_voted: Mapped[bool] = mapped_column(default=False)


class Ballot(Base):
    """A paper in the urn of an item; its random id says nothing of who cast it, or when."""

    __tablename__ = "ballot"
    __table_args__ = (Index("ix_ballot_item_id", "item_id"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    choice: Mapped[Choice] = enum_column(Choice)
