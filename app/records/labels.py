"""Words for origins, kinds, levels and what happened to a record."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.eligibility.enums import CommendationType, DisciplineLevel, InitiativeKind, InitiativeLevel, LeaveKind
from app.records.enums import CaseKind, DisciplineAuthority, EntryKind, Origin

KIND_LABELS: Final[Mapping[EntryKind, LazyString]] = {
    EntryKind.CONFERRAL: _l("Award"),
    EntryKind.INITIATIVE: _l("Initiative"),
    EntryKind.DISCIPLINE: _l("Discipline"),
    EntryKind.LEAVE: _l("Leave"),
    EntryKind.OPEN_CASE: _l("Open case"),
}

KIND_TONES: Final[Mapping[EntryKind, str]] = {
    EntryKind.CONFERRAL: "gold",
    EntryKind.INITIATIVE: "blue",
    EntryKind.DISCIPLINE: "red",
    EntryKind.LEAVE: "grey",
    EntryKind.OPEN_CASE: "amber",
}

ORIGIN_LABELS: Final[Mapping[Origin, LazyString]] = {
    Origin.OWN_DECISION: _l("Our decision"),
    Origin.HIGHER_DECISION: _l("Decision of a higher body"),
    Origin.HISTORY: _l("Before this program"),
}

CASE_LABELS: Final[Mapping[CaseKind, LazyString]] = {
    CaseKind.DISCIPLINE: _l("Discipline under consideration"),
    CaseKind.INVESTIGATION: _l("Under investigation"),
    CaseKind.INSPECTION: _l("Under inspection or audit"),
    CaseKind.COMPLAINT: _l("Complaint or denunciation being checked"),
}

AUTHORITY_LABELS: Final[Mapping[DisciplineAuthority, LazyString]] = {
    DisciplineAuthority.ADMINISTRATION: _l("Administration"),
    DisciplineAuthority.PARTY: _l("Party"),
}

SEVERITY_LABELS: Final[Mapping[DisciplineLevel, LazyString]] = {
    DisciplineLevel.REPRIMAND: _l("Reprimand"),
    DisciplineLevel.WARNING: _l("Disciplinary warning"),
    DisciplineLevel.SALARY_REDUCTION: _l("Salary reduction"),
    DisciplineLevel.DEMOTION: _l("Demotion"),
    DisciplineLevel.REMOVAL_FROM_POST: _l("Removal from post"),
    DisciplineLevel.DISMISSAL: _l("Dismissal"),
}

LEVEL_LABELS: Final[Mapping[InitiativeLevel, LazyString]] = {
    InitiativeLevel.GRASSROOTS: _l("Grassroots level"),
    InitiativeLevel.PROVINCIAL: _l("Provincial level"),
    InitiativeLevel.MINISTERIAL: _l("Ministerial level"),
    InitiativeLevel.NATIONAL: _l("National level"),
}

INITIATIVE_LABELS: Final[Mapping[InitiativeKind, LazyString]] = {
    InitiativeKind.INITIATIVE: _l("Initiative"),
    InitiativeKind.TOPIC: _l("Research topic"),
}

LEAVE_LABELS: Final[Mapping[LeaveKind, LazyString]] = {
    LeaveKind.MATERNITY: _l("Maternity leave"),
    LeaveKind.SICKNESS: _l("Sick leave"),
    LeaveKind.STUDY: _l("Study"),
    LeaveKind.UNPAID: _l("Unpaid leave"),
}

TYPE_LABELS: Final[Mapping[CommendationType, LazyString]] = {
    CommendationType.REGULAR: _l("For regular work"),
    CommendationType.SUDDEN: _l("For a sudden achievement"),
    CommendationType.THEMATIC: _l("For a thematic movement"),
    CommendationType.CONTRIBUTION: _l("For long contribution"),
    CommendationType.LONG_SERVICE: _l("For long service"),
    CommendationType.FOREIGN_RELATIONS: _l("For foreign relations"),
}

EVENT_LABELS: Final[Mapping[str, LazyString]] = {
    "conferral.entered": _l("Award entered"),
    "conferral.edited": _l("Award corrected"),
    "conferral.removed": _l("Award taken out"),
    "conferral.attached": _l("Document attached to an award"),
    "conferral.detached": _l("Document taken off an award"),
    "initiative.entered": _l("Initiative entered"),
    "initiative.edited": _l("Initiative corrected"),
    "initiative.removed": _l("Initiative taken out"),
    "initiative.attached": _l("Document attached to an initiative"),
    "initiative.detached": _l("Document taken off an initiative"),
    "disciplinary_action.entered": _l("Discipline entered"),
    "disciplinary_action.edited": _l("Discipline corrected"),
    "disciplinary_action.cancelled": _l("Discipline cancelled"),
    "disciplinary_action.attached": _l("Document attached to a discipline"),
    "disciplinary_action.detached": _l("Document taken off a discipline"),
    "leave.entered": _l("Leave entered"),
    "leave.edited": _l("Leave corrected"),
    "leave.removed": _l("Leave taken out"),
    "leave.attached": _l("Document attached to a leave"),
    "leave.detached": _l("Document taken off a leave"),
    "open_case.entered": _l("Open case entered"),
    "open_case.edited": _l("Open case corrected"),
    "open_case.removed": _l("Open case taken out"),
    "open_case.attached": _l("Document attached to an open case"),
    "open_case.detached": _l("Document taken off an open case"),
}

FIELD_LABELS: Final[Mapping[str, LazyString]] = {
    "another_confirmed": _l("Given twice"),
    "authority": _l("Type of discipline"),
    "authors": _l("Authors"),
    "award_code": _l("Award"),
    "closed_on": _l("Concluded on"),
    "commendation_type": _l("Type of commendation"),
    "conclusion": _l("Conclusion"),
    "decided_by": _l("Decided by"),
    "decided_by_name": _l("Decided by"),
    "decided_on": _l("Decided on"),
    "decision_number": _l("Decision number"),
    "decision_on": _l("Decision of"),
    "ended_on": _l("Last day"),
    "ends_on": _l("In effect until"),
    "files": _l("Documents"),
    "initiatives": _l("Initiatives used"),
    "is_duty_related": _l("Related to duty"),
    "kind": _l("Kind"),
    "level": _l("Level of recognition"),
    "note": _l("Note"),
    "opened_on": _l("Opened on"),
    "origin": _l("Where it comes from"),
    "period_from": _l("Achievement from year"),
    "period_to": _l("Achievement to year"),
    "reason": _l("Reason"),
    "recognised_by": _l("Recognised by"),
    "result_good": _l("Good result"),
    "revoked_on": _l("Taken away on"),
    "revoked_reason": _l("Why it was taken away"),
    "rules_kept": _l("Rules of the school kept"),
    "severity": _l("Severity"),
    "source": _l("Document that says so"),
    "started_on": _l("First day"),
    "title": _l("Title of the initiative"),
    "year": _l("Year"),
}

NOT_ON_LIST: Final = _l("Choose from the list.")
