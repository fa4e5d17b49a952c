"""The timeline of a person or a unit: year by year, the newest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.core.text import short_date
from app.documents.labels import size_text
from app.eligibility.enums import DisciplineLevel, LeaveKind
from app.records import labels
from app.records.enums import CaseKind, EntryKind
from app.records.presenters.words import award_words, decision_words, span_words
from app.records.queries import ConferralLine, FileLine, InitiativeLine, OtherLine, PersonSight
from app.records.queries.neighbours import Line

ORDER: Final = (EntryKind.CONFERRAL, EntryKind.INITIATIVE, EntryKind.DISCIPLINE, EntryKind.OPEN_CASE, EntryKind.LEAVE)


@dataclass(frozen=True, slots=True)
class FileView:
    """A document of an entry."""

    name: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the timeline."""

    year: int
    rank: int
    on: date
    tag: object
    tone: str
    title: object
    facts: tuple[object, ...] = ()
    void: str = ""
    """Why it no longer holds: taken away, cancelled."""
    edit_href: str | None = None
    cancel_href: str | None = None
    files: tuple[FileView, ...] = ()


@dataclass(slots=True)
class YearGroup:
    """A year with its lines."""

    year: int
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """All that the page of a record shows, as it was read."""

    conferrals: Sequence[ConferralLine]
    initiatives: Sequence[InitiativeLine]
    others: Sequence[OtherLine]
    lines: Sequence[Line]
    files: Mapping[UUID, Sequence[FileLine]]


def year_groups(record: Record, service: Iterable[Item], *, may_edit: bool) -> list[YearGroup]:
    """Return the years that have something to tell."""
    titles = {each.id: each.title for each in record.initiatives}
    awards = {each.id: each for each in record.conferrals}
    items = [
        *(_conferral(each, record, titles) for each in record.conferrals),
        *(_initiative(each, awards) for each in record.initiatives),
        *(_other(each) for each in record.others),
    ]
    shown = [_with_acts(item, kind, key, record.files, may_edit=may_edit) for kind, key, item in items]
    groups: dict[int, YearGroup] = {}
    for item in [*shown, *map(_lent, record.lines), *service]:
        groups.setdefault(item.year, YearGroup(item.year)).items.append(item)
    for group in groups.values():
        group.items.sort(key=lambda item: (item.rank, -item.on.toordinal()))
    return sorted(groups.values(), key=lambda group: -group.year)


Told = tuple[EntryKind, UUID, Item]


def _conferral(line: ConferralLine, record: Record, titles: Mapping[UUID, str]) -> Told:
    used = [titles[each.id] for each in record.initiatives if line.id in each.used_for]
    facts = [
        decision_words(line.decision_number, line.decision_on, line.decided_by_name),
        labels.TYPE_LABELS[line.commendation_type] if line.commendation_type else "",
        _period(line.period_from, line.period_to),
        _use_words(line, used),
        line.note or "",
    ]
    void = ""
    if line.revoked_on:
        paper = decision_words(line.revoking_number or "", line.revoking_on, line.revoked_by or "")
        void = _("Taken away on %(day)s", day=short_date(line.revoked_on))
        void = ": ".join(part for part in (f"{void}, {paper}" if paper else void, line.revoked_reason) if part)
    item = Item(
        year=line.year,
        rank=ORDER.index(EntryKind.CONFERRAL),
        on=line.decision_on,
        tag=labels.KIND_LABELS[EntryKind.CONFERRAL],
        tone="grey" if line.revoked_on else "gold",
        title=award_words(line.regime_id, line.award_code),
        facts=_said(facts),
        void=void,
    )
    return EntryKind.CONFERRAL, line.id, item if line.is_by_hand else replace(item, edit_href="")


def _use_words(line: ConferralLine, used: Sequence[str]) -> str:
    if used:
        return _("Given for: %(titles)s", titles="; ".join(used))
    return _("Given without an initiative") if line.initiatives_known else ""


def _period(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first == last or first is None or last is None:
        return _("Achievement of %(year)s", year=first or last)
    return _("Achievement of %(first)s to %(last)s", first=first, last=last)


def _initiative(line: InitiativeLine, awards: Mapping[UUID, ConferralLine]) -> Told:
    authors = ", ".join(f"{name} ({share} %)" if share else name for _id, name, share in line.authors)
    used = [awards[each] for each in line.used_for if each in awards]
    words = ", ".join(f"{award_words(each.regime_id, each.award_code)} {each.year}" for each in used)
    facts = [
        f"{labels.INITIATIVE_LABELS[line.kind]}, {str(labels.LEVEL_LABELS[line.level]).lower()}",
        _("Authors: %(names)s", names=authors),
        decision_words(line.decision_number, line.decision_on, line.recognised_by),
        _("Used for: %(awards)s", awards=words) if words else "",
        line.note,
    ]
    item = Item(
        year=line.year,
        rank=ORDER.index(EntryKind.INITIATIVE),
        on=line.decision_on or date(line.year, 1, 1),
        tag=labels.KIND_LABELS[EntryKind.INITIATIVE],
        tone=labels.KIND_TONES[EntryKind.INITIATIVE],
        title=line.title,
        facts=_said(facts),
    )
    return EntryKind.INITIATIVE, line.id, item


def _other(line: OtherLine) -> Told:
    made = {EntryKind.DISCIPLINE: _discipline, EntryKind.LEAVE: _leave, EntryKind.OPEN_CASE: _case}[line.kind](line)
    return line.kind, line.id, made


def _discipline(line: OtherLine) -> Item:
    reason, _mark, cancelled_reason = line.text.partition("\x1f")
    facts = [
        decision_words(line.number, line.starts_on, line.by),
        _("In effect until %(day)s", day=short_date(line.ends_on)) if line.ends_on else "",
        _("By the Party") if line.also else "",
        "" if line.yes else _("Not related to duty"),
        reason,
    ]
    void = ""
    if line.cancelled_on:
        void = _("Cancelled on %(day)s", day=short_date(line.cancelled_on)) + f": {cancelled_reason}"
    return _item(line, labels.SEVERITY_LABELS[DisciplineLevel(line.what)], facts, void=void)


def _leave(line: OtherLine) -> Item:
    judged = {None: "", True: _("rules kept"), False: _("rules not kept")}[line.yes]
    result = {None: "", True: _("result good or better"), False: _("result below good")}[line.also]
    facts = [
        span_words(line.starts_on, line.ends_on),
        decision_words(line.number, None, ""),
        ", ".join(part for part in (judged, result) if part),
        line.text,
    ]
    return _item(line, labels.LEAVE_LABELS[LeaveKind(line.what)], facts)


def _case(line: OtherLine) -> Item:
    state = _("concluded on %(day)s", day=short_date(line.ends_on)) if line.ends_on else _("still open")
    opened = _("opened on %(day)s", day=short_date(line.starts_on))
    return _item(line, labels.CASE_LABELS[CaseKind(line.what)], [f"{opened}, {state}", line.number, line.text])


def _item(line: OtherLine, title: object, facts: Iterable[object], *, void: str = "") -> Item:
    return Item(
        year=line.starts_on.year,
        rank=ORDER.index(line.kind),
        on=line.starts_on,
        tag=labels.KIND_LABELS[line.kind],
        tone="grey" if void else labels.KIND_TONES[line.kind],
        title=title,
        facts=_said(facts),
        void=void,
        edit_href="" if void else None,
    )


def _with_acts(
    item: Item, kind: EntryKind, key: UUID, files: Mapping[UUID, Sequence[FileLine]], *, may_edit: bool
) -> Item:
    views = tuple(
        FileView(each.file_name, url_for("documents.download", attachment_id=each.id), size_text(each.size_bytes))
        for each in files.get(key, ())
    )
    if not may_edit or item.edit_href == "":
        return replace(item, files=views, edit_href=None)
    named: dict[str, Any] = {f"{kind.value}_id": key}  # Any: values of an address
    return replace(
        item,
        files=views,
        edit_href=url_for(f"records.edit_{kind.value}", **named),
        cancel_href=url_for(f"records.cancel_{kind.value}", **named),
    )


def _lent(line: Line) -> Item:
    return Item(
        year=line.year,
        rank=len(ORDER),
        on=line.on or date(line.year, 12, 31),
        tag=line.tag,
        tone=line.tone,
        title=line.title,
        facts=_said([line.detail]),
    )


def service_items(sight: PersonSight) -> list[Item]:
    """Return the day of joining and the places of work, each in the year in which it began."""
    tag = _("Service")
    items = [
        Item(
            year=span.started_on.year,
            rank=len(ORDER) + 1,
            on=span.started_on,
            tag=tag,
            tone="grey",
            title=span.unit_name,
            facts=_said([span.post, span_words(span.started_on, span.ended_on)]),
        )
        for span in sight.spans
    ]
    if sight.joined_on is not None:
        title = _("Joined public service on %(day)s", day=short_date(sight.joined_on))
        items.append(Item(sight.joined_on.year, len(ORDER) + 2, sight.joined_on, tag, "grey", title))
    return items


def _said(facts: Iterable[object]) -> tuple[object, ...]:
    return tuple(each for each in facts if str(each))
