"""What was changed of a signed decision, and what a decision that changes another one says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.core.text import short_date
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.queries import ChangeFacts, ChangeRow
from app.eligibility.rulebook import rulebooks


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """One line above the names of a decision: by which other one it was changed."""

    tone: str
    text: str
    detail: str
    link: str
    href: str


def change_notices(rows: Sequence[ChangeRow]) -> list[ChangeNotice]:
    """Return what was signed or drafted about this decision since."""
    return [_notice(row) for row in rows]


def _notice(row: ChangeRow) -> ChangeNotice:
    href = url_for("decisions.detail", decision_id=row.id)
    if row.status is DecisionStatus.DRAFT:
        said = _draft_words(row)
        return ChangeNotice("info", said, row.reason, _("Open the draft"), href)
    number, day = row.full_number, short_date(row.signed_on) if row.signed_on else ""
    return ChangeNotice(
        "warning",
        _signed_words(row, number, day),
        _("Reason: %(reason)s", reason=row.reason),
        _("Decision %(number)s", number=number),
        href,
    )


def _draft_words(row: ChangeRow) -> str:
    if row.kind is ChangeKind.AMENDMENT:
        return _("A decision that amends this one is drafted and waits for the head.")
    return _("A decision that revokes awards of this one is drafted and waits for the head.")


def _signed_words(row: ChangeRow, number: str, day: str) -> str:
    if row.kind is ChangeKind.REVOCATION and row.is_whole:
        return _("Revoked by decision %(number)s of %(day)s.", number=number, day=day)
    if row.kind is ChangeKind.REVOCATION:
        gone = ngettext("%(num)s award is gone.", "%(num)s awards are gone.", row.names)
        return _("Revoked in part by decision %(number)s of %(day)s.", number=number, day=day) + " " + gone
    said = _("Amended by decision %(number)s of %(day)s.", number=number, day=day)
    if row.new_title:
        said += " " + _("The subject line now reads “%(title)s”.", title=row.new_title)
    return said


def change_facts(change: ChangeFacts) -> list[tuple[object, ...]]:
    """Return what a decision that changes another one rests on, with the way to that one."""
    target = _("Decision %(number)s of %(day)s", number=change.target_number, day=short_date(change.target_on))
    way = (_("Open"), url_for("decisions.detail", decision_id=change.target_id))
    revokes = change.kind is ChangeKind.REVOCATION
    rows: list[tuple[object, ...]] = [
        (_("Decision that it revokes") if revokes else _("Decision that it amends"), target, way)
    ]
    if revokes:
        extent = _("All awards that still stood") if change.is_whole else _("The names listed here")
        rows += [(_("Extent"), extent), (_("Ground in law"), ground_name(change.rule_id) or _("Another ground"))]
    rows.append((_("Reason"), change.reason))
    if change.new_title:
        rows.append((_("New subject line"), change.new_title))
    if change.new_text:
        rows.append((_("Other changes"), change.new_text))
    return rows


def ground_name(rule_id: str) -> str:
    """Return the ground of the rulebook in the language of the page."""
    language = str(get_locale())
    return next(
        (ground.name.in_language(language) for ground in rulebooks().revocation_grounds() if ground.id == rule_id), ""
    )
