"""Whether a file that goes upward holds the papers that the law asks for: as a fact, as a file, or with a reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.decisions.enums import PaperState
from app.eligibility.enums import PaperFact
from app.eligibility.rulebook import Paper, PaperRequirement

TICK_A_PAPER: Final = _l("Tick at least one missing paper.")
NOT_MISSING: Final = _l("Some of the ticked papers are not missing on this letter. Load the page again.")
MOST_PAPER_REASON: Final = 2_000
MOST_NAMED: Final = 20
"""So many names are told one by one when papers are missing; the page of the papers lists them all."""


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """One required paper of one file: how it is there, or that it is missing."""

    paper: str
    state: PaperState
    fact: PaperFact | None = None
    reason: str = ""


def checked_papers(
    requirements: Sequence[PaperRequirement],
    papers: Mapping[str, Paper],
    *,
    facts: Collection[PaperFact],
    attached: Collection[str],
    waived: Mapping[str, str],
) -> list[PaperCheck]:
    """Return each required paper once, in the order of a file; what rests on a ground not known here is left out."""
    asked: dict[str, list[PaperFact]] = {}
    for each in requirements:
        if each.only_where is None:
            known = asked.setdefault(each.paper, list(papers[each.paper].met_by))
            known.extend(each.also_met_by)
    return [_checked(paper, met_by, facts, attached, waived) for paper, met_by in asked.items()]


def _checked(
    paper: str,
    met_by: Sequence[PaperFact],
    facts: Collection[PaperFact],
    attached: Collection[str],
    waived: Mapping[str, str],
) -> PaperCheck:
    fact = next((each for each in met_by if each in facts), None)
    if fact is not None:
        return PaperCheck(paper, PaperState.FACT, fact)
    if paper in attached:
        return PaperCheck(paper, PaperState.FILE)
    if paper in waived:
        return PaperCheck(paper, PaperState.WAIVED, reason=waived[paper])
    return PaperCheck(paper, PaperState.MISSING)


def paper_reason_problems(reason: str) -> list[Problem]:
    """A name goes without a paper for a written reason."""
    if not reason:
        return [Problem(_l("Write why the names go without these papers; the reason stays with the letter."), "reason")]
    if len(reason) > MOST_PAPER_REASON:
        return [Problem(_l("At most %(most)s characters fit.", most=MOST_PAPER_REASON), "reason")]
    return []
