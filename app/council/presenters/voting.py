"""What a member has before them: the conflict question, the papers, the choices to confirm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from app.assessment.labels import OUTCOME_LABELS, OUTCOME_TONES
from app.core.clock import now
from app.council import rules
from app.council.enums import BallotMethod, Choice, ConflictKind, ItemStatus
from app.council.labels import CHOICE_LABELS, SECRECY_LABELS, ground_words
from app.council.presenters import words
from app.council.presenters.words import nominee_detail
from app.council.queries.voting import Paper
from app.council.services import ConflictReply
from app.eligibility.enums import Outcome
from app.nominations.labels import award_name, exception_mark

NO_MARK: Final = Markup()


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as the page prints it."""

    id: Markup
    file_id: Markup
    """Ids need no escaping: they stand a dozen times on each ballot."""
    name: str
    detail: str
    award: str
    number: int = 0
    """On the agenda: the meeting speaks of files by it."""
    choice: str = ""
    choice_label: object = ""
    has_conflict: bool = False
    ground: str = ""
    kind: str = ""
    error: str = ""
    kind_error: str = ""
    law: Markup = NO_MARK
    """The verdict in a word."""
    exception: Markup = NO_MARK
    is_by_name: bool = False
    """An open vote: the name will stand beside the choice."""


@dataclass(slots=True)
class Group:
    """The papers on one award."""

    award: str
    papers: list[PaperView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Desk:
    """All items not yet closed, sorted by what the member can still do about each."""

    unanswered: Sequence[Paper]
    to_cast: Sequence[Paper]
    changeable: Sequence[Paper]
    """Items on which the member can still step aside, or take a declared conflict back before voting opens."""
    waiting: Sequence[Paper]
    """Answered, and not opened yet."""
    cast: Sequence[Paper]
    aside: Sequence[Paper]
    without_paper: Sequence[Paper]
    """Being voted on, but the member was absent when it opened."""
    over: Sequence[Paper]
    """Not voted on before the time for it was over; the secretary has yet to count."""
    printed: Sequence[Paper]
    """Being voted on with printed ballots: the paper is handed out, nothing is cast here."""


def desk(papers: Sequence[Paper], *, at: datetime | None = None) -> Desk:
    """Sort the papers of a member, as they stand at a moment (now, when none is given)."""
    at = at or now()
    return Desk(
        unanswered=[paper for paper in papers if _is_unanswered(paper)],
        to_cast=[paper for paper in papers if _may_cast(paper) and not _is_over(paper, at)],
        changeable=[paper for paper in papers if _may_change(paper)],
        waiting=[paper for paper in papers if paper.status is ItemStatus.PENDING and paper.has_conflict is False],
        cast=[paper for paper in papers if paper.has_voted],
        aside=[paper for paper in papers if paper.has_conflict],
        without_paper=[
            paper
            for paper in papers
            if paper.status is ItemStatus.VOTING and paper.has_voted is None and not paper.has_conflict
        ],
        over=[paper for paper in papers if _may_cast(paper) and _is_over(paper, at)],
        printed=[paper for paper in papers if _is_printed(paper) and paper.has_voted is not None],
    )


def _is_printed(paper: Paper) -> bool:
    return paper.status is ItemStatus.VOTING and not paper.method.is_on_screen


def _is_unanswered(paper: Paper) -> bool:
    """An item being voted on without a paper for this member needs no answer any more."""
    still_theirs = paper.status is ItemStatus.PENDING or (paper.has_voted is False and not _is_printed(paper))
    return paper.has_conflict is None and still_theirs


def _may_cast(paper: Paper) -> bool:
    if paper.status is not ItemStatus.VOTING or _is_printed(paper):
        return False
    return paper.has_voted is False and paper.has_conflict is False


def _is_over(paper: Paper, at: datetime) -> bool:
    return paper.voting_until is not None and at > paper.voting_until


def _may_change(paper: Paper) -> bool:
    if paper.is_derived or paper.has_voted or _is_printed(paper):
        return False
    return paper.status is ItemStatus.PENDING or paper.has_voted is False


def groups(
    papers: Iterable[Paper],
    choices: Mapping[UUID, Choice] | None = None,
    replies: Mapping[UUID, ConflictReply] | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Group]:
    """Return the papers by award, in agenda order, with what was typed so far."""
    found: dict[tuple[str, str], Group] = {}
    for paper in papers:
        key = (paper.regime_id, paper.award_code)
        if key not in found:
            found[key] = Group(award_name(*key))
        choice, reply = (choices or {}).get(paper.item_id), (replies or {}).get(paper.item_id)
        found[key].papers.append(_view(paper, found[key].award, choice, reply, errors or {}))
    return list(found.values())


def views(papers: Iterable[Paper]) -> list[PaperView]:
    """Return the papers one after the other."""
    return [_view(paper, "", None, None, {}) for paper in papers]


def _view(
    paper: Paper, award: str, choice: Choice | None, reply: ConflictReply | None, errors: Mapping[str, str]
) -> PaperView:
    conflict = reply.has_conflict if reply else bool(paper.has_conflict)
    said = reply.ground if reply else (paper.ground or "")
    return PaperView(
        id=Markup(paper.item_id),
        file_id=Markup(paper.nomination_id),
        name=paper.nominee_name,
        detail=nominee_detail(paper.nominee_name, paper.nominee_post, paper.nominee_unit_name),
        award=award,
        number=paper.position,
        choice=choice.value if choice else "",
        choice_label=CHOICE_LABELS[choice] if choice else "",
        has_conflict=conflict,
        ground=_ground(paper, said),
        kind=_kind(reply.kind if reply and conflict else paper.kind),
        error=errors.get(f"ground-{paper.item_id}", ""),
        kind_error=errors.get(f"kind-{paper.item_id}", ""),
        law=_law_tags(words.language())[paper.by_law] if paper.by_law else NO_MARK,
        exception=exception_mark(paper.exception_reason),
        is_by_name=_is_by_name(paper),
    )


def _is_by_name(paper: Paper) -> bool:
    return paper.status is ItemStatus.VOTING and paper.method is BallotMethod.OPEN


def _ground(paper: Paper, said: str) -> str:
    """Return our words for what was derived, and the member's own, as they can change them, for the rest."""
    return str(ground_words(said, is_derived=True)) if paper.has_conflict and paper.is_derived else said


def _kind(kind: ConflictKind | None) -> str:
    return kind.value if kind else ""


@lru_cache(maxsize=8)
def _law_tags(language: str) -> dict[Outcome, Markup]:
    """Return the tag of each outcome, made once per process and language: it stands on every ballot."""
    tag = Markup('<span class="tag tag--{}">{}</span>')
    with force_locale(language):
        return {each: tag.format(OUTCOME_TONES[each], str(OUTCOME_LABELS[each])) for each in Outcome}


def secrecy_words(papers: Sequence[Paper]) -> str:
    """Say what secrecy means for the smallest number of voters among these papers; nothing where all are by name."""
    least = min((paper.ballots_issued or 0 for paper in papers if not _is_by_name(paper)), default=None)
    return str(SECRECY_LABELS[rules.secrecy_note(least)]) if least is not None else ""


def by_name_words(papers: Sequence[Paper]) -> str:
    """Say on how many of these files the vote is open."""
    named = sum(map(_is_by_name, papers))
    if not named:
        return ""
    if named == len(papers):
        return _("This vote is open, as the rule says: once counted, your name stands beside your choice.")
    return ngettext(
        "On %(num)s file marked “Open ballot” the vote is open, as its rule says: once counted, your name stands "
        "beside your choice. All other votes are secret.",
        "On %(num)s files marked “Open ballot” the vote is open, as their rules say: once counted, your name stands "
        "beside your choice. All other votes are secret.",
        named,
    )


def until_words(known: Desk) -> str:
    """Say until when these files are open, and on which the time is over."""
    said = []
    ends = sorted({paper.voting_until for paper in known.to_cast if paper.voting_until is not None})
    if ends:
        said.append(_("You can vote until %(time)s; later ballots are not taken.", time=words.when(ends[0])))
    if known.over:
        said.append(
            ngettext(
                "The time for voting is over for %(num)s file on which you have not voted.",
                "The time for voting is over for %(num)s files on which you have not voted.",
                len(known.over),
            )
        )
    return " ".join(said)


def counted(choices: Iterable[Choice]) -> list[tuple[object, int]]:
    """Count the member's own choices, to check them before they are cast."""
    picked = list(choices)
    return [(CHOICE_LABELS[choice], picked.count(choice)) for choice in Choice if choice in picked]


def paper_count(number: int) -> str:
    """Return "12 files to vote on"."""
    return ngettext("%(num)s file to vote on", "%(num)s files to vote on", number)


def empty_words(known: Desk) -> str:
    """Say why there is nothing to vote on now."""
    if known.cast:
        number = len(known.cast)
        return ngettext(
            "You have voted on %(num)s file now open. Nothing else waits for you.",
            "You have voted on all %(num)s files now open. Nothing else waits for you.",
            number,
        )
    if known.waiting:
        return _("Your answers are stored. Come back here when the secretary opens the vote.")
    return _("Nothing waits for your vote.")


def printed_words(papers: Sequence[Paper]) -> str:
    """Say on how many files the member votes with a printed ballot."""
    if not papers:
        return ""
    return ngettext(
        "On %(num)s file you vote with a printed ballot: the secretary hands it out, and it goes into the box.",
        "On %(num)s files you vote with printed ballots: the secretary hands them out, and they go into the box.",
        len(papers),
    )


def absent_words(papers: Sequence[Paper]) -> str:
    """Explain why there is no paper on items being voted on."""
    if not papers:
        return ""
    return _(
        "You have no ballot on the files opened while you were recorded as absent. What you wrote about them still "
        "counts."
    )
