"""Names of states and events of bonus lists on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.bonuses.enums import LineState, ListStatus

LIST_STATUS_LABELS: Final[Mapping[ListStatus, object]] = {
    ListStatus.DRAFT: _l("Draft list"),
    ListStatus.APPROVED: _l("List approved"),
    ListStatus.PAID: _l("List paid"),
}

LIST_STATUS_TONES: Final[Mapping[ListStatus, str]] = {
    ListStatus.DRAFT: "amber",
    ListStatus.APPROVED: "blue",
    ListStatus.PAID: "green",
}

LINE_STATE_LABELS: Final[Mapping[LineState, object]] = {
    LineState.COUNTED: _l("In the total"),
    LineState.LEFT_OUT: _l("Not in the total"),
    LineState.NO_FIGURE: _l("No figure on record"),
}

LINE_STATE_TONES: Final[Mapping[LineState, str]] = {
    LineState.COUNTED: "green",
    LineState.LEFT_OUT: "grey",
    LineState.NO_FIGURE: "amber",
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "bonus_list.made": _l("Bonus list made"),
    "bonus_list.renewed": _l("Bonus list computed anew"),
    "bonus_list.answered": _l("Said whether awards are paid beside another"),
    "bonus_list.approved": _l("Bonus list approved"),
    "bonus_list.reopened": _l("Bonus list taken back to a draft"),
    "bonus_list.paid": _l("Bonus list paid"),
    "bonus_list.recovered": _l("Bonus money recovered"),
}

FIELD_LABELS: Final[Mapping[str, object]] = {
    "decision": _l("Decision"),
    "total": _l("Total in đồng"),
    "lines": _l("Number of lines"),
    "answer": _l("Paid beside the other award"),
    "answered": _l("Lines answered"),
    "status": _l("State"),
    "paid_on": _l("Day of payment"),
    "recovered": _l("Recovered in đồng"),
    "recovered_on": _l("Day of recovery"),
}
