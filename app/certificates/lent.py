"""What this feature lends: certificates on the page of a decision and on the timeline of a person or unit."""

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.enums import Gift
from app.certificates.labels import CERTIFICATE_STATE_LABELS
from app.certificates.models import Certificate
from app.certificates.queries import names_with_certificates
from app.certificates.rules import gift_of, state_of
from app.core.access import Actor
from app.core.text import short_date
from app.decisions.enums import DecisionStatus
from app.decisions.queries import Conferral, DecisionSheet, Name
from app.decisions.queries import neighbours as decision_neighbours
from app.eligibility.enums import Subject
from app.nominations.labels import award_name
from app.records.queries import neighbours


def panel(
    session: Session, _actor: Actor, sheet: DecisionSheet, names: Sequence[Name]
) -> decision_neighbours.Panel | None:
    """Return how many certificates of a signed decision are issued, and how many wait."""
    if sheet.change is not None or sheet.status is DecisionStatus.DRAFT:
        return None
    if all(gift_of(name.award_code) is not Gift.CERTIFICATE for name in names):
        return None
    found = names_with_certificates(session, sheet.id, names)
    waiting, wrong = sum(each.waits for each in found), sum(each.is_printed_otherwise for each in found)
    facts = [
        (_("Certificates issued"), str(sum(each.standing is not None for each in found))),
        (_("Still to be issued"), str(waiting)),
    ]
    if wrong:
        facts.append((_("To be reissued after the amendment"), str(wrong)))
    href = url_for("certificates.decision_page", decision_id=sheet.id)
    return decision_neighbours.Panel(title=_("Certificates"), facts=facts, links=[(_("Open the certificates"), href)])


def lines(session: Session, subject: Subject, subject_id: UUID) -> Sequence[neighbours.Line]:
    """Return the certificates of a person or a unit for the timeline."""
    whose = Conferral.person_id if subject is Subject.INDIVIDUAL else Conferral.collective_id
    query = (
        select(Certificate, Conferral.year, Conferral.revoked_on)
        .join(Conferral, Conferral.id == Certificate.conferral_id)
        .where(whose == subject_id)
    )
    return [_line(*row) for row in session.execute(query)]


def _line(certificate: Certificate, year: int, revoked_on: object) -> neighbours.Line:
    state = state_of(
        is_revoked=revoked_on is not None,
        is_replaced=certificate.replaced_at is not None,
        is_reissue=certificate.replaces_id is not None,
    )
    said = _(
        "no. %(number)s, issued on %(day)s", number=f"{certificate.number:02}", day=short_date(certificate.issued_on)
    )
    golden = _("golden book %(number)s", number=certificate.golden_number) if certificate.golden_number else ""
    return neighbours.Line(
        year=year,
        tag=_("Certificate"),
        tone="gold",
        title=award_name(certificate.regime_id, certificate.award_code),
        detail=", ".join(part for part in (said, golden, str(CERTIFICATE_STATE_LABELS[state])) if part),
        on=certificate.issued_on,
    )


decision_neighbours.add_panel("certificates", panel)
neighbours.add_lines("certificates", lines)
