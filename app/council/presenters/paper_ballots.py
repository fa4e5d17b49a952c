"""Printed ballots: what is printed for whom, and the grid of the two counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.clock import HERE
from app.core.text import long_date_vi
from app.council import rules
from app.council.enums import CountState
from app.council.forms import COUNTED
from app.council.labels import COUNT_LABELS, COUNT_TONES
from app.council.presenters.words import nominee_detail
from app.council.queries.meetings import MeetingFile
from app.council.queries.paper_ballots import CountRow, PaperItem
from app.council.rules import Found
from app.nominations.labels import award_name, award_name_vi

MOST_PRINTED: Final = 20_000
"""Lines of all papers together, beyond which the batch is opened and printed in parts."""
FEW: Final = 3
"""Sheets of which there are fewer than this can be told apart by what stands on them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Electors who have a ballot on the same items: so many sheets alike."""

    copies: int
    items: Sequence[PaperItem]
    is_secret: bool

    @property
    def words(self) -> str:
        """Say how many sheets with how many names."""
        sheets = ngettext("%(num)s sheet", "%(num)s sheets", self.copies)
        return _(
            "%(sheets)s with %(names)s",
            sheets=sheets,
            names=ngettext("%(num)s name", "%(num)s names", len(self.items)),
        )

    @property
    def is_telling(self) -> bool:
        """Say whether so few sheets are alike that they tell whose they are."""
        return self.is_secret and self.copies < FEW


@dataclass(frozen=True, slots=True)
class CountLine:
    """A row of the grid: the item, what this counter typed or entered, and what may be seen of the other count."""

    id: str
    position: int
    name: str
    detail: str
    award: str
    issued: int
    cells: Sequence[tuple[str, str]]
    """Name and value of each input; empty when there is nothing to type here."""
    mine: str
    """Own numbers in words, where they cannot be changed."""
    other: str
    """The other count side by side, only where the two differ."""
    state: object
    tone: str
    error: str


def batches(items: Sequence[PaperItem], electors: Mapping[UUID, frozenset[UUID]]) -> list[Batch]:
    """Return the sheets to print: electors with a ballot on the same items get the same sheet, without a name.

    Items voted on in secret and openly never share a sheet.
    """
    found: list[Batch] = []
    for is_secret in (True, False):
        part = [item for item in items if item.is_secret is is_secret]
        wanted = {item.item_id for item in part}
        sets = Counter(frozenset(own & wanted) for own in electors.values())
        for own, copies in sorted(sets.items(), key=lambda each: (-each[1], -len(each[0]), sorted(each[0]))):
            if own:
                found.append(Batch(copies, [item for item in part if item.item_id in own], is_secret))
    return found


def printed_lines(items: Sequence[PaperItem]) -> int:
    """Return how many lines all papers of these items have."""
    return sum(item.ballots_issued for item in items)


def paper_rows(items: Sequence[PaperItem]) -> list[dict[str, Any]]:  # Any: what the table shows
    """Return how many papers of each item are printed."""
    return [
        {
            "position": item.position,
            "name": item.nominee_name,
            "detail": nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name),
            "award": award_name(item.regime_id, item.award_code),
            "papers": item.ballots_issued,
        }
        for item in items
    ]


def sheets_paper(place: MeetingFile, found: Sequence[Batch]) -> Mapping[str, Any]:  # Any: the data of a paper
    """Return the data of the sheets."""
    return {
        **_head(place),
        "sheets": [
            {"copies": batch.copies, "title": _title(is_secret=batch.is_secret), "groups": _groups(batch.items)}
            for batch in found
        ],
    }


def slips_paper(place: MeetingFile, items: Sequence[PaperItem]) -> Mapping[str, Any]:  # Any: as above
    """Return the data of the slips, one for each elector of each item."""
    return {
        **_head(place),
        "slips": [
            {
                "copies": item.ballots_issued,
                "title": _title(is_secret=item.is_secret),
                "number": str(item.position),
                "award": award_name_vi(item.regime_id, item.award_code),
                "name": item.nominee_name,
                "detail": nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name),
            }
            for item in items
        ],
    }


def _head(place: MeetingFile) -> dict[str, Any]:  # Any: as above
    day = long_date_vi(place.held_at.astimezone(HERE).date())
    return {"parent": place.body_name, "meeting": place.name, "day": day}


def _title(*, is_secret: bool) -> str:
    """A secret vote is by "phiếu bầu", an open one by "phiếu biểu quyết"."""
    return "PHIẾU BẦU" if is_secret else "PHIẾU BIỂU QUYẾT"


def _groups(items: Sequence[PaperItem]) -> list[dict[str, Any]]:  # Any: as above
    found: dict[str, list[list[str]]] = {}
    for item in items:
        rows = found.setdefault(award_name_vi(item.regime_id, item.award_code), [])
        detail = nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name)
        rows.append([str(item.position), item.nominee_name, detail])
    return [{"award": award, "rows": rows} for award, rows in found.items()]


def count_lines(
    items: Sequence[PaperItem],
    counts: Mapping[UUID, Sequence[CountRow]],
    *,
    me: UUID,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> list[CountLine]:
    """Return the grid for one counter; the other's numbers are shown only where both are in and differ."""
    return [_count_line(item, counts.get(item.item_id, ()), me, typed, errors) for item in items]


def _count_line(
    item: PaperItem, counts: Sequence[CountRow], me: UUID, typed: Mapping[str, str], errors: Mapping[str, str]
) -> CountLine:
    state = rules.count_state([count.found for count in counts])
    mine = next((count for count in counts if count.counted_by == me), None)
    other = next((count for count in counts if count.counted_by != me), None)
    is_open = len(counts) < 2 if mine is None else state is CountState.DIFFERENT
    return CountLine(
        id=str(item.item_id),
        position=item.position,
        name=item.nominee_name,
        detail=nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name),
        award=award_name(item.regime_id, item.award_code),
        issued=item.ballots_issued,
        cells=_cells(item, mine, typed) if is_open else (),
        mine=_told(mine.found) if mine and not is_open else "",
        other=_other(other) if mine and other and state is CountState.DIFFERENT else "",
        state=COUNT_LABELS[state],
        tone=COUNT_TONES[state],
        error=errors.get(f"found-{item.item_id}", ""),
    )


def _cells(item: PaperItem, mine: CountRow | None, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    known = _numbers(mine.found) if mine else ("",) * len(COUNTED)
    names = [f"{name}-{item.item_id}" for name in COUNTED]
    return [(name, typed.get(name, str(number))[:6]) for name, number in zip(names, known, strict=True)]


def _numbers(found: Found) -> tuple[int, int, int, int]:
    return (found.in_favour, found.against, found.abstentions, found.invalid)


def _told(found: Found) -> str:
    return _(
        "agree %(agree)s, disagree %(disagree)s, abstain %(abstain)s, invalid %(invalid)s",
        agree=found.in_favour,
        disagree=found.against,
        abstain=found.abstentions,
        invalid=found.invalid,
    )


def _other(count: CountRow) -> str:
    return _("%(name)s found: %(numbers)s", name=count.counted_by_name, numbers=_told(count.found))


def progress_words(lines: Sequence[CountLine], counts: Mapping[UUID, Sequence[CountRow]]) -> str:
    """Say how many of the files are counted twice and alike."""
    done = sum(rules.count_state([c.found for c in each]) is CountState.AGREED for each in counts.values())
    return _("%(done)s of %(total)s files are counted twice and alike.", done=done, total=len(lines))


def is_open_count(counts: Mapping[UUID, Sequence[CountRow]]) -> bool:
    """Say whether some box was counted, and two people do not agree on it yet."""
    return any(rules.count_state([row.found for row in rows]) is not CountState.AGREED for rows in counts.values())
