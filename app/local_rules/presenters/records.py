"""One rule, one point, and their history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.awards.labels import CONFIDENCE_TONES, CONFIDENCES, capitalised, words
from app.core.text import parse_date, short_date
from app.documents.labels import size_text
from app.documents.queries import AttachmentRow
from app.eligibility.rulebook import rulebooks
from app.eligibility.rulebook.parts import Grounded
from app.local_rules import labels
from app.local_rules.enums import RuleKind, SettingType
from app.local_rules.presenters.listing import default_words
from app.local_rules.presenters.saying import NOTHING, point_name, regime_words, value_words
from app.local_rules.queries import RuleRow
from app.local_rules.rules.periods import standing
from app.local_rules.rules.settings import SHAPES
from app.web.filters import moment


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as a list of rules shows it."""

    point: str
    kind: str
    text: str
    files: str
    period: str
    basis: str
    state: str
    tone: str
    reason: str
    body: str
    href: str


def rule_view(rule: RuleRow, *, on: date, href: str) -> RuleView:
    """Return a rule in words."""
    state = standing(rule, on)
    return RuleView(
        point=point_name(rule.kind, rule.key),
        kind=str(labels.RULE_KIND_LABELS[rule.kind]),
        text=value_words(rule.kind, rule.key, rule.value, rule.regime_id),
        files=regime_words(rule.regime_id) or _("Every set of rules in its time"),
        period=period_words(rule.valid_from, rule.valid_to),
        basis=rule.legal_basis,
        state=str(labels.STANDING_LABELS[state]),
        tone=labels.STANDING_TONES[state],
        reason=rule.withdrawn_reason,
        body=rule.body_name,
        href=href,
    )


def period_words(first: date, last: date | None) -> str:
    """Return from when to when."""
    if last is None:
        return _("from %(first)s", first=short_date(first))
    return _("%(first)s to %(last)s", first=short_date(first), last=short_date(last))


def facts(rule: RuleRow, view: RuleView) -> list[tuple[str, str]]:
    """Return what stands beside a rule."""
    rows = [
        (_("What it sets"), view.text),
        (_("In force"), view.period),
        (_("For files under"), view.files),
        (_("Legal basis"), rule.legal_basis),
        (_("Set by"), rule.body_name),
        (_("Without this rule"), default_words(rule.kind, rule.key)),
    ]
    if rule.note:
        rows.append((_("Note"), rule.note))
    if rule.withdrawn_reason:
        rows.append((_("Withdrawn because"), rule.withdrawn_reason))
    return rows


@dataclass(frozen=True, slots=True)
class PointText:
    """A point in plain language: what is open, the options, the default, where it comes from."""

    name: str
    kind: str
    default: str
    options: list[tuple[str, bool]]
    citation: str
    note: str
    confidence: tuple[str, str] | None


def point_text(kind: RuleKind, key: str) -> PointText:
    """Return what the page of a point says."""
    ground: Grounded | None = None
    options: list[tuple[str, bool]] = []
    if kind is RuleKind.READING:
        ground = reading = rulebooks().reading(key)
        options = [(capitalised(words(text)), option == reading.default) for option, text in reading.options.items()]
    elif kind is RuleKind.SETTING:
        ground = rulebooks().setting(key)
    return PointText(
        name=point_name(kind, key),
        kind=str(labels.RULE_KIND_LABELS[kind]),
        default=default_words(kind, key),
        options=options,
        citation=words(ground.citation) if ground else "",
        note=words(ground.note) if ground else "",
        confidence=(str(CONFIDENCES[ground.confidence]), CONFIDENCE_TONES[ground.confidence]) if ground else None,
    )


def attachment_views(
    rows: Sequence[AttachmentRow], *, href: Callable[[UUID], str], removal: Callable[[UUID], str] | None
) -> list[dict[str, object]]:
    """Return the papers of a rule."""
    return [
        {
            "name": row.file_name,
            "href": href(row.id),
            "size": size_text(row.size_bytes),
            "added": _("added %(when)s", when=moment(row.uploaded_at)),
            "remove_action": removal(row.id) if removal else None,
        }
        for row in rows
    ]


def history(events: Sequence[EventRow], rule: RuleRow) -> list[dict[str, object]]:
    """Return who did what to a rule, the newest first."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": str(labels.EVENT_LABELS.get(event.kind, event.kind)),
            "reason": event.reason,
            "changes": [] if event.kind == "local_rule.made" else _changes(event.changes, rule),
        }
        for event in reversed(events)
    ]


def _changes(changes: dict[str, Any], rule: RuleRow) -> list[tuple[str, str, str]]:
    names = {
        "value": _("What it sets"),
        "regime_id": _("For files under"),
        "legal_basis": _("Legal basis"),
        "valid_from": _("In force from"),
        "valid_to": _("Last day"),
        "note": _("Note"),
        "files": _("Files"),
    }
    return [
        (label, _shown(field, changes[field][0], rule), _shown(field, changes[field][1], rule))
        for field, label in names.items()
        if field in changes
    ]


def _shown(field: str, value: Any, rule: RuleRow) -> str:
    if value is None:
        return NOTHING
    if field == "value":
        return value_words(rule.kind, rule.key, value, rule.regime_id)
    if field in ("valid_from", "valid_to"):
        return short_date(parse_date(value))
    if field == "regime_id":
        return regime_words(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def field_helps(kind: RuleKind, key: str) -> dict[str, str]:
    """Return the sentence under a field, where one is needed."""
    if kind is RuleKind.SETTING:
        shape = SHAPES[key]
        said = {
            SettingType.SHARE: _("For example 2/3"),
            SettingType.MULTIPLE: _("For example 0.6"),
            SettingType.PERCENT: _("In per cent, from %(least)s to %(most)s", least=shape.least, most=shape.most),
            SettingType.NUMBER: _("From %(least)s to %(most)s", least=shape.least, most=shape.most),
        }
        return {"value_typed": said.get(shape.type, "")}
    if kind is RuleKind.VOTE:
        return {
            "min_percent": _("Leave empty what your body does not set."),
            "quorum": _("For example 2/3"),
        }
    if kind is RuleKind.QUOTA:
        return {"count": _("A number for the whole body in a year.")}
    return {"awards": _("Tick the awards for which your body asks this.")}
