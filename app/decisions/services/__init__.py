"""Acts on decisions, proposal letters, outcomes and deviations."""

from collections.abc import Callable

from app.decisions.services.arriving import refuse_letter, take_in
from app.decisions.services.changes import AmendmentPlan, RevocationPlan, draft_change, edit_change, printed
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
from app.decisions.services.requests import answer_request, record_request
from app.decisions.services.revoking import record_foreign_revocation
from app.decisions.services.signing import sign_decision
from app.decisions.services.waivers import PaperTick, waive_papers

NamesChange = Callable[..., None]
"""Puts names on a draft, or takes them off."""

__all__ = [
    "AmendmentPlan",
    "DecisionPlan",
    "LetterPlan",
    "NamesChange",
    "OutcomeEntry",
    "PaperTick",
    "RevocationPlan",
    "add_names",
    "add_recipients",
    "answer_request",
    "delete_draft",
    "delete_letter",
    "draft_change",
    "draft_decision",
    "draft_letter",
    "edit_change",
    "edit_decision",
    "edit_letter",
    "not_approve",
    "printed",
    "record_foreign_revocation",
    "record_outcomes",
    "record_request",
    "refuse_letter",
    "remove_names",
    "remove_recipients",
    "send_letter",
    "sign_decision",
    "take_in",
    "waive_papers",
]
