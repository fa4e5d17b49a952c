"""The page of one list: its lines by recipients, its facts, what waits, its history."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.bonuses.enums import LineState, ListStatus
from app.bonuses.labels import EVENT_LABELS, FIELD_LABELS, LINE_STATE_LABELS, LINE_STATE_TONES
from app.bonuses.papers.receipt import in_words, payable, total_of
from app.bonuses.presenters.words import factor, money, said
from app.bonuses.queries import AwardedName, LineRow, ListSheet, Plan
from app.core.text import parse_date, short_date
from app.decisions.papers.wording import SUBJECT_ORDER
from app.eligibility.bonuses import PAID
from app.eligibility.enums import Subject
from app.nominations.labels import award_name
from app.web.filters import moment, number


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a page shows it."""

    position: int
    name: str
    detail: str
    href: str
    award: str
    multiplier: str
    base_salary: str
    amount: str
    state: object
    tone: str
    reason: str
    mark: str
    mark_tone: str


@dataclass(frozen=True, slots=True)
class Part:
    """Collectives, or people, with their sum."""

    title: str
    lines: Sequence[Line]
    total: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A line with a box: it waits for an answer, or its money is to come back."""

    id: UUID
    label: str
    detail: str
    cells: Sequence[str]


def list_parts(sheet: ListSheet, lines: Sequence[LineRow]) -> list[Part]:
    """Return the lines of a list, collectives first."""
    shown = {line.id for line in payable(sheet, lines)}
    made = []
    for subject in SUBJECT_ORDER:
        those = [line for line in lines if line.subject is subject]
        if those:
            rows = [_line(at, line, sheet) for at, line in enumerate(those, 1)]
            total = total_of([line for line in those if line.id in shown])
            made.append(Part(_subject(subject), rows, money(total)))
    return made


def plan_parts(plan: Plan) -> list[Part]:
    """Return the same of a decision that has no list yet."""
    made = []
    for subject in SUBJECT_ORDER:
        those = [each for each in plan.lines if each.name.subject is subject]
        if those:
            counted = [each.figure.amount or 0 for each in those if each.figure.state is LineState.COUNTED]
            rows = [_planned(at, each) for at, each in enumerate(those, 1)]
            made.append(Part(_subject(subject), rows, money(sum(counted))))
    return made


def _subject(subject: Subject) -> str:
    return _("Collectives") if subject is Subject.COLLECTIVE else _("Individuals")


def _line(position: int, line: LineRow, sheet: ListSheet) -> Line:
    is_gone = line.is_counted and line.revoked_on is not None
    state, tone = LINE_STATE_LABELS[line.state], LINE_STATE_TONES[line.state]
    if is_gone:
        state, tone = _gone_state(line, sheet)
    return Line(
        position=position,
        name=line.name,
        detail=", ".join(part for part in (line.post, line.unit_name) if part),
        href=url_for("nominations.detail", nomination_id=line.nomination_id),
        award=award_name(line.regime_id, line.award_code),
        multiplier=factor(line.multiplier),
        base_salary=number(line.base_salary),
        amount=number(line.amount) if line.is_counted else "–",
        state=state,
        tone=tone,
        reason=_revoked(line) if is_gone else _reason(line.reason_vi, line.reason_en),
        mark=_mark(line),
        mark_tone="amber" if line.answer is None else "blue",
    )


def _reason(vi: str, en: str) -> str:
    """Return why, in the language of the page; that a line is simply paid is said by its tag."""
    return "" if vi == PAID.vi else said(vi, en)


def _gone_state(line: LineRow, sheet: ListSheet) -> tuple[str, str]:
    if sheet.status is not ListStatus.PAID:
        return str(LINE_STATE_LABELS[LineState.LEFT_OUT]), "grey"
    return (_("Recovered"), "green") if line.recovered_on else (_("To be recovered"), "red")


def _revoked(line: LineRow) -> str:
    words = _("The award was revoked by decision %(number)s.", number=line.revoking_number)
    if line.recovered_on is None:
        return words
    back = _("Recovered on %(day)s.", day=short_date(line.recovered_on))
    return " ".join(part for part in (words, back, line.recovered_note) if part)


def _mark(line: LineRow) -> str:
    if line.asks and line.answer is None:
        return _("To be confirmed")
    if line.answer is None or line.answered_on is None:
        return ""
    words = _("Confirmed by %(name)s on %(day)s") if line.answer else _("Denied by %(name)s on %(day)s")
    return words % {"name": line.answered_by_name, "day": short_date(line.answered_on)}


def _planned(position: int, each: AwardedName) -> Line:
    name, figure = each.name, each.figure
    is_person = name.subject is Subject.INDIVIDUAL
    is_counted = figure.state is LineState.COUNTED
    return Line(
        position=position,
        name=name.nominee_name,
        detail=", ".join(part for part in (name.nominee_post, name.nominee_unit_name) if part) if is_person else "",
        href=url_for("nominations.detail", nomination_id=name.nomination_id),
        award=award_name(name.regime_id, name.award_code),
        multiplier=factor(figure.multiplier),
        base_salary=number(figure.base_salary),
        amount=number(figure.amount) if is_counted else "–",
        state=LINE_STATE_LABELS[figure.state],
        tone=LINE_STATE_TONES[figure.state],
        reason=_reason(figure.reason.vi, figure.reason.en),
        mark=_("To be confirmed") if figure.asks else "",
        mark_tone="amber",
    )


def list_arithmetic(lines: Sequence[LineRow]) -> list[tuple[str, int]]:
    """Return how each award of a list is computed, once, with how many lines follow it."""
    return _counted(said(line.arithmetic_vi, line.arithmetic_en) for line in lines if line.arithmetic_vi)


def plan_arithmetic(plan: Plan) -> list[tuple[str, int]]:
    """Return the same of a decision that has no list yet."""
    found = (each.figure.arithmetic for each in plan.lines)
    return _counted(said(each.vi, each.en) for each in found if each is not None)


def _counted(texts: Iterable[str]) -> list[tuple[str, int]]:
    return list(Counter(texts).items())


def facts(sheet: ListSheet, lines: Sequence[LineRow]) -> list[tuple[str, str]]:
    """Return what a list says of itself, sums first."""
    paid = payable(sheet, lines)
    owed = sum(line.to_recover(is_paid=sheet.status is ListStatus.PAID) for line in lines)
    unknown = sum(line.state is LineState.NO_FIGURE for line in lines)
    rows = [
        (_("Total"), money(total_of(paid))),
        (_("Total in words"), in_words(total_of(paid))),
        (_("Lines paid"), _("%(paid)s of %(all)s", paid=len(paid), all=len(lines))),
    ]
    if unknown:
        rows.append((_("Without a figure on record, not in the total"), str(unknown)))
    if owed:
        rows.append((_("To be recovered"), money(owed)))
    rows += [
        (_("Decision"), f"{sheet.decision_number}, {short_date(sheet.decided_on)}"),
        (_("Campaign"), sheet.campaign_name),
        (_("Made by"), f"{sheet.made_by_name}, {moment(sheet.made_at)}"),
    ]
    if sheet.approved_on:
        rows.append((_("Approved by"), f"{sheet.approved_by_name}, {short_date(sheet.approved_on)}"))
    if sheet.paid_on:
        rows.append((_("Paid"), f"{short_date(sheet.paid_on)}, {sheet.paid_by_name}"))
    return rows


def asked(lines: Sequence[LineRow]) -> list[Choice]:
    """Return the lines that ask a person, those without an answer first."""
    those = sorted((line for line in lines if line.asks), key=lambda line: line.answer is not None)
    return [
        Choice(
            line.id, line.name, said(line.reason_vi, line.reason_en), (_award(line), number(line.amount), _mark(line))
        )
        for line in those
    ]


def owing(sheet: ListSheet, lines: Sequence[LineRow]) -> list[Choice]:
    """Return the lines whose money is to come back."""
    is_paid = sheet.status is ListStatus.PAID
    return [
        Choice(line.id, line.name, _revoked(line), (_award(line), number(line.amount)))
        for line in lines
        if line.to_recover(is_paid=is_paid)
    ]


def _award(line: LineRow) -> str:
    return award_name(line.regime_id, line.award_code)


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a list, newest first, as a time line shows them."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": EVENT_LABELS.get(event.kind, event.kind),
            "reason": event.reason,
            "changes": [
                (FIELD_LABELS[field], "", _told(field, after))
                for field, (_before, after) in event.changes.items()
                if field in {"total", "answered", "paid_on", "recovered", "recovered_on"}
            ],
        }
        for event in reversed(events)
    ]


def _told(field: str, value: object) -> str:
    if isinstance(value, int):
        return number(value)
    return short_date(parse_date(str(value))) if field.endswith("_on") else str(value)
