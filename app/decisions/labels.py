"""Names of states, outcomes, origins and capacities on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus, Outcome, PaperState, SignerCapacity
from app.records.enums import Origin

DECISION_STATUS_LABELS: Final[Mapping[DecisionStatus, object]] = {
    DecisionStatus.DRAFT: _l("Draft decision"),
    DecisionStatus.SIGNED: _l("Signed"),
    DecisionStatus.AMENDED: _l("Amended"),
    DecisionStatus.REVOKED: _l("Decision revoked"),
}

DECISION_STATUS_TONES: Final[Mapping[DecisionStatus, str]] = {
    DecisionStatus.DRAFT: "amber",
    DecisionStatus.SIGNED: "green",
    DecisionStatus.AMENDED: "blue",
    DecisionStatus.REVOKED: "red",
}

LETTER_STATUS_LABELS: Final[Mapping[LetterStatus, object]] = {
    LetterStatus.DRAFT: _l("Draft letter"),
    LetterStatus.SENT: _l("Sent, waiting for the answer"),
    LetterStatus.ANSWERED: _l("Answered"),
}

LETTER_STATUS_TONES: Final[Mapping[LetterStatus, str]] = {
    LetterStatus.DRAFT: "amber",
    LetterStatus.SENT: "blue",
    LetterStatus.ANSWERED: "green",
}

CHANGE_LABELS: Final[Mapping[ChangeKind, object]] = {
    ChangeKind.AMENDMENT: _l("Amends"),
    ChangeKind.REVOCATION: _l("Revokes"),
}

OUTCOME_LABELS: Final[Mapping[Outcome, object]] = {
    Outcome.PENDING: _l("Waiting for the answer"),
    Outcome.CONFERRED: _l("Award conferred"),
    Outcome.DECLINED: _l("Award declined"),
}

OUTCOME_TONES: Final[Mapping[Outcome, str]] = {
    Outcome.PENDING: "grey",
    Outcome.CONFERRED: "gold",
    Outcome.DECLINED: "red",
}

PAPER_STATE_LABELS: Final[Mapping[PaperState, object]] = {
    PaperState.FACT: _l("In the program"),
    PaperState.FILE: _l("Attached file"),
    PaperState.WAIVED: _l("Goes without it"),
    PaperState.MISSING: _l("Missing"),
}

PAPER_STATE_TONES: Final[Mapping[PaperState, str]] = {
    PaperState.FACT: "green",
    PaperState.FILE: "green",
    PaperState.WAIVED: "amber",
    PaperState.MISSING: "red",
}

ORIGIN_LABELS: Final[Mapping[Origin, object]] = {
    Origin.OWN_DECISION: _l("Own decision"),
    Origin.HIGHER_DECISION: _l("Decision of a higher body"),
    Origin.HISTORY: _l("Entered from earlier records"),
}

CAPACITY_LABELS: Final[Mapping[SignerCapacity, object]] = {
    SignerCapacity.HEAD: _l("As head of the body"),
    SignerCapacity.TM: _l("TM. (on behalf of the collective leadership)"),
    SignerCapacity.KT: _l("KT. (a deputy, for the head)"),
    SignerCapacity.TL: _l("TL. (by order of the head)"),
    SignerCapacity.TUQ: _l("TUQ. (by authorisation of the head)"),
    SignerCapacity.Q: _l("Q. (acting head)"),
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "decision.drafted": _l("Decision drafted"),
    "decision.edited": _l("Subject changed"),
    "decision.recipients_changed": _l("Names changed"),
    "decision.name_taken_off": _l("A name taken off: not approved by the head"),
    "decision.signed": _l("Decision signed, awards conferred"),
    "decision.deleted": _l("Draft deleted"),
    "decision.revocation_drafted": _l("Decision drafted that revokes awards"),
    "decision.revocation_signed": _l("Decision signed, awards revoked"),
    "decision.revoked": _l("Awards of this decision revoked"),
    "decision.amendment_drafted": _l("Decision drafted that amends another one"),
    "decision.amendment_signed": _l("Decision signed, another one amended"),
    "decision.amended": _l("This decision amended"),
    "decision.certificates_issued": _l("Certificates of this decision issued"),
    "letter.drafted": _l("Letter drafted"),
    "letter.edited": _l("Text changed"),
    "letter.names_changed": _l("Names changed"),
    "letter.name_taken_off": _l("A name taken off: not approved by the head"),
    "letter.sent": _l("Letter signed and sent"),
    "letter.outcomes_recorded": _l("Answer recorded"),
    "letter.papers_waived": _l("Reason given for missing papers"),
    "letter.asked": _l("Additional request of the higher body"),
    "letter.request_answered": _l("Additional request answered"),
    "letter.arrived": _l("Arrived at the addressee, in this installation"),
    "letter.refused_above": _l("Refused by the addressee as a whole"),
    "letter.outcome_arrived": _l("Outcome arrived from the addressee"),
    "letter.outcome_reopened": _l("The addressee votes again"),
    "letter.deleted": _l("Draft deleted"),
    "letter.revocation_recorded": _l("Revocation by the higher body recorded"),
}

FIELD_LABELS: Final[Mapping[str, object]] = {
    "title": _l("Subject line"),
    "body_text": _l("Text before the list"),
    "recipients": _l("Number of names"),
    "names": _l("Number of names"),
    "number": _l("Number"),
    "signed_on": _l("Date of signing"),
    "sent_on": _l("Date of the letter"),
    "signer": _l("Signer"),
    "pending": _l("Names without an answer"),
    "target": _l("Decision that it changes"),
    "by": _l("By decision"),
    "reason": _l("Reason"),
    "revoked": _l("Awards revoked"),
    "asked_on": _l("Date of the request"),
    "document_number": _l("Number of the document"),
    "due_on": _l("To be answered by"),
    "answered_on": _l("Date of the answer"),
    "arrived": _l("Files made at the addressee"),
    "campaign": _l("Campaign"),
    "papers": _l("Number of missing papers"),
    "certificates": _l("Number of certificates"),
    "numbers": _l("Numbers in the register"),
}
