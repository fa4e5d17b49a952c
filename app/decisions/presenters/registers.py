"""The number registers as tables: papers by number, with the gaps between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.decisions.labels import (
    CHANGE_LABELS,
    DECISION_STATUS_LABELS,
    DECISION_STATUS_TONES,
    LETTER_STATUS_LABELS,
    LETTER_STATUS_TONES,
)
from app.decisions.queries import RegisteredDecision, RegisteredLetter
from app.decisions.rules import Gap, gaps


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A numbered paper, or a gap (then ``href`` is empty)."""

    place: int
    number: str
    title: str
    detail: str
    href: str
    day: date | None = None
    signer: str = ""
    state: str = ""
    tone: str = "grey"


def decision_rows(papers: Sequence[RegisteredDecision]) -> list[RegisterRow]:
    """Return the decisions of a year by number, with the gaps."""
    rows = [
        RegisterRow(
            place=paper.number,
            number=paper.full_number,
            title=paper.title,
            detail=change_words(paper.change, paper.target_number),
            href=url_for("decisions.detail", decision_id=paper.id),
            day=paper.signed_on,
            signer=paper.signer_name,
            state=str(DECISION_STATUS_LABELS[paper.status]),
            tone=DECISION_STATUS_TONES[paper.status],
        )
        for paper in papers
    ]
    return _with_gaps(rows)


def letter_rows(papers: Sequence[RegisteredLetter]) -> list[RegisterRow]:
    """Return the letters of a year by number, with the gaps."""
    rows = [
        RegisterRow(
            place=paper.number,
            number=paper.full_number,
            title=paper.title,
            detail=paper.to_unit_name,
            href=url_for("decisions.letter", letter_id=paper.id),
            day=paper.sent_on,
            signer=paper.signer_name,
            state=str(LETTER_STATUS_LABELS[paper.status]),
            tone=LETTER_STATUS_TONES[paper.status],
        )
        for paper in papers
    ]
    return _with_gaps(rows)


def change_words(change: object, target_number: str | None) -> str:
    """Return "Revokes 05/QĐ-SKHCN", or an empty text for a decision that confers."""
    return next((f"{label} {target_number}" for kind, label in CHANGE_LABELS.items() if kind is change), "")


def _with_gaps(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    listed = list(rows)
    between = [_gap_row(gap) for gap in gaps(row.place for row in listed)]
    return sorted([*listed, *between], key=lambda row: row.place)


def _gap_row(gap: Gap) -> RegisterRow:
    span = f"{gap.first:02}" if gap.count == 1 else f"{gap.first:02} – {gap.last:02}"
    return RegisterRow(place=gap.first, number=span, title=_("Not used here"), detail="", href="")


def gap_count(rows: Sequence[RegisterRow]) -> int:
    """Return how many gaps a register has."""
    return sum(not row.href for row in rows)
