"""Shapes of the pages: what waits for a paper, the names on one, its facts and its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.audit.queries import EventRow
from app.campaigns.enums import CampaignStatus
from app.core.text import parse_date, short_date
from app.decisions.labels import (
    CAPACITY_LABELS,
    EVENT_LABELS,
    FIELD_LABELS,
    ORIGIN_LABELS,
    OUTCOME_LABELS,
    OUTCOME_TONES,
)
from app.decisions.papers import wording
from app.decisions.queries import (
    ConferralRow,
    DecisionSheet,
    DeviationRow,
    LetterSheet,
    Name,
    WaitingRow,
    award_rank,
)
from app.eligibility.enums import Subject
from app.nominations.enums import Channel
from app.nominations.labels import award_name
from app.web.filters import moment


@dataclass(frozen=True, slots=True)
class WaitingAward:
    """The names that wait with one award, as rows of a list to tick."""

    label: str
    field: str
    rows: Sequence[dict[str, object]]


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """Names of one campaign that can stand on one paper: our decision, or a letter to one addressee."""

    title: str
    note: str
    campaign_id: UUID
    to_unit_id: UUID | None
    is_letter: bool
    act: str
    action: str
    blocked: str
    awards: Sequence[WaitingAward]


def waiting_papers(rows: Iterable[WaitingRow]) -> list[WaitingPaper]:
    """Group waiting names by campaign and channel, within a paper by award in the order of the catalogue."""
    ordered = sorted(rows, key=lambda row: (str(row.campaign_id), row.channel, str(row.to_unit_id)))
    grouped = groupby(ordered, key=lambda row: (row.campaign_id, row.channel, row.to_unit_id))
    return [_waiting_paper(place, list(members)) for place, (_key, members) in enumerate(grouped)]


def _waiting_paper(place: int, rows: list[WaitingRow]) -> WaitingPaper:
    first = rows[0]
    is_letter = first.channel is Channel.PROPOSED
    addressee = first.to_unit_name or ""
    act = _("Draft letter to %(name)s", name=addressee) if is_letter else _("Draft decision for ticked names")
    title = _("To propose to %(name)s", name=addressee) if is_letter else _("To decide within own power")
    return WaitingPaper(
        title=title,
        note=first.campaign_name,
        campaign_id=first.campaign_id,
        to_unit_id=first.to_unit_id,
        is_letter=is_letter,
        act=act,
        action=url_for("decisions.new_letter" if is_letter else "decisions.new_decision"),
        blocked="" if first.campaign_status is CampaignStatus.DECIDING else _not_deciding(first),
        awards=waiting_awards(rows, f"nomination_ids-{place}"),
    )


def _not_deciding(row: WaitingRow) -> str:
    return _("“%(name)s” is not in the phase of decisions; papers can be drafted once it is.", name=row.campaign_name)


def waiting_awards(rows: Iterable[WaitingRow], field: str) -> list[WaitingAward]:
    """Group names by award in the order of the catalogue; each list posts a field of its own."""
    ordered = sorted(rows, key=lambda row: (award_rank(row.regime_id, row.award_code), row.award_code))
    grouped = groupby(ordered, key=lambda row: (row.regime_id, row.award_code))
    found = [(award_name(*key), list(members)) for key, members in grouped]
    return [
        WaitingAward(f"{name} ({len(members)})", f"{field}-{place}", [_tick_row(row) for row in members])
        for place, (name, members) in enumerate(found)
    ]


def _tick_row(row: WaitingRow) -> dict[str, object]:
    return {
        "id": row.nomination_id,
        "label": row.nominee_name,
        "detail": _post_and_unit(row),
        "cells": (votes(row.votes_for, row.base_count),),
    }


def _post_and_unit(row: WaitingRow | Name | DeviationRow) -> str:
    if row.subject is Subject.COLLECTIVE:
        return ""
    return ", ".join(part for part in (row.nominee_post, row.nominee_unit_name) if part)


def votes(votes_for: int | None, base_count: int | None) -> str:
    """Return "7/9", or an empty text where no vote is known."""
    return f"{votes_for}/{base_count}" if votes_for is not None and base_count else ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name on a paper as its page shows it."""

    id: UUID
    position: int
    name: str
    detail: str
    href: str
    votes: str
    outcome: str
    outcome_tone: str
    answer: str
    cells: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name, as a list to tick calls it."""
        return f"{self.position}. {self.name}"


@dataclass(frozen=True, slots=True)
class NamePart:
    """Collectives or people with one award."""

    title: str
    field: str
    rows: Sequence[NameRow]


def name_parts(names: Sequence[Name]) -> list[NamePart]:
    """Arrange names as the annexed list does: collectives, then people, within them by award, counted from 1."""
    grouped = groupby(names, key=lambda name: (name.subject, name.regime_id, name.award_code))
    found = [(key, list(members)) for key, members in grouped]
    return [
        NamePart(
            f"{award_name(regime_id, code)} ({len(members)})",
            f"nomination_ids-{place}",
            [_name_row(position, name) for position, name in enumerate(members, 1)],
        )
        for place, ((_subject, regime_id, code), members) in enumerate(found)
    ]


def _name_row(position: int, name: Name) -> NameRow:
    vote = votes(name.votes_for, name.base_count)
    return NameRow(
        id=name.nomination_id,
        position=position,
        name=name.nominee_name,
        detail=_post_and_unit(name),
        href=url_for("nominations.detail", nomination_id=name.nomination_id),
        votes=vote,
        outcome=str(OUTCOME_LABELS[name.outcome]) if name.outcome else "",
        outcome_tone=OUTCOME_TONES[name.outcome] if name.outcome else "grey",
        answer=answer_words(name),
        cells=(vote,),
    )


def answer_words(name: Name) -> str:
    """Return the decision of the higher body and the remark."""
    parts = []
    if name.decision_number and name.decision_on:
        parts.append(_("%(number)s of %(day)s", number=name.decision_number, day=short_date(name.decision_on)))
    return "; ".join([*parts, name.note] if name.note else parts)


def count_words(number: int) -> str:
    """Return "3 names"."""
    return ngettext("%(num)s name", "%(num)s names", number)


def facts(sheet: DecisionSheet | LetterSheet, names: Sequence[Name]) -> list[tuple[str, str]]:
    """Return what a paper is about, in keys and values."""
    collectives = sum(name.subject is Subject.COLLECTIVE for name in names)
    is_letter = isinstance(sheet, LetterSheet)
    dated_on = sheet.sent_on if isinstance(sheet, LetterSheet) else sheet.signed_on
    rows = [
        (_("Campaign"), sheet.campaign_name),
        (_("Collectives"), str(collectives)),
        (_("Individuals"), str(len(names) - collectives)),
    ]
    if isinstance(sheet, LetterSheet):
        rows.insert(0, (_("Addressee"), sheet.to_unit_name))
    if dated_on:
        rows += [
            (_("Number"), sheet.full_number),
            (_("Date of the letter") if is_letter else _("Date of signing"), short_date(dated_on)),
            (_("Signer"), ", ".join(part for part in (sheet.signer_name, sheet.signer_post) if part)),
            (_("Capacity of the signer"), str(CAPACITY_LABELS[sheet.signer_capacity]) if sheet.signer_capacity else ""),
        ]
    return rows


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a paper, newest first, as a time line shows them."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": EVENT_LABELS.get(event.kind, event.kind),
            "reason": event.reason,
            "changes": [
                (FIELD_LABELS[field], _told(before), _told(after))
                for field, (before, after) in event.changes.items()
                if field in FIELD_LABELS
            ],
        }
        for event in reversed(events)
    ]


def _told(value: object) -> str:
    """Return a value of the trail as a person reads it: days as dd/mm/yyyy."""
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return short_date(parse_date(value))
        except ValueError:
            return value
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One award held, as the record of a person or unit shows it."""

    year: int
    award: str
    decision: str
    decided_on: date
    decided_by: str
    origin: str
    href: str | None
    revoked: str


def record_rows(conferrals: Sequence[ConferralRow], *, may_read_decisions: bool) -> list[RecordRow]:
    """Return the awards of a record; the decision is a link for those who may read decisions."""
    return [
        RecordRow(
            year=row.year,
            award=award_name(row.regime_id, row.award_code),
            decision=row.decision_number,
            decided_on=row.decision_on,
            decided_by=row.decided_by_name,
            origin=str(ORIGIN_LABELS[row.origin]),
            href=url_for("decisions.detail", decision_id=row.decision_id)
            if may_read_decisions and row.decision_id
            else None,
            revoked=_("Revoked on %(day)s: %(reason)s", day=short_date(row.revoked_on), reason=row.revoked_reason)
            if row.revoked_on
            else "",
        )
        for row in conferrals
    ]


@dataclass(frozen=True, slots=True)
class EndorsedRow:
    """An endorsed or not approved name as the head sees it."""

    name: str
    detail: str
    href: str
    award: str
    channel: str
    votes: str
    paper: str
    paper_href: str | None
    act_href: str
    reason: str
    at: datetime


def endorsed_rows(rows: Iterable[DeviationRow]) -> list[EndorsedRow]:
    """Return the names in the order of the catalogue."""
    ordered = sorted(rows, key=lambda row: award_rank(row.regime_id, row.award_code))
    return [endorsed_row(row) for row in ordered]


def endorsed_row(row: DeviationRow) -> EndorsedRow:
    """Return one name."""
    href = None
    if row.decision_id:
        href = url_for("decisions.detail", decision_id=row.decision_id)
    elif row.letter_id:
        href = url_for("decisions.letter", letter_id=row.letter_id)
    return EndorsedRow(
        name=row.nominee_name,
        detail=_post_and_unit(row),
        href=url_for("nominations.detail", nomination_id=row.nomination_id),
        award=award_name(row.regime_id, row.award_code),
        channel=row.to_unit_name or _("Own decision"),
        votes=votes(row.votes_for, row.base_count),
        paper=row.decision_title or row.letter_title or _("On no paper yet"),
        paper_href=href,
        act_href=url_for("decisions.deviation", nomination_id=row.nomination_id),
        reason=row.reason,
        at=row.status_at,
    )


def suggested_title(rows: Sequence[WaitingRow], *, authority_name: str, is_letter: bool) -> str:
    """Suggest what a new paper says it is about, from the ticked names."""
    lines = wording.award_lines(rows, authority_name)
    first = rows[0]
    words = wording.occasion(first.campaign_kind, first.campaign_name, first.year)
    return wording.letter_title(lines, words) if is_letter else wording.decision_title(lines, words)
