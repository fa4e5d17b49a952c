"""Endorsed and not approved names as the head sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.decisions.presenters.names import post_and_unit, votes
from app.decisions.queries import (
    DeviationRow,
    award_rank,
)
from app.nominations.labels import award_name


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
        detail=post_and_unit(row),
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
