"""Every select over decisions, proposal letters, outcomes and conferrals."""

from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter
from app.decisions.queries.bodies import BodyFacts, Head, body_facts, head_of
from app.decisions.queries.conferrals import (
    ConferralRow,
    PersonFacts,
    conferrals_of_person,
    conferrals_of_unit,
    person_facts,
)
from app.decisions.queries.deviations import DeviationRow, deviations_of, endorsed_of, endorsed_one
from app.decisions.queries.outcomes import NominationOutcome, outcome_of
from app.decisions.queries.papers import (
    DecisionRow,
    DecisionSheet,
    LetterRow,
    LetterSheet,
    Name,
    decision_sheet,
    decisions_of,
    letter_sheet,
    letters_of,
    names_on_decision,
    names_on_letter,
    next_decision_number,
    next_letter_number,
)
from app.decisions.queries.ranking import award_rank, council_finished_on, count_on_paper, recipients_to_rank
from app.decisions.queries.trail import TRAIL_PLACES
from app.decisions.queries.waiting import MOST_WAITING, WaitingRow, awaiting_paper, count_awaiting_paper
from app.records.queries import Conferral

__all__ = [
    "MOST_WAITING",
    "TRAIL_PLACES",
    "BodyFacts",
    "Conferral",
    "ConferralRow",
    "Decision",
    "DecisionItem",
    "DecisionRow",
    "DecisionSheet",
    "DeviationRow",
    "Head",
    "LetterRow",
    "LetterSheet",
    "Name",
    "NominationOutcome",
    "PersonFacts",
    "ProposalItem",
    "ProposalLetter",
    "WaitingRow",
    "awaiting_paper",
    "award_rank",
    "body_facts",
    "conferrals_of_person",
    "conferrals_of_unit",
    "council_finished_on",
    "count_awaiting_paper",
    "count_on_paper",
    "decision_sheet",
    "decisions_of",
    "deviations_of",
    "endorsed_of",
    "endorsed_one",
    "head_of",
    "letter_sheet",
    "letters_of",
    "names_on_decision",
    "names_on_letter",
    "next_decision_number",
    "next_letter_number",
    "outcome_of",
    "person_facts",
    "recipients_to_rank",
]
