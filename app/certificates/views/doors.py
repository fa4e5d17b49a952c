"""Which certificate or decision this request is about; one out of reach is not found."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.certificates import policy, queries
from app.certificates.queries import CertificateRow
from app.core.database import db
from app.core.errors import NotFound
from app.decisions.queries import DecisionSheet, conferring_sheet
from app.web.guards import current_actor
from app.web.workplace import Workplace, workplace_where


def readable_workplace() -> Workplace:
    """Return the body and year of the top bar, as far as the actor may read its register."""
    return workplace_where(policy.may_read)


def open_certificate(certificate_id: UUID) -> CertificateRow:
    """Return a certificate that the actor may read."""
    row = queries.certificate_row(db.session(), certificate_id)
    if not policy.may_read(current_actor(), row.body_path):
        raise NotFound
    return row


def open_decision(decision_id: UUID) -> DecisionSheet:
    """Return a decision that the actor may read and that confers awards."""
    return conferring_sheet(db.session(), current_actor(), decision_id)


def crumbs() -> list[tuple[str, str]]:
    """Return the way back to the register."""
    return [(_("Certificates"), url_for("certificates.list_page"))]
