"""Acts on decisions, proposal letters, outcomes and deviations."""

from app.decisions.services.deviations import not_approve
from app.decisions.services.drafts import (
    DecisionPlan,
    add_recipients,
    delete_draft,
    draft_decision,
    edit_decision,
    remove_recipients,
)
from app.decisions.services.letters import (
    LetterPlan,
    add_names,
    delete_letter,
    draft_letter,
    edit_letter,
    remove_names,
    send_letter,
)
from app.decisions.services.outcomes import OutcomeEntry, record_outcomes
from app.decisions.services.signing import sign_decision

__all__ = [
    "DecisionPlan",
    "LetterPlan",
    "OutcomeEntry",
    "add_names",
    "add_recipients",
    "delete_draft",
    "delete_letter",
    "draft_decision",
    "draft_letter",
    "edit_decision",
    "edit_letter",
    "not_approve",
    "record_outcomes",
    "remove_names",
    "remove_recipients",
    "send_letter",
    "sign_decision",
]
