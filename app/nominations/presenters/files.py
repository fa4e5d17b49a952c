"""A file as its page shows it: facts, parts with their marks, files, history, and what this person may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.audit.queries import EventRow
from app.core.access import Actor
from app.core.text import short_date
from app.documents.labels import size_text
from app.documents.queries import AttachmentRow
from app.eligibility.enums import Subject
from app.nominations import labels, policy, rules
from app.nominations.enums import Channel, Part, Status
from app.nominations.presenters.chain import is_verifiable, is_writable, kind_of
from app.nominations.queries import File, MarkRow
from app.nominations.queries.links import Links
from app.nominations.queries.whereabouts import Whereabouts
from app.web.filters import day, moment, number


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person who looks may do with the file now."""

    edit: bool
    own_report: bool
    submit: bool
    verify: bool
    withdraw: bool
    supplement: bool


def rights(actor: Actor, file: File) -> Rights:
    """Return what the page offers; the services ask again."""
    writable, verifies = is_writable(file), policy.may_verify(actor, file.unit_path)
    edits = policy.may_edit(actor, file.unit_path, file.status)
    return Rights(
        edit=writable and edits,
        own_report=writable and not edits and policy.may_write_own_report(actor, file.person_id, file.status),
        submit=writable and file.status in rules.EDITABLE and policy.may_submit(actor, file.unit_path),
        verify=verifies and is_verifiable(file),
        withdraw=policy.may_withdraw(actor, file.unit_path, file.status),
        supplement=policy.may_supplement(actor, file.unit_path, file.status),
    )


def title_of(file: File) -> str:
    """Return what the page is about: nominee and award."""
    return f"{file.nominee_name}: {labels.award_abbreviation(file.regime_id, file.award_code)}"


def facts(file: File) -> list[tuple[str, str]]:
    """Return the facts beside the texts."""
    individual = file.subject is Subject.INDIVIDUAL
    place = ", ".join(part for part in (file.nominee_post, file.nominee_unit_name) if part)
    return [
        (_("Number"), f"{file.number}/{file.year}"),
        (_("Nominee"), file.nominee_name),
        *([(_("Post and unit"), place)] if individual else []),
        (_("Award"), labels.award_name(file.regime_id, file.award_code)),
        (_("Campaign"), file.campaign_name),
        (_("Nominated by"), file.unit_name),
        (_("Decided by"), file.to_unit_name or file.body_name),
    ]


def revocation_facts(file: File, where: Whereabouts) -> list[tuple[str, str]]:
    """Return by which decision and why the award was taken away; nothing while it stands."""
    if file.status is not Status.REVOKED:
        return []
    by = _("%(number)s of %(day)s", number=where.revoking_number or "", day=day(where.revoking_on))
    return [(_("Revoked by decision"), by if where.revoking_number else ""), (_("Reason"), file.reason)]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A file that this one follows from, or that follows from it, with the reason."""

    words: str
    reason: str
    nomination_id: UUID | None
    """None: a file of another body, which is only told of."""


def link_views(links: Links) -> list[LinkView]:
    """Return what the page says of a lower award in the place of another one."""
    views = []
    if links.came_from:
        known = links.came_from
        views.append(LinkView(known.came_from_words, known.reason, known.nomination_id))
    if links.lowered_to:
        known = links.lowered_to
        views.append(LinkView(known.lowered_words, known.reason, known.nomination_id))
    if links.lowered_above:
        views.append(LinkView(links.lowered_above.lowered_above_words, "", None))
    return views


def vote_facts(file: File) -> list[tuple[str, str]]:
    """Return the unit's meeting and vote."""
    votes = ""
    if file.unit_votes_total and file.unit_votes_for is not None:
        votes = _(
            "%(votes)s of %(total)s (%(percent)s%%)",
            votes=file.unit_votes_for,
            total=file.unit_votes_total,
            percent=number(share_percent(file.unit_votes_for, file.unit_votes_total)),
        )
    return [(_("Unit meeting"), day(file.unit_met_on)), (_("Votes for it"), votes)]


def share_percent(part: int, whole: int) -> Decimal:
    """Return a share in per cent with one decimal, none when it is whole."""
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))
    return share.to_integral_value() if share == share.to_integral_value() else share


def report_hint(file: File) -> str:
    """Return what stands in the place of a report that was not written."""
    if file.subject is Subject.INDIVIDUAL and file.channel is Channel.PROPOSED:
        return _("Not written yet; it may also be attached as a file.")
    return _("None written. It is needed only for people proposed to a higher body.")


def missing_words(file: File, *, has_attachment: bool) -> list[str]:
    """Return what a draft still needs before it can be submitted."""
    if file.status not in rules.EDITABLE:
        return []
    content = rules.FileContent(
        subject=file.subject,
        campaign_kind=file.campaign_kind,
        channel=file.channel,
        summary=file.summary,
        report=file.report,
        has_attachment=has_attachment,
        unit_met_on=file.unit_met_on,
        unit_votes_total=file.unit_votes_total,
    )
    return [str(labels.MISSING_LABELS[part]) for part in rules.missing_parts(content)]


@dataclass(frozen=True, slots=True)
class MarkView:
    """What the verifier wrote beside a part."""

    text: str
    when: str
    answered: bool


def marks_by_part(marks: Sequence[MarkRow]) -> dict[str, list[MarkView]]:
    """Return the marks of each part, open ones first."""
    views: dict[str, list[MarkView]] = {part.value: [] for part in Part}
    for mark in sorted(marks, key=lambda each: each.answered_at is not None):
        view = MarkView(mark.text, moment(mark.marked_at), mark.answered_at is not None)
        views[mark.part.value].append(view)
    return views


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file of the record, as the component shows it."""

    name: str
    href: str
    size: str
    added: str
    remove_action: str | None
    paper: str
    paper_name: str
    paper_action: str | None


def attachment_views(
    rows: Sequence[AttachmentRow],
    *,
    href: Callable[[UUID], str],
    removal: Callable[[UUID], str] | None,
    saying: Callable[[UUID], str] | None = None,
) -> list[AttachmentView]:
    """Return the attached files; ``removal`` and ``saying`` give the addresses of what may be done with one."""
    return [
        AttachmentView(
            row.file_name,
            href(row.id),
            size_text(row.size_bytes),
            _("added %(when)s", when=moment(row.uploaded_at)),
            removal(row.id) if removal else None,
            row.paper,
            labels.paper_words(row.paper),
            saying(row.id) if saying else None,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of the history."""

    when: str
    who: str
    what: str
    reason: str | None
    changes: list[tuple[str, str, str]]


def history(events: Sequence[EventRow], *, regime_id: str) -> list[EventView]:
    """Return the trail of the file, the newest first."""
    return [
        EventView(
            moment(event.at),
            event.actor_name,
            str(labels.EVENT_LABELS.get(kind_of(event), event.kind)),
            event.reason,
            _changes(event, regime_id=regime_id),
        )
        for event in reversed(events)
    ]


def _changes(event: EventRow, *, regime_id: str) -> list[tuple[str, str, str]]:
    if event.kind == "nomination.drafted":
        return []
    return [
        (str(_FIELD_WORDS[name]), _shown(name, pair[0], regime_id), _shown(name, pair[1], regime_id))
        for name, pair in event.changes.items()
        if name in _FIELD_WORDS
    ]


_FIELD_WORDS: Final = {
    "nominee": _l("Nominee"),
    "post": _l("Post"),
    "unit": _l("Unit"),
    "award": _l("Award"),
    "summary": _l("Summary of achievements"),
    "report": _l("Achievement report"),
    "unit_met_on": _l("Unit meeting"),
    "unit_votes_for": _l("Voted for it"),
    "unit_votes_total": _l("Took part in the vote"),
    "files": _l("Files"),
    "file": _l("File"),
    "paper": _l("Paper"),
}


def _shown(name: str, value: Any, regime_id: str) -> str:
    """Return a value of the trail for the eye. Any: JSON values."""
    if value is None or value == []:
        return ""
    if name == "award":
        return labels.award_abbreviation(regime_id, str(value))
    if name == "paper":
        return labels.paper_words(str(value))
    if name == "unit_met_on":
        return short_date(date.fromisoformat(value))
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def status_tag_words(status: Status) -> tuple[str, str]:
    """Return the word and the tone of a state."""
    return str(labels.STATUS_LABELS[status]), labels.STATUS_TONES[status]
