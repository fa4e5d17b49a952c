"""What happened, in words. Each feature names its own events (``EVENT_LABELS``); the trail of all gathers them here."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SUBJECT_LABELS: Final[Mapping[str, LazyString]] = {
    "agenda_item": _l("Votes of the council"),
    "attachment": _l("Attachments"),
    "bonus_list": _l("Bonus lists"),
    "campaign": _l("Campaigns"),
    "certificate": _l("Certificates"),
    "certificate_layout": _l("Layout of certificates"),
    "classification": _l("Classification"),
    "conferral": _l("Awards of the past"),
    "council": _l("Councils"),
    "decision": _l("Decisions"),
    "disciplinary_action": _l("Discipline"),
    "initiative": _l("Initiatives"),
    "leadership_review": _l("Leadership reviews"),
    "leave": _l("Leave and studies"),
    "letter": _l("Proposal letters"),
    "local_rule": _l("Local rules"),
    "meeting": _l("Meetings"),
    "nomination": _l("Nominations"),
    "open_case": _l("Open cases"),
    "person": _l("People"),
    "registration": _l("Registrations"),
    "registration_round": _l("Registration of a year"),
    "unit": _l("Units"),
    "user": _l("Accounts"),
}

EVENT_LABELS: Final[dict[str, object]] = {}


def gather(labels: Mapping[str, object]) -> None:
    """Add the words of one feature's events to those the trail can tell."""
    EVENT_LABELS.update(labels)
