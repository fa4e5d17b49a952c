"""Councils, meetings, and the two facts of a secret ballot that are never linked; an open vote has one fact."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, added_enum_column, enum_column
from app.council.enums import (
    ApprovalCapacity,
    BallotMethod,
    Choice,
    ConflictKind,
    CouncilKind,
    CouncilRole,
    ItemResult,
    ItemStatus,
    MeetingStatus,
    Presence,
    RecusalBase,
    VoteBase,
)


class Council(Identified, Versioned, Base):
    """A council of a body for a year, by its establishing decision; it may be in office for only a part of the year."""

    __tablename__ = "council"
    __table_args__ = (Index("ix_council_body_id_year", "body_id", "year"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    decision_on: Mapped[date | None]
    kind: Mapped[CouncilKind] = added_enum_column(
        CouncilKind, default=CouncilKind.EMULATION, server_default=CouncilKind.EMULATION.value
    )
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    """First and last day in office; an end left open sets no limit."""


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


class Substitute(Base):
    """A member who sits in the place of another one, and only when that one is absent; the two have one vote.

    The pair as it is now, for meetings to come; ``StoodIn`` keeps what it was in those that have begun.
    """

    __tablename__ = "council_substitute"
    __table_args__ = (CheckConstraint("member_id <> stands_in_for_id", name="another"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    stands_in_for_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), unique=True)


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


class StoodIn(Base):
    """In whose place a substitute sits in a meeting, as it stood when it began; pairs changed later change nothing."""

    __tablename__ = "stood_in"
    __table_args__ = (CheckConstraint("member_id <> stands_in_for_id", name="another"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    stands_in_for_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"))


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
    method: Mapped[BallotMethod] = added_enum_column(
        BallotMethod, default=BallotMethod.ELECTRONIC, server_default=BallotMethod.ELECTRONIC.value
    )
    voting_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    """No ballot is taken after this moment; none: until the chair closes."""
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    """Which vote on this item this is; a re-vote is the next one (``EarlierVote`` keeps those before)."""
    is_result_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Pages and minutes say the result without the count, which would tell how members voted."""
    recusal_base: Mapped[RecusalBase] = added_enum_column(
        RecusalBase, default=RecusalBase.STAYS, server_default=RecusalBase.STAYS.value
    )
    """This and the next three: readings of the body, frozen with the rule."""
    written_make_quorum: Mapped[bool] = mapped_column(default=False, server_default=false())
    written_join_base: Mapped[bool] = mapped_column(default=True, server_default=true())
    abstentions_leave: Mapped[bool] = mapped_column(default=False, server_default=false())
    recused_count: Mapped[int | None]
    """Members with a vote who were present and stepped aside; with ``present_count``, counted at closing."""
    recused_absent_count: Mapped[int | None]
    votes_invalid: Mapped[int | None]
    written_for: Mapped[int | None]
    written_against: Mapped[int | None]
    written_abstentions: Mapped[int | None]


class EarlierVote(Base):
    """A vote on an item that was taken again: what it came to, and why it does not stand."""

    __tablename__ = "earlier_vote"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    result: Mapped[ItemResult] = enum_column(ItemResult)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: the frozen rule and the numbers of the count
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime())
    reason: Mapped[str] = mapped_column(Text)
    annulled_by_name: Mapped[str] = mapped_column(String(120))
    annulled_at: Mapped[datetime] = mapped_column(UtcDateTime())


class ConflictAnswer(Base):
    """A member's answer about a conflict of interest on an item; "asked, none" is an answer too."""

    __tablename__ = "conflict_answer"
    __table_args__ = (CheckConstraint("NOT has_conflict OR ground <> ''", name="ground"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    has_conflict: Mapped[bool]
    ground: Mapped[str] = mapped_column(String(500), default="")
    is_derived: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[ConflictKind | None] = added_enum_column(ConflictKind)
    """None on "asked, none", and on conflicts declared before kinds were asked for."""


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


class NamedVote(Base):
    """What a member said in an open vote; read by nobody else before the item is closed. A secret vote has none."""

    __tablename__ = "named_vote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    choice: Mapped[Choice] = enum_column(Choice)


class WrittenOpinion(Identified, Base):
    """The signed paper by which an absent member votes; its scan is attached, and it names its author."""

    __tablename__ = "written_opinion"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"))
    received_on: Mapped[date]
    entered_by_name: Mapped[str] = mapped_column(String(120))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime())


class WrittenVote(Base):
    """What a written opinion says on one item."""

    __tablename__ = "written_vote"
    __table_args__ = (Index("ix_written_vote_item_id", "item_id"),)

    opinion_id: Mapped[UUID] = mapped_column(ForeignKey("written_opinion.id"), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    choice: Mapped[Choice] = enum_column(Choice)


class PaperCount(Base):
    """What one of the two counters found in the box of an item that is voted on paper."""

    __tablename__ = "paper_count"
    __table_args__ = (
        UniqueConstraint("item_id", "counted_by"),
        CheckConstraint("counter IN (1, 2)", name="counter"),
        CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND invalid >= 0", name="not_below_zero"
        ),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    counter: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    counted_by_name: Mapped[str] = mapped_column(String(120))
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstentions: Mapped[int]
    invalid: Mapped[int]
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime())


class MemberNote(Base):
    """What a member wrote to themselves about a file; nobody else ever reads it."""

    __tablename__ = "member_note"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class MinutesApproval(Base):
    """That the chair, the secretary or the head of the body approves what the meeting decided."""

    __tablename__ = "minutes_approval"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    capacity: Mapped[ApprovalCapacity] = enum_column(ApprovalCapacity, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120), default="")
    approved_on: Mapped[date]
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    """Signed by hand, and entered by somebody else."""
    note: Mapped[str] = mapped_column(String(500), default="")
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime())


class MeetingNotice(Versioned, Base):
    """The convening notice of a meeting (giấy mời)."""

    __tablename__ = "meeting_notice"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    full_number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    signer_line: Mapped[str] = mapped_column(String(200), default="")
    """The lines above the name, e.g. "TM. HỘI ĐỒNG - CHỦ TỊCH"."""
    text: Mapped[str] = mapped_column(Text, default="")
    """What the members are asked to prepare or bring."""
