"""What happened, in words, for the trail and for the history of a record."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SUBJECT_LABELS: Final[Mapping[str, LazyString]] = {
    "attachment": _l("Attachments"),
    "campaign": _l("Campaigns"),
    "classification": _l("Classification"),
    "council": _l("Councils"),
    "decision": _l("Decisions"),
    "leadership_review": _l("Leadership reviews"),
    "letter": _l("Proposal letters"),
    "meeting": _l("Meetings"),
    "nomination": _l("Nominations"),
    "person": _l("People"),
    "unit": _l("Units"),
    "user": _l("Accounts"),
}

EVENT_LABELS: Final[Mapping[str, LazyString]] = {
    "user.closed": _l("Account closed"),
    "user.created": _l("Account opened"),
    "user.opened": _l("Account opened again"),
    "user.password_changed": _l("Password changed"),
    "user.password_reset": _l("New password made"),
    "user.role_granted": _l("Role given"),
    "user.role_taken_back": _l("Role taken back"),
    "user.sessions_ended": _l("Sessions ended"),
    "user.signed_in": _l("Signed in"),
    "user.signed_out": _l("Signed out"),
}
