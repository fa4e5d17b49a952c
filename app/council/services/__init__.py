"""Acts on councils, meetings, items and votes, by subject."""

from app.council.services.agenda import remove_item, table_nominations
from app.council.services.conflicts import ConflictReply, answer_conflict, answer_conflicts
from app.council.services.councils import (
    CouncilPlan,
    amend_council,
    change_members,
    establish_council,
    revise_council,
)
from app.council.services.counting import close_items
from app.council.services.meetings import (
    MeetingPlan,
    close_meeting,
    mark_minuted,
    open_meeting,
    plan_meeting,
    record_attendance,
    replan_meeting,
    save_minutes,
)
from app.council.services.voting import cast_ballots, open_items

__all__ = [
    "ConflictReply",
    "CouncilPlan",
    "MeetingPlan",
    "amend_council",
    "answer_conflict",
    "answer_conflicts",
    "cast_ballots",
    "change_members",
    "close_items",
    "close_meeting",
    "establish_council",
    "mark_minuted",
    "open_items",
    "open_meeting",
    "plan_meeting",
    "record_attendance",
    "remove_item",
    "replan_meeting",
    "revise_council",
    "save_minutes",
    "table_nominations",
]
