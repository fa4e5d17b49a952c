"""Which papers the files of a letter hold: in short on the letter, name by name on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.awards.labels import PAPER_FACTS, abbreviation, paper_name
from app.decisions.enums import PaperState
from app.decisions.labels import PAPER_STATE_LABELS, PAPER_STATE_TONES
from app.decisions.presenters.names import count_words
from app.decisions.queries import NamePapers, WaiverRow
from app.decisions.rules import PaperCheck


@dataclass(frozen=True, slots=True)
class PapersInShort:
    """What the page of a draft letter says of the papers of its names."""

    text: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of one name."""

    name: str
    state: str
    tone: str
    detail: str


@dataclass(frozen=True, slots=True)
class NamePapersView:
    """One name with its papers."""

    label: str
    detail: str
    href: str
    award: str
    papers: list[PaperView]


@dataclass(frozen=True, slots=True)
class LackingRow:
    """A paper that a name lacks, as a list to tick shows it."""

    id: str
    label: str
    detail: str
    cells: tuple[str, ...]
    blocked: str | None = None


def in_short(names: Sequence[NamePapers]) -> PapersInShort:
    """Return whether every name has its papers, and what is missing."""
    lacking = [name for name in names if name.papers(PaperState.MISSING)]
    if lacking:
        count = sum(len(name.papers(PaperState.MISSING)) for name in lacking)
        papers = ngettext("%(num)s paper is missing", "%(num)s papers are missing", count)
        said = _(
            "%(papers)s (%(names)s). The letter cannot be sent before each is there or a reason is given.",
            papers=papers,
            names=count_words(len(lacking)),
        )
        return PapersInShort(said, True)
    waived = sum(len(name.papers(PaperState.WAIVED)) for name in names)
    if waived:
        without = ngettext("%(num)s goes without, for a reason", "%(num)s go without, for a reason", waived)
        return PapersInShort(_("No paper is missing without a reason (%(without)s).", without=without), False)
    return PapersInShort(_("Every name has the papers that the law asks for."), False)


def name_views(names: Sequence[NamePapers]) -> list[NamePapersView]:
    """Return every name with each of its papers."""
    return [
        NamePapersView(
            name.nominee_name,
            _("No. %(number)s", number=name.number),
            url_for("nominations.detail", nomination_id=name.nomination_id, _anchor="attachments"),
            abbreviation(name.award_code),
            [_paper_view(check) for check in name.checks],
        )
        for name in names
    ]


def _paper_view(check: PaperCheck) -> PaperView:
    detail = str(PAPER_FACTS[check.fact]) if check.fact else check.reason
    state = str(PAPER_STATE_LABELS[check.state])
    return PaperView(paper_name(check.paper), state, PAPER_STATE_TONES[check.state], detail)


def lacking_rows(names: Sequence[NamePapers]) -> list[LackingRow]:
    """Return the papers that are not there, with the reason where one was given."""
    return [
        LackingRow(
            f"{name.nomination_id}:{check.paper}",
            f"{name.nominee_name}: {paper_name(check.paper)}",
            _("No. %(number)s", number=name.number),
            (abbreviation(name.award_code), check.reason),
        )
        for name in names
        for check in name.checks
        if check.state in {PaperState.MISSING, PaperState.WAIVED}
    ]


def waiver_lines(waivers: Sequence[WaiverRow]) -> list[tuple[str, str]]:
    """Return what a sent letter says of names that went without a paper."""
    return [
        (
            f"{each.nominee_name}: {paper_name(each.paper)}",
            _("%(reason)s (given by %(name)s)", reason=each.reason, name=each.given_by_name),
        )
        for each in waivers
    ]
