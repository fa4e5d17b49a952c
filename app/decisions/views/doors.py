"""Which paper this request is about, and what its page may offer; a paper out of reach is not found."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.decisions import policy, queries
from app.decisions.enums import SignerCapacity
from app.decisions.papers.wording import head_title
from app.decisions.queries import DecisionSheet, LetterSheet
from app.web.forms import BaseForm
from app.web.guards import current_actor
from app.web.workplace import Workplace, workplace_where


def readable_workplace() -> Workplace:
    """Return the body and year of the top bar, as far as the actor may read papers there."""
    return workplace_where(policy.may_read)


def open_decision(decision_id: UUID) -> DecisionSheet:
    """Return a decision that the actor may read."""
    sheet = queries.decision_sheet(db.session(), decision_id)
    if not policy.may_read(current_actor(), sheet.body_path):
        raise NotFound
    return sheet


def open_letter(letter_id: UUID) -> LetterSheet:
    """Return a letter that the actor may read."""
    sheet = queries.letter_sheet(db.session(), letter_id)
    if not policy.may_read(current_actor(), sheet.body_path):
        raise NotFound
    return sheet


def signer_defaults(sheet: DecisionSheet | LetterSheet) -> dict[str, Any]:
    """Return what a form of signing begins with: the next number, today, the head."""
    number, head = queries.next_signature(db.session(), sheet, today())
    return {
        "number": number,
        "signer_name": head.full_name if head else "",
        "signer_post": (head.post if head else "") or head_title(sheet.body_kind),
        "capacity": SignerCapacity.HEAD,
        "version": sheet.version,
    }


def refusal(form: BaseForm) -> str:
    """Return what is wrong with a form that has no page of its own, in one message."""
    problems = [*form.form_errors, *(str(error) for errors in form.errors.values() for error in errors)]
    return " ".join(dict.fromkeys(problems)) or _("Nothing has been changed.")


def crumbs() -> list[tuple[str, str]]:
    """Return the way back to the list."""
    return [(_("Decisions"), url_for("decisions.list_page"))]
