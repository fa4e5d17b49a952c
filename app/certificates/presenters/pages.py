"""The register with its gaps, the names of a decision, the page of one certificate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.certificates.enums import Gift
from app.certificates.labels import (
    CERTIFICATE_STATE_LABELS,
    CERTIFICATE_STATE_TONES,
    EVENT_LABELS,
    GIFT_LABELS,
    REISSUE_REASON_LABELS,
)
from app.certificates.queries import CertificateRow, CertifiedName
from app.core.text import short_date
from app.decisions.rules import gaps
from app.eligibility.enums import Subject
from app.nominations.labels import award_name
from app.web.filters import moment


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A certificate of the register, or numbers that were not given (then ``href`` is empty)."""

    place: int
    number: str
    golden: str = ""
    name: str = ""
    detail: str = ""
    href: str = ""
    award: str = ""
    decision: str = ""
    decision_href: str = ""
    issued_on: date | None = None
    state: object = ""
    tone: str = "grey"
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of a decision: what it gets, and the certificate that stands."""

    position: int
    name: str
    detail: str
    award: str
    gift: object
    tone: str
    certificate: str
    href: str
    note: str
    reissue_href: str


def register_rows(rows: Sequence[CertificateRow], numbers: Sequence[int]) -> list[RegisterRow]:
    """Return a page of the register with the gaps between its numbers; no ``numbers``: without gaps."""
    shown = [register_row(row) for row in rows]
    return sorted([*shown, *_gap_rows(shown, numbers)], key=lambda row: row.place)


def _gap_rows(shown: Sequence[RegisterRow], numbers: Sequence[int]) -> Iterable[RegisterRow]:
    if not shown or not numbers:
        return []
    first = 1 if shown[0].place == numbers[0] else shown[0].place
    return [
        RegisterRow(
            place=gap.first,
            number=f"{gap.first:02}" if gap.count == 1 else f"{gap.first:02} – {gap.last:02}",
            name=_("Not used here"),
        )
        for gap in gaps(numbers)
        if first <= gap.first <= shown[-1].place
    ]


def register_row(row: CertificateRow) -> RegisterRow:
    """Return one certificate as a table shows it."""
    return RegisterRow(
        place=row.number,
        number=f"{row.number:02}",
        golden=f"{row.golden_number:02}" if row.golden_number else "",
        name=row.name,
        detail=post_and_unit(row),
        href=url_for("certificates.detail", certificate_id=row.id),
        award=award_name(row.regime_id, row.award_code),
        decision=row.decision_number,
        decision_href=url_for("certificates.decision_page", decision_id=row.decision_id),
        issued_on=row.issued_on,
        state=CERTIFICATE_STATE_LABELS[row.state],
        tone=CERTIFICATE_STATE_TONES[row.state],
        note=state_note(row),
    )


def post_and_unit(row: CertificateRow) -> str:
    """Return post and unit of a person, the parent unit of a collective."""
    return ", ".join(part for part in (row.post, row.unit_name) if part)


def state_note(row: CertificateRow) -> str:
    """Say by what a certificate was replaced or revoked, or what it replaces."""
    if row.revoked_on is not None:
        return _("by decision %(number)s", number=row.revoking_number)
    if row.later_number is not None:
        return _("by number %(number)s of %(year)s", number=f"{row.later_number:02}", year=row.later_year)
    if row.replaces_number is not None:
        return _("for number %(number)s of %(year)s", number=f"{row.replaces_number:02}", year=row.replaces_year)
    return ""


def name_rows(names: Sequence[CertifiedName], *, may_issue: bool) -> list[NameRow]:
    """Return the names of a decision."""
    return [_name_row(at, each, may_issue=may_issue) for at, each in enumerate(names, 1)]


def _name_row(position: int, each: CertifiedName, *, may_issue: bool) -> NameRow:
    held, name = each.standing, each.name
    state, tone = _gift(each)
    return NameRow(
        position=position,
        name=each.printed.name,
        detail=", ".join(part for part in (each.printed.post, each.printed.unit_name) if part)
        if name.subject is Subject.INDIVIDUAL
        else "",
        award=award_name(name.regime_id, name.award_code),
        gift=state,
        tone=tone,
        certificate=_("%(number)s of %(day)s", number=f"{held.number:02}", day=short_date(held.issued_on))
        if held
        else "",
        href=url_for("certificates.detail", certificate_id=held.id) if held else "",
        note=_("The decision was amended since: reissue it with the new text.") if each.is_printed_otherwise else "",
        reissue_href=url_for("certificates.reissue", certificate_id=held.id)
        if held and each.is_printed_otherwise and may_issue
        else "",
    )


def _gift(each: CertifiedName) -> tuple[object, str]:
    if not each.name.holds:
        return _("Award revoked"), "red"
    if each.gift is not Gift.CERTIFICATE:
        return GIFT_LABELS[each.gift], "grey"
    return (_("Certificate issued"), "green") if each.standing else (_("Still to be issued"), "amber")


def facts(row: CertificateRow) -> list[tuple[object, ...]]:
    """Return a certificate as it was issued, in keys and values."""
    rows: list[tuple[object, ...]] = [
        (_("Award"), award_name(row.regime_id, row.award_code)),
        (_("Name on the certificate"), row.name),
        (_("Post and unit"), post_and_unit(row)),
        (_("Given for"), row.achievement),
        (_("Decision"), f"{row.decision_number}, {short_date(row.decision_on)}"),
        (_("Number in the register"), f"{row.number:02} / {row.year}"),
        (_("Number in the golden book"), f"{row.golden_number:02}" if row.golden_number else ""),
        (_("Date of issue"), short_date(row.issued_on)),
        (_("Line of the authority"), row.authority_line),
        (_("Signer"), ", ".join(part for part in (row.signer_name, row.signer_post) if part)),
        (_("Entered by"), f"{row.issued_by_name}, {moment(row.issued_at)}"),
    ]
    if row.reissue_reason is not None:
        reason = str(REISSUE_REASON_LABELS[row.reissue_reason])
        rows.insert(0, (_("Issued again because"), ": ".join(part for part in (reason, row.reissue_note) if part)))
    return rows


def chain(rows: Sequence[CertificateRow], shown_id: UUID) -> list[RegisterRow]:
    """Return the other certificates of the same award."""
    return [register_row(row) for row in rows if row.id != shown_id]


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a certificate, newest first."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": EVENT_LABELS.get(event.kind, event.kind),
            "reason": event.reason,
            "changes": [],
        }
        for event in reversed(events)
    ]
