"""What waits for a paper: endorsed names by campaign, channel and award."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.campaigns.enums import CampaignStatus
from app.decisions.papers import wording
from app.decisions.presenters.names import post_and_unit, votes
from app.decisions.queries import (
    WaitingRow,
    award_rank,
)
from app.nominations.enums import Channel
from app.nominations.labels import award_name, with_exception


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
        "detail": with_exception(post_and_unit(row), row.exception_reason),
        "cells": (votes(row.votes_for, row.base_count),),
    }


def suggested_title(rows: Sequence[WaitingRow], *, authority_name: str, is_letter: bool) -> str:
    """Suggest what a new paper says it is about, from the ticked names."""
    lines = wording.award_lines(rows, authority_name)
    first = rows[0]
    words = wording.occasion(first.campaign_kind, first.campaign_name, first.year)
    return wording.letter_title(lines, words) if is_letter else wording.decision_title(lines, words)
