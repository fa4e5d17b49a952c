"""The names on a paper by award, as its page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.text import short_date
from app.decisions.labels import (
    OUTCOME_LABELS,
    OUTCOME_TONES,
)
from app.decisions.papers.changing import corrected_line
from app.decisions.papers.parts import annex_line
from app.decisions.queries import (
    DeviationRow,
    Name,
    WaitingRow,
)
from app.eligibility.enums import Subject
from app.nominations.labels import award_name, with_exception
from app.nominations.queries.links import lowered_words


def post_and_unit(row: WaitingRow | Name | DeviationRow) -> str:
    """Return post and unit of a person; a collective has none."""
    if row.subject is Subject.COLLECTIVE:
        return ""
    return ", ".join(part for part in (row.nominee_post, row.nominee_unit_name) if part)


def votes(votes_for: int | None, base_count: int | None) -> str:
    """Return "7/9", or an empty text where no vote is known."""
    return f"{votes_for}/{base_count}" if votes_for is not None and base_count else ""


@dataclass(frozen=True, slots=True)
class Later:
    """What became of a name after the paper was signed: a tag, what stands now, the decision that says so."""

    tag: str
    tone: str
    note: str
    href: str | None = None


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
    later: Later | None
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
        detail=with_exception(post_and_unit(name), name.exception_reason),
        href=url_for("nominations.detail", nomination_id=name.nomination_id),
        votes=vote,
        outcome=str(OUTCOME_LABELS[name.outcome]) if name.outcome else "",
        outcome_tone=OUTCOME_TONES[name.outcome] if name.outcome else "grey",
        answer=answer_words(name),
        later=later_of(name),
        cells=(vote,),
    )


def answer_words(name: Name) -> str:
    """Return the decision of the higher body and the remark."""
    parts = []
    if name.decision_number and name.decision_on:
        parts.append(_("%(number)s of %(day)s", number=name.decision_number, day=short_date(name.decision_on)))
    lowered = lowered_words(name.lowered_above) if name.lowered_above else ""
    return "; ".join(part for part in (*parts, name.note, lowered) if part)


def count_words(number: int) -> str:
    """Return "3 names"."""
    return ngettext("%(num)s name", "%(num)s names", number)


def later_of(name: Name) -> Later | None:
    """Return what was changed of a name since, or what a decision that amends changes."""
    if name.revoked_on:
        by = _("%(number)s of %(day)s", number=name.revoking_number or "", day=short_date(name.revoked_on))
        href = url_for("decisions.detail", decision_id=name.revoking_id) if name.revoking_id else None
        return Later(_("Award revoked"), "red", by, href)
    if name.correction is None:
        return None
    line = corrected_line(name)
    if not name.corrected_by:
        return Later("", "", line) if line != annex_line(name) else None
    return Later(_("Printed anew"), "blue", f"{line} ({name.corrected_by})")
