"""Acts on councils, meetings, items and votes, by subject."""

from app.council.services.agenda import remove_item, table_nominations
from app.council.services.approvals import (
    PaperSignature,
    approve_minutes,
    record_signature,
    save_minutes,
    take_back_approval,
)
from app.council.services.attendance import record_attendance
from app.council.services.cancelling import cancel_meeting
from app.council.services.conflicts import ConflictReply, answer_conflict, answer_conflicts
from app.council.services.councils import (
    CouncilPlan,
    amend_council,
    attach_decision,
    change_members,
    detach_decision,
    establish_council,
    revise_council,
)
from app.council.services.counting import close_items
from app.council.services.lowering import lower_award
from app.council.services.meetings import (
    MeetingPlan,
    close_meeting,
    open_meeting,
    plan_meeting,
    replan_meeting,
)
from app.council.services.opinions import (
    OpinionReply,
    enter_opinion,
    receive_opinion,
    remove_scan,
    withdraw_opinion,
)
from app.council.services.paper_counting import discard_counts, enter_counts
from app.council.services.publication import publish_result_only
from app.council.services.revotes import annul_vote
from app.council.services.voting import Opening, cast_ballots, open_items

__all__ = [
    "ConflictReply",
    "CouncilPlan",
    "MeetingPlan",
    "Opening",
    "OpinionReply",
    "PaperSignature",
    "amend_council",
    "annul_vote",
    "answer_conflict",
    "answer_conflicts",
    "approve_minutes",
    "attach_decision",
    "cancel_meeting",
    "cast_ballots",
    "change_members",
    "close_items",
    "close_meeting",
    "detach_decision",
    "discard_counts",
    "enter_counts",
    "enter_opinion",
    "establish_council",
    "lower_award",
    "open_items",
    "open_meeting",
    "plan_meeting",
    "publish_result_only",
    "receive_opinion",
    "record_attendance",
    "record_signature",
    "remove_item",
    "remove_scan",
    "replan_meeting",
    "revise_council",
    "save_minutes",
    "table_nominations",
    "take_back_approval",
    "withdraw_opinion",
]
