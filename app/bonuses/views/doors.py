"""Which list or decision this request is about; one out of reach is not found."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.bonuses import policy, queries
from app.bonuses.queries import ListSheet
from app.core.database import db
from app.core.errors import NotFound
from app.decisions.queries import DecisionSheet, conferring_sheet
from app.web.guards import current_actor
from app.web.workplace import Workplace, workplace_where


def readable_workplace() -> Workplace:
    """Return the body and year of the top bar, as far as the actor may read its money."""
    return workplace_where(policy.may_read)


def open_list(list_id: UUID) -> ListSheet:
    """Return a list that the actor may read."""
    sheet = queries.list_sheet(db.session(), list_id)
    if not policy.may_read(current_actor(), sheet.body_path):
        raise NotFound
    return sheet


def open_decision(decision_id: UUID) -> DecisionSheet:
    """Return a decision that the actor may read and that confers awards."""
    return conferring_sheet(db.session(), current_actor(), decision_id)


def crumbs() -> list[tuple[str, str]]:
    """Return the way back to the fund."""
    return [(_("Bonus money"), url_for("bonuses.list_page"))]
