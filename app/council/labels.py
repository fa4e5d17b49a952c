"""Words for roles, states, choices, results, and the sentences of refusals."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.text import short_date
from app.council.enums import (
    ApprovalCapacity,
    BallotMethod,
    Choice,
    ConflictKind,
    CouncilKind,
    CouncilRole,
    CountState,
    DerivedGround,
    ItemResult,
    ItemStatus,
    MeetingStatus,
    Presence,
    RecusalBase,
    SeatFault,
    Secrecy,
    VoteBase,
    VotingWay,
)

ROLE_LABELS: Final[Mapping[CouncilRole, object]] = {
    CouncilRole.CHAIR: _l("Chair"),
    CouncilRole.VICE_CHAIR: _l("Vice chair"),
    CouncilRole.MEMBER: _l("Member"),
    CouncilRole.SECRETARY: _l("Secretary"),
}

ROLES_VI: Final[Mapping[CouncilRole, str]] = {
    CouncilRole.CHAIR: "Chủ tịch Hội đồng",
    CouncilRole.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
    CouncilRole.MEMBER: "Ủy viên",
    CouncilRole.SECRETARY: "Thư ký Hội đồng",
}
"""Roles in official papers, which are Vietnamese in every language of the screen."""

KIND_LABELS: Final[Mapping[CouncilKind, object]] = {
    CouncilKind.EMULATION: _l("Emulation and commendation council"),
    CouncilKind.INITIATIVE: _l("Initiative council"),
}

MEETING_LABELS: Final[Mapping[MeetingStatus, object]] = {
    MeetingStatus.PLANNED: _l("Planned"),
    MeetingStatus.OPEN: _l("In session"),
    MeetingStatus.CLOSED: _l("Closed"),
    MeetingStatus.MINUTED: _l("Minutes fixed"),
}

MEETING_TONES: Final[Mapping[MeetingStatus, str]] = {
    MeetingStatus.PLANNED: "grey",
    MeetingStatus.OPEN: "blue",
    MeetingStatus.CLOSED: "amber",
    MeetingStatus.MINUTED: "green",
}

ITEM_LABELS: Final[Mapping[ItemStatus, object]] = {
    ItemStatus.PENDING: _l("Not opened yet"),
    ItemStatus.VOTING: _l("Voting"),
    ItemStatus.CLOSED: _l("Counted"),
}

ITEM_TONES: Final[Mapping[ItemStatus, str]] = {
    ItemStatus.PENDING: "grey",
    ItemStatus.VOTING: "blue",
    ItemStatus.CLOSED: "green",
}

RESULT_LABELS: Final[Mapping[ItemResult, object]] = {
    ItemResult.ADOPTED: _l("Adopted"),
    ItemResult.NOT_ADOPTED: _l("Not adopted"),
    ItemResult.NO_QUORUM: _l("No quorum"),
}

RESULT_TONES: Final[Mapping[ItemResult, str]] = {
    ItemResult.ADOPTED: "green",
    ItemResult.NOT_ADOPTED: "red",
    ItemResult.NO_QUORUM: "amber",
}

RESULTS_VI: Final[Mapping[ItemResult, str]] = {
    ItemResult.ADOPTED: "Đủ điều kiện",
    ItemResult.NOT_ADOPTED: "Không đủ điều kiện",
    ItemResult.NO_QUORUM: "Chưa đủ thành viên để bỏ phiếu",
}

CAPACITY_LABELS: Final[Mapping[ApprovalCapacity, object]] = {
    ApprovalCapacity.CHAIR: _l("Chair of the meeting"),
    ApprovalCapacity.SECRETARY: _l("Secretary of the meeting"),
    ApprovalCapacity.HEAD: _l("Head of the body"),
}

WAY_LABELS: Final[Mapping[VotingWay, object]] = {
    VotingWay.AS_RULED: _l("On screens, as the rules say"),
    VotingWay.SECRET: _l("On screens, in secret"),
    VotingWay.PAPER: _l("With printed ballots"),
}
"""What the chair chooses from where the rule of some file leaves the vote open."""
OPEN_VOTE_NOTE: Final = _l("Where a rule leaves the vote open, each name stands beside its choice once it is counted.")
SECRET_WAY_LABELS: Final[Mapping[VotingWay, object]] = {
    VotingWay.AS_RULED: WAY_LABELS[VotingWay.SECRET],
    VotingWay.PAPER: WAY_LABELS[VotingWay.PAPER],
}
"""The same where the rules want every vote in secret."""

METHOD_LABELS: Final[Mapping[BallotMethod, object]] = {
    BallotMethod.ELECTRONIC: _l("On the members' own screens, in secret"),
    BallotMethod.OPEN: _l("On the members' own screens, by name"),
    BallotMethod.PAPER: _l("Printed ballots, counted by two people"),
}

RECUSAL_LABELS: Final[Mapping[RecusalBase, object]] = {
    RecusalBase.STAYS: _l("Who steps aside still counts among the members, for the share and for the quorum."),
    RecusalBase.LEAVES: _l("Who steps aside does not count among the members for the share, but does for the quorum."),
    RecusalBase.LEAVES_AND_QUORUM: _l("Who steps aside does not count among the members, nor for the quorum."),
}

CHOICE_LABELS: Final[Mapping[Choice, object]] = {
    Choice.FOR: _l("Agree"),
    Choice.AGAINST: _l("Disagree"),
    Choice.ABSTAIN: _l("Abstain"),
}
CHOICES_VI: Final[Mapping[Choice, str]] = {
    Choice.FOR: "Đồng ý",
    Choice.AGAINST: "Không đồng ý",
    Choice.ABSTAIN: "Không có ý kiến",
}

BASE_LABELS: Final[Mapping[VoteBase, object]] = {
    VoteBase.ALL_MEMBERS: _l("all members with a vote"),
    VoteBase.PRESENT: _l("members with a vote who are present"),
}

COUNT_LABELS: Final[Mapping[CountState, object]] = {
    CountState.NOBODY: _l("Not counted yet"),
    CountState.ONE: _l("One count is in"),
    CountState.DIFFERENT: _l("The counts differ"),
    CountState.AGREED: _l("Both counts agree"),
}

COUNT_TONES: Final[Mapping[CountState, str]] = {
    CountState.NOBODY: "grey",
    CountState.ONE: "blue",
    CountState.DIFFERENT: "red",
    CountState.AGREED: "green",
}

PRESENCE_LABELS: Final[Mapping[Presence, object]] = {
    Presence.PRESENT: _l("Present"),
    Presence.ABSENT: _l("Absent"),
}

GROUND_LABELS: Final[Mapping[DerivedGround, object]] = {
    DerivedGround.OWN_NOMINATION: _l("Is the nominee"),
    DerivedGround.OWN_UNIT: _l("Works in the nominated collective"),
    DerivedGround.CO_AUTHOR: _l("Is an author of an initiative that the file rests on"),
}

GROUNDS_VI: Final[Mapping[DerivedGround, str]] = {
    DerivedGround.OWN_NOMINATION: "là người được đề nghị",
    DerivedGround.OWN_UNIT: "công tác tại tập thể được đề nghị",
    DerivedGround.CO_AUTHOR: "là đồng tác giả sáng kiến nêu trong hồ sơ",
}

CONFLICT_LABELS: Final[Mapping[ConflictKind, object]] = {
    **{ConflictKind(ground.value): label for ground, label in GROUND_LABELS.items()},
    ConflictKind.RELATIVE: _l("The nominee is a relative of mine"),
    ConflictKind.OTHER: _l("Another interest"),
}
"""Kinds as the member who declares them reads them."""

RELATIVE_LABEL: Final = _l("Relative of the nominee")
RELATIVE_VI: Final = "có quan hệ gia đình với người được đề nghị"

SECRECY_LABELS: Final[Mapping[Secrecy, object]] = {
    Secrecy.NOBODY: _l("Nobody can vote on this file."),
    Secrecy.ONE: _l("Only one member votes on this file, so the count shows how that member voted."),
    Secrecy.TWO: _l("Only two members vote on this file, so each can tell from the count how the other voted."),
    Secrecy.FEW: _l("Few members vote on this file: together, two or three of them can work out how another voted."),
    Secrecy.USUAL: _l("Nothing that is kept ties a paper to the member who cast it."),
}

SEAT_FAULT_LABELS: Final[Mapping[SeatFault, object]] = {
    SeatFault.NO_CHAIR: _l("Name one member as chair."),
    SeatFault.SEVERAL_CHAIRS: _l("A council has one chair; make the others vice chair or member."),
    SeatFault.TWICE: _l("Somebody stands twice on the list of members."),
    SeatFault.NO_VOTES: _l("At least one member must have a vote."),
    SeatFault.SUBSTITUTE_OF_NOBODY: _l("A substitute stands in for a member on the list who is not a substitute."),
    SeatFault.SEVERAL_SUBSTITUTES: _l("A member has one substitute at most."),
    SeatFault.CHAIR_SUBSTITUTE: _l("The chair cannot be a substitute."),
}

UNANIMOUS_NOTE: Final = _l("If all vote alike, the count itself shows how each of them voted; no ballot can hide that.")
LONE_NOTE: Final = _l("If only one votes otherwise, that member knows from the count how all the others voted.")
SECRECY_NOTES: Final[tuple[object, ...]] = (
    _l("Nothing that is kept ties a ballot to the member who cast it; who has voted is no secret."),
    _l("With one or two voters on a file the count shows how they voted; with three or four, members can work it out."),
    UNANIMOUS_NOTE,
    LONE_NOTE,
    _l("Where that is so, you can publish the result without its count when you close the vote."),
)
"""What those who open a vote should know of its secrecy."""

EVENT_LABELS: Final[Mapping[str, object]] = {
    "council.established": _l("Council established"),
    "council.amended": _l("Establishing decision corrected"),
    "council.members_changed": _l("Members changed"),
    "council.meeting_cancelled": _l("Meeting cancelled"),
    "meeting.planned": _l("Meeting planned"),
    "meeting.replanned": _l("Day or place changed"),
    "meeting.files_tabled": _l("Files put on the agenda"),
    "meeting.file_removed": _l("File taken off the agenda"),
    "meeting.order_changed": _l("Order of the agenda changed"),
    "meeting.notice_saved": _l("Convening notice saved"),
    "meeting.attendance_recorded": _l("Attendance recorded"),
    "meeting.conflicts_answered": _l("Conflicts of interest answered"),
    "meeting.opened": _l("Meeting opened"),
    "meeting.closed": _l("Meeting closed"),
    "meeting.minutes_saved": _l("Minutes saved"),
    "meeting.minutes_approved": _l("Minutes approved"),
    "meeting.approval_taken_back": _l("Approval taken back"),
    "meeting.result_approved": _l("Result approved by the head"),
    "meeting.minuted": _l("Minutes fixed"),
    "meeting.opinion_received": _l("Written opinion received"),
    "meeting.opinion_amended": _l("Written opinion: day of receipt corrected"),
    "meeting.opinion_entered": _l("Written opinion entered"),
    "meeting.opinion_withdrawn": _l("Written opinion taken out"),
    "meeting.opinion_dropped": _l("Written opinion no longer counts: the member came, left or lost the vote"),
    "written_opinion.attached": _l("Scan attached"),
    "written_opinion.detached": _l("Scan removed"),
    "council.attached": _l("File attached"),
    "council.detached": _l("File removed"),
    "agenda_item.paper_counted": _l("Printed ballots counted"),
    "agenda_item.paper_recounted": _l("Printed ballots counted again"),
    "agenda_item.paper_counts_discarded": _l("Counts of printed ballots thrown away"),
    "meeting.counted_anew": _l("Printed ballots to be counted anew by others"),
    "agenda_item.opened": _l("Voting opened"),
    "agenda_item.closed": _l("Voting closed and counted"),
    "agenda_item.annulled": _l("Vote annulled, to be taken again"),
    "agenda_item.publication_changed": _l("Publication of the count changed"),
    "agenda_item.lowered": _l("Lower award proposed"),
}


def ground_words(ground: str, *, is_derived: bool, kind: ConflictKind | None = None) -> object:
    """Return why a member stepped aside: in our words when derived, in theirs when declared."""
    if is_derived:
        return GROUND_LABELS[DerivedGround(ground)]
    return f"{RELATIVE_LABEL}: {ground}" if kind is ConflictKind.RELATIVE else ground


def period_words(valid_from: date | None, valid_to: date | None) -> str:
    """Return "from 01/02/2026 to 31/12/2026" as far as the decision says it."""
    if valid_from and valid_to:
        return _("from %(first)s to %(last)s", first=short_date(valid_from), last=short_date(valid_to))
    if valid_from:
        return _("from %(first)s", first=short_date(valid_from))
    return _("until %(last)s", last=short_date(valid_to)) if valid_to else ""
