"""What the trail says of councils, meetings and votes: never who voted how, for it does not know."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.core.access import Permission
from app.council import labels
from app.council.models import AgendaItem, Council, CouncilMember, Meeting, WrittenOpinion
from app.nominations.queries import Nomination
from app.organisation.queries import Person

_COUNTED: Final = (
    "for",
    "against",
    "abstentions",
    "invalid",
    "written_for",
    "written_against",
    "written_abstentions",
)
"""What a count says: read by who reads the councils (the auditor), not by who only looks after the system."""

_ROLES: Final = {role.value: label for role, label in labels.ROLE_LABELS.items()}

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "council": Words(
        fields={
            "year": _l("Year"),
            "name": _l("Name of the council"),
            "decision_number": _l("Number of the decision"),
            "decision_on": _l("Date of the decision"),
            "members": _l("Members"),
            "kind": _l("Kind"),
            "valid_from": _l("In office from"),
            "valid_to": _l("In office until"),
            "files": _l("Files"),
            "meeting": _l("Meeting"),
            "held_at": _l("Day and time"),
            "tabled": _l("Files on the agenda"),
        },
        values={
            "members": {**_ROLES, "True": "", "False": _l("without a vote"), "stands_in": _l("stands in for")},
            "kind": {kind.value: label for kind, label in labels.KIND_LABELS.items()},
        },
        records={"members": "person", "tabled": "nomination"},
        names=select(Council.id, Council.name),
        page=Page("council.detail", "council_id", Permission.COUNCIL_READ),
    ),
    "council_member": Words(
        names=select(CouncilMember.id, Person.full_name).join(Person, Person.id == CouncilMember.person_id)
    ),
    "meeting": Words(
        fields={
            "name": _l("Name of the meeting"),
            "held_at": _l("Day and time"),
            "place": _l("Place"),
            "tabled": _l("Files on the agenda"),
            "moved": _l("File moved on the agenda"),
            "award_moved": _l("Award moved on the agenda"),
            "position": _l("Place on the agenda"),
            "full_number": _l("Number of the notice"),
            "issued_on": _l("Date of the notice"),
            "signer_name": _l("Signer of the notice"),
            "signer_line": _l("Capacity of the signer"),
            "text": _l("Text of the notice"),
            **{capacity.value: label for capacity, label in labels.CAPACITY_LABELS.items()},
            "signed_on": _l("Signed on"),
            "status": _l("State"),
            "files": _l("Files"),
            "member": _l("Member"),
            "received_on": _l("Received on"),
            "opinions": _l("Opinion on"),
            "aside": _l("Stepped aside"),
        },
        values={
            "status": {status.value: label for status, label in labels.MEETING_LABELS.items()},
            "": {
                **{presence.value: label for presence, label in labels.PRESENCE_LABELS.items()},
                "none": _l("no conflict of interest"),
                "conflict": _l("steps aside"),
            },
        },
        records={
            "tabled": "nomination",
            "moved": "nomination",
            "member": "council_member",
            "opinions": "agenda_item",
            "aside": "agenda_item",
        },
        keyed_by={"meeting.attendance_recorded": "council_member", "meeting.conflicts_answered": "agenda_item"},
        names=select(Meeting.id, Meeting.name),
        page=Page("council.meeting", "meeting_id", Permission.COUNCIL_READ),
    ),
    "written_opinion": Words(
        fields={"files": _l("Files")},
        names=select(WrittenOpinion.id, Person.full_name)
        .join(CouncilMember, CouncilMember.id == WrittenOpinion.member_id)
        .join(Person, Person.id == CouncilMember.person_id),
    ),
    "agenda_item": Words(
        fields={
            "counts": _l("Counts"),
            "status": _l("State"),
            "threshold_percent": _l("Share needed, in per cent"),
            "base": _l("Counted against"),
            "members": _l("Members with a vote"),
            "present": _l("Present"),
            "issued": _l("Ballots issued"),
            "returned": _l("Ballots returned"),
            "for": _l("Agree"),
            "against": _l("Disagree"),
            "abstentions": _l("Abstain"),
            "invalid": _l("Invalid"),
            "counter": _l("Counter"),
            "result": _l("Result"),
            "round": _l("Vote no."),
            "method": _l("How members vote"),
            "until": _l("Open until"),
            "result_only": _l("Only the result is published"),
            "written_for": _l("Agree in writing"),
            "written_against": _l("Disagree in writing"),
            "written_abstentions": _l("Abstain in writing"),
            "lowered_to": _l("File for the lower award"),
        },
        records={"lowered_to": "nomination"},
        values={
            "status": {status.value: label for status, label in labels.ITEM_LABELS.items()},
            "method": {method.value: label for method, label in labels.METHOD_LABELS.items()},
            "base": {base.value: label for base, label in labels.BASE_LABELS.items()},
            "result": {result.value: label for result, label in labels.RESULT_LABELS.items()},
        },
        names=select(AgendaItem.id, Nomination.nominee_name).join(
            Nomination, Nomination.id == AgendaItem.nomination_id
        ),
        page=Page("council.item", "item_id", Permission.COUNCIL_READ),
        rights=dict.fromkeys(_COUNTED, Permission.COUNCIL_READ),
    ),
}
