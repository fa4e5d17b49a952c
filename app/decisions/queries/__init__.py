"""Every select over decisions, proposal letters, outcomes and conferrals."""

from app.decisions.models import (
    AdditionalRequest,
    Decision,
    DecisionChange,
    DecisionChangeItem,
    DecisionItem,
    ProposalItem,
    ProposalLetter,
    Revocation,
)
from app.decisions.queries.bodies import BodyFacts, Head, body_facts, head_of
from app.decisions.queries.changes import ChangeRow, changes_of, standing_ids
from app.decisions.queries.conferrals import (
    ConferralRow,
    PersonFacts,
    conferrals_of_person,
    conferrals_of_unit,
    person_facts,
)
from app.decisions.queries.deviations import DeviationRow, deviations_of, endorsed_of, endorsed_one
from app.decisions.queries.incoming import IncomingLetter, count_incoming, incoming_letters
from app.decisions.queries.names import (
    Name,
    Printed,
    changed_names,
    corrections_of,
    names_on_decision,
    names_on_letter,
    standing_names,
)
from app.decisions.queries.outcomes import NominationOutcome, outcome_of
from app.decisions.queries.papers import DecisionRow, LetterRow, decisions_of, letters_of
from app.decisions.queries.ranking import award_rank, council_finished_on, count_on_paper, recipients_to_rank
from app.decisions.queries.registers import (
    RegisteredDecision,
    RegisteredLetter,
    decisions_in_register,
    letters_in_register,
    next_signature,
    register_years,
)
from app.decisions.queries.requests import RequestRow, request_of, requests_of
from app.decisions.queries.required_papers import NamePapers, WaiverRow, papers_on_letter, waivers_of
from app.decisions.queries.sheets import (
    ChangeFacts,
    DecisionSheet,
    LetterSheet,
    PaperSheet,
    conferring_sheet,
    decision_sheet,
    letter_sheet,
)
from app.decisions.queries.trail import TRAIL_PLACES
from app.decisions.queries.waiting import MOST_WAITING, WaitingRow, awaiting_paper, count_awaiting_paper
from app.records.queries import Conferral

__all__ = [
    "MOST_WAITING",
    "TRAIL_PLACES",
    "AdditionalRequest",
    "BodyFacts",
    "ChangeFacts",
    "ChangeRow",
    "Conferral",
    "ConferralRow",
    "Decision",
    "DecisionChange",
    "DecisionChangeItem",
    "DecisionItem",
    "DecisionRow",
    "DecisionSheet",
    "DeviationRow",
    "Head",
    "IncomingLetter",
    "LetterRow",
    "LetterSheet",
    "Name",
    "NamePapers",
    "NominationOutcome",
    "PaperSheet",
    "PersonFacts",
    "Printed",
    "ProposalItem",
    "ProposalLetter",
    "RegisteredDecision",
    "RegisteredLetter",
    "RequestRow",
    "Revocation",
    "WaitingRow",
    "WaiverRow",
    "awaiting_paper",
    "award_rank",
    "body_facts",
    "changed_names",
    "changes_of",
    "conferrals_of_person",
    "conferrals_of_unit",
    "conferring_sheet",
    "corrections_of",
    "council_finished_on",
    "count_awaiting_paper",
    "count_incoming",
    "count_on_paper",
    "decision_sheet",
    "decisions_in_register",
    "decisions_of",
    "deviations_of",
    "endorsed_of",
    "endorsed_one",
    "head_of",
    "incoming_letters",
    "letter_sheet",
    "letters_in_register",
    "letters_of",
    "names_on_decision",
    "names_on_letter",
    "next_signature",
    "outcome_of",
    "papers_on_letter",
    "person_facts",
    "recipients_to_rank",
    "register_years",
    "request_of",
    "requests_of",
    "standing_ids",
    "standing_names",
    "waivers_of",
]
