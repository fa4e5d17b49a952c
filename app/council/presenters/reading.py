"""The files of a meeting as they are read: the list by award and unit, one file, and the way to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.assessment.labels import OUTCOME_LABELS, OUTCOME_TONES
from app.council.enums import BallotMethod, ItemStatus
from app.council.labels import ground_words
from app.council.presenters.words import nominee_detail
from app.council.queries.reading import ExcessReason, FormerAward, ListedFile, Mine, Stop
from app.documents.labels import size_text
from app.documents.queries import AttachmentRow
from app.eligibility.enums import Subject
from app.nominations.labels import award_abbreviation, award_name
from app.nominations.queries import File
from app.web.filters import day, number

UNANSWERED: Final = frozenset({ItemStatus.PENDING, ItemStatus.VOTING})


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the first file of an award."""

    label: str
    href: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Where a file stands on the way through the agenda."""

    place: int
    total: int
    previous_href: str
    next_href: str
    jumps: Sequence[Jump]

    @property
    def words(self) -> str:
        """Say "12 of 84"."""
        return _("%(place)s of %(total)s", place=self.place, total=self.total)


def way(stops: Sequence[Stop], item_id: UUID) -> Way:
    """Return the place of a file on the way, its neighbours, and where each award begins."""
    at = next(index for index, stop in enumerate(stops) if stop.item_id == item_id)
    return Way(
        place=at + 1,
        total=len(stops),
        previous_href=_href(stops[at - 1]) if at else "",
        next_href=_href(stops[at + 1]) if at + 1 < len(stops) else "",
        jumps=_jumps(stops, stops[at]),
    )


def _jumps(stops: Sequence[Stop], here: Stop) -> list[Jump]:
    first: dict[tuple[str, str], Stop] = {}
    counts: dict[tuple[str, str], int] = {}
    for stop in stops:
        key = (stop.regime_id, stop.award_code)
        first.setdefault(key, stop)
        counts[key] = counts.get(key, 0) + 1
    mine = (here.regime_id, here.award_code)
    return [Jump(award_name(*key), _href(stop), counts[key], key == mine) for key, stop in first.items()]


def _href(stop: Stop) -> str:
    return url_for("council.reading", item_id=stop.item_id)


def must_answer(status: ItemStatus, method: BallotMethod, mine: Mine) -> bool:
    """Say whether a member with a vote has to answer about conflicts before this file opens.

    Once printed ballots are out nothing can be answered on the screen any more.
    """
    on_screen = status is ItemStatus.VOTING and method.is_on_screen
    theirs = status is ItemStatus.PENDING or (on_screen and mine.has_voted is False)
    return theirs and mine.has_conflict is None


def aside_words(mine: Mine) -> str:
    """Say why the member who reads does not vote on this file; empty for everybody else."""
    if not mine.has_conflict:
        return ""
    ground = ground_words(mine.ground or "", is_derived=bool(mine.is_derived), kind=mine.kind)
    return _("You step aside on this file and do not vote on it: %(ground)s", ground=ground)


def facts(file: File) -> list[tuple[str, str]]:
    """Return whom a file is about, and for what."""
    place = nominee_detail(file.nominee_name, file.nominee_post, file.nominee_unit_name)
    shown = [(_("Post and unit"), place)] if file.subject is Subject.INDIVIDUAL else []
    return [
        (_("Number"), f"{file.number}/{file.year}"),
        *shown,
        (_("Award"), award_name(file.regime_id, file.award_code)),
        (_("Nominated by"), file.unit_name),
        (_("Unit meeting"), day(file.unit_met_on)),
        (_("Votes of the unit"), unit_votes(file.unit_votes_for, file.unit_votes_total)),
        (_("Decided by"), file.to_unit_name or file.body_name),
    ]


def unit_votes(votes_for: int | None, total: int | None) -> str:
    """Return "9 of 10 (90%)"; empty where the unit did not vote."""
    if not total or votes_for is None:
        return ""
    share = (Decimal(votes_for) * 100 / total).quantize(Decimal("0.1"))
    whole = share.to_integral_value()
    percent = number(whole if share == whole else share)
    return _("%(votes)s of %(total)s (%(percent)s%%)", votes=votes_for, total=total, percent=percent)


def former(awards: Sequence[FormerAward]) -> list[tuple[int, str, str]]:
    """Return the awards that the nominee holds: year, name, number of the decision, and that it was revoked."""
    return [
        (
            each.year,
            award_name(each.regime_id, each.award_code),
            ", ".join(part for part in (each.decision_number, _("revoked") if each.revoked_on else "") if part),
        )
        for each in awards
    ]


def excess_words(reasons: Sequence[ExcessReason]) -> list[str]:
    """Return who proposes more than a ceiling allows, and why."""
    return [f"{each.unit_name}: {each.reason}" for each in reasons]


def attachments(rows: Sequence[AttachmentRow]) -> list[dict[str, Any]]:  # Any: what the component shows
    """Return the attached files as links."""
    return [
        {
            "name": row.file_name,
            "href": url_for("documents.download", attachment_id=row.id),
            "size": size_text(row.size_bytes),
            "added": "",
            "remove_action": None,
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class ListedView:
    """A file in the list of files."""

    id: UUID
    position: int
    name: str
    detail: str
    law: object
    law_tone: str
    exception: str
    votes: str
    mark: str
    can_go_up: bool
    can_go_down: bool


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The files of one award that one unit proposes."""

    name: str
    files: Sequence[ListedView]


@dataclass(slots=True)
class AwardGroup:
    """The files for one award."""

    code: str
    regime_id: str
    name: str
    abbreviation: str
    can_go_up: bool
    can_go_down: bool
    units: list[UnitGroup] = field(default_factory=list)

    @property
    def count_words(self) -> str:
        """Say how many files there are."""
        number_of = sum(len(unit.files) for unit in self.units)
        return ngettext("%(num)s file", "%(num)s files", number_of)


def by_award(rows: Sequence[ListedFile]) -> list[AwardGroup]:
    """Return the agenda by award and unit, in its own order: a group ends where the agenda goes on to another."""
    groups, ways = [], _ways(rows)
    for (regime_id, code), files in groupby(rows, key=_award):
        listed = list(files)
        can_move = all(row.status is ItemStatus.PENDING for row in listed)
        group = AwardGroup(
            code,
            regime_id,
            award_name(regime_id, code),
            award_abbreviation(regime_id, code),
            can_go_up=can_move and ways.awards[0] != (regime_id, code),
            can_go_down=can_move and ways.awards[-1] != (regime_id, code),
        )
        for unit_name, of_unit in groupby(listed, key=lambda row: row.nominating_unit):
            group.units.append(UnitGroup(unit_name, [_listed(row, ways) for row in of_unit]))
        groups.append(group)
    return groups


def _award(row: ListedFile) -> tuple[str, str]:
    return row.regime_id, row.award_code


@dataclass(frozen=True, slots=True)
class _Ways:
    """What can change places on the agenda: files not opened yet, within their award, and their awards as a whole."""

    up: frozenset[UUID]
    down: frozenset[UUID]
    awards: Sequence[tuple[str, str]]


def _ways(rows: Sequence[ListedFile]) -> _Ways:
    standing = [row for row in rows if row.status is ItemStatus.PENDING]
    beside = [(one, other) for one, other in pairwise(standing) if _award(one) == _award(other)]
    return _Ways(
        up=frozenset(other.item_id for _one, other in beside),
        down=frozenset(one.item_id for one, _other in beside),
        awards=list(dict.fromkeys(_award(row) for row in standing)),
    )


def _listed(row: ListedFile, ways: _Ways) -> ListedView:
    return ListedView(
        id=row.item_id,
        position=row.position,
        name=row.name,
        detail=nominee_detail(row.name, row.post, row.unit_name),
        law=OUTCOME_LABELS[row.by_law] if row.by_law else "",
        law_tone=OUTCOME_TONES[row.by_law] if row.by_law else "",
        exception=row.exception_reason or "",
        votes=unit_votes(row.unit_votes_for, row.unit_votes_total),
        mark=_mark(row),
        can_go_up=row.item_id in ways.up,
        can_go_down=row.item_id in ways.down,
    )


def _mark(row: ListedFile) -> str:
    """Return what the member who looks has marked: a note, or that they step aside."""
    marks = [_("You step aside") if row.has_conflict else "", _("Your note") if row.has_note else ""]
    return " · ".join(mark for mark in marks if mark)


def award_counts(rows: Sequence[ListedFile]) -> Mapping[str, int]:
    """Return how many files there are for each award, in the order of the agenda."""
    counts: dict[str, int] = {}
    for row in rows:
        name = award_name(row.regime_id, row.award_code)
        counts[name] = counts.get(name, 0) + 1
    return counts
