"""Written opinions: who may still write, and what a paper says on each file of the agenda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.text import short_date
from app.council.enums import Choice, ConflictKind, ItemStatus, MeetingStatus, Presence
from app.council.labels import CHOICE_LABELS, ROLE_LABELS, ground_words
from app.council.presenters.words import nominee_detail
from app.council.queries.meetings import MeetingFile
from app.council.queries.opinions import OpinionItem, WriterRow
from app.council.services import OpinionReply
from app.documents.labels import size_text
from app.documents.queries import AttachmentRow
from app.nominations.labels import award_name
from app.web.filters import moment

PAGE_SIZE: Final = 100
"""Files on one page of an opinion, as many as on a page of ballots."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A member on the list of those who are not present."""

    name: str
    detail: str
    state: str
    tone: str
    note: str
    href: str | None
    act: str
    """What those who run the meeting can do here; empty for the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file on the page of an opinion: to be answered, or with what stands."""

    id: str
    position: int
    name: str
    detail: str
    said: str
    """Value of the choice that stands or was just typed."""
    ground: str
    fixed: str
    """Why nothing can be entered here, or what was said on a closed file; empty where it can."""
    error: str


@dataclass(slots=True)
class Group:
    """The files on one award."""

    award: str
    lines: list[Line] = field(default_factory=list)


def writers(rows: Sequence[WriterRow], place: MeetingFile, *, may_run: bool, readable: set[UUID]) -> list[Writer]:
    """Return the members who are not present and those who wrote, with what is known of their papers."""
    is_open = place.status in {MeetingStatus.PLANNED, MeetingStatus.OPEN}
    return [_writer(row, place.id, may_enter=may_run and is_open, may_read=row.member_id in readable) for row in rows]


def _writer(row: WriterRow, meeting_id: UUID, *, may_enter: bool, may_read: bool) -> Writer:
    state, tone = _state(row)
    can_write = row.presence is not Presence.PRESENT and not row.substitute_is_here
    opens = (may_enter and can_write) or (may_read and row.opinion_id is not None)
    act = (_("Open") if row.opinion_id else _("Enter a written opinion")) if opens else ""
    return Writer(
        name=row.full_name,
        detail=", ".join(part for part in (str(ROLE_LABELS[row.role]), row.post) if part),
        state=state,
        tone=tone,
        note=_note(row, may_read=may_read),
        href=url_for("council.opinion", meeting_id=meeting_id, member_id=row.member_id) if opens else None,
        act=act,
    )


def _state(row: WriterRow) -> tuple[str, str]:
    if row.presence is Presence.PRESENT:
        return _("Came, votes in person"), "green"
    if row.substitute_is_here:
        return _("A substitute sits in"), "blue"
    if row.opinion_id:
        return _("Written opinion received"), "green"
    return (_("Absent"), "grey") if row.presence is Presence.ABSENT else (_("Attendance not recorded yet"), "grey")


def _note(row: WriterRow, *, may_read: bool) -> str:
    if row.opinion_id is None or row.received_on is None:
        return ""
    received = _("received on %(day)s, entered by %(name)s", day=short_date(row.received_on), name=row.entered_by_name)
    if not may_read:
        return received
    counted = ngettext("opinion on %(num)s file", "opinion on %(num)s files", row.votes_count)
    return f"{received} · {counted}"


def options() -> list[tuple[str, object]]:
    """Return what a paper can say about a file."""
    return [
        ("", _("No opinion")),
        *((choice.value, CHOICE_LABELS[choice]) for choice in Choice),
        (ConflictKind.RELATIVE.value, _("Steps aside: relative")),
        (ConflictKind.OTHER.value, _("Steps aside: other ground")),
    ]


def groups(
    items: Sequence[OpinionItem],
    *,
    may_enter: bool,
    replies: Mapping[UUID, OpinionReply],
    errors: Mapping[str, str],
    fill: Choice | None = None,
) -> list[Group]:
    """Return the files by award, in agenda order, with what stands or was just typed."""
    found: dict[tuple[str, str], Group] = {}
    for item in items:
        key = (item.regime_id, item.award_code)
        group = found.setdefault(key, Group(award_name(*key)))
        group.lines.append(_line(item, may_enter, replies.get(item.item_id), errors, fill))
    return list(found.values())


def _line(
    item: OpinionItem, may_enter: bool, reply: OpinionReply | None, errors: Mapping[str, str], fill: Choice | None
) -> Line:
    said, ground = _said(item, reply)
    fixed = _fixed(item, may_enter=may_enter)
    if fill and not fixed and not ground:
        said = fill.value
    return Line(
        id=str(item.item_id),
        position=item.position,
        name=item.nominee_name,
        detail=nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name),
        said=said,
        ground=ground,
        fixed=fixed,
        error=errors.get(f"reply-{item.item_id}", ""),
    )


def _said(item: OpinionItem, reply: OpinionReply | None) -> tuple[str, str]:
    if reply is not None:
        said = reply.kind.value if reply.ground is not None else (reply.choice.value if reply.choice else "")
        return said, reply.ground or ""
    if item.has_conflict:
        return (item.kind or ConflictKind.OTHER).value, item.ground or ""
    return (item.choice.value if item.choice else ""), ""


def _fixed(item: OpinionItem, *, may_enter: bool) -> str:
    """Say what stands where nothing can be entered."""
    if item.is_elector:
        return _("Has a ballot of their own on this file.")
    if item.has_conflict and (item.is_derived or not may_enter or item.status is ItemStatus.CLOSED):
        words = ground_words(item.ground or "", is_derived=bool(item.is_derived), kind=item.kind)
        return _("Steps aside: %(ground)s", ground=words)
    if may_enter and item.status is not ItemStatus.CLOSED:
        return ""
    return str(CHOICE_LABELS[item.choice]) if item.choice else _("No opinion")


def scans(
    rows: Sequence[AttachmentRow], place: MeetingFile, member_id: UUID, *, may_remove: bool
) -> list[dict[str, Any]]:
    """Return the scans for the list of files; the last one cannot be removed."""
    return [
        {
            "name": row.file_name,
            "href": url_for("documents.download", attachment_id=row.id),
            "size": size_text(row.size_bytes),
            "added": _("added %(when)s", when=moment(row.uploaded_at)),
            "remove_action": url_for(
                "council.remove_scan", meeting_id=place.id, member_id=member_id, attachment_id=row.id
            )
            if may_remove and len(rows) > 1
            else None,
        }
        for row in rows
    ]


def page_words(number: int, items: Sequence[OpinionItem]) -> str:
    """Return "Files 101-200 of 450", or nothing where all fit on one page."""
    if len(items) <= PAGE_SIZE:
        return ""
    first = (number - 1) * PAGE_SIZE + 1
    last = min(number * PAGE_SIZE, len(items))
    return _("Files %(first)s to %(last)s of %(total)s", first=first, last=last, total=len(items))
