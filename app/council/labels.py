"""Words for roles, states, choices, results, and the sentences of refusals."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.council.enums import Choice, CouncilRole, ItemResult, ItemStatus, MeetingStatus, Presence, VoteBase

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

CHOICE_LABELS: Final[Mapping[Choice, object]] = {
    Choice.FOR: _l("Agree"),
    Choice.AGAINST: _l("Disagree"),
    Choice.ABSTAIN: _l("Abstain"),
}

BASE_LABELS: Final[Mapping[VoteBase, object]] = {
    VoteBase.ALL_MEMBERS: _l("all members with a vote"),
    VoteBase.PRESENT: _l("members with a vote who are present"),
}

PRESENCE_LABELS: Final[Mapping[Presence, object]] = {
    Presence.PRESENT: _l("Present"),
    Presence.ABSENT: _l("Absent"),
}
