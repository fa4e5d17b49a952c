"""The names behind a number: who stands where for one award, why, and what would have to happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask_babel import get_locale
from flask_babel import gettext as _

from app.candidates.enums import Standing
from app.candidates.labels import STANDING_LABELS, STANDING_TONES
from app.candidates.presenters.asking import GAINS, LOSES, Asked
from app.candidates.presenters.overview import change_of
from app.candidates.services import Row, Survey
from app.core.text import fold
from app.documents.workbook import Column, ColumnKind, Sheet
from app.eligibility.enums import Outcome, Subject
from app.eligibility.prospects import Gap, Prospect
from app.eligibility.rulebook import Localised, rulebooks

PER_PAGE: Final = 50
YEARS_AHEAD: Final = 5
_ORDER: Final = list(Standing)
_NEVER: Final = 10_000


@dataclass(frozen=True, slots=True)
class NameView:
    """One nominee and how they stand to the award."""

    id: UUID
    name: str
    place: str
    standing: str
    tone: str
    missing: Sequence[str]
    when: str
    nominated: bool
    can_tick: bool


def chosen_rows(
    survey: Survey, other: Survey | None, asked: Asked, years: Mapping[UUID, int] | None = None
) -> list[Row]:
    """Return the rows that the filters leave, in the order asked for; ``years`` tells who could be eligible when."""
    index = survey.codes.index(asked.award)
    words = fold(asked.q).split()
    rows = [
        row
        for position, row in enumerate(survey.rows)
        if (asked.standing is None or row.standings[index] is asked.standing)
        and all(word in _folded(row) for word in words)
        and (not asked.change or _changes(survey, other, position, index, asked.change))
        and (years is None or asked.by_year is None or years.get(row.nominee.id, _NEVER) <= asked.by_year)
    ]
    if asked.by_standing:
        rows.sort(key=lambda row: _ORDER.index(row.standings[index]))
    return rows


def _folded(row: Row) -> str:
    return fold(f"{row.nominee.name} {row.nominee.unit_name}")


def _changes(survey: Survey, other: Survey | None, position: int, index: int, change: str) -> bool:
    wanted = {GAINS: 1, LOSES: -1}[change]
    return other is not None and change_of(survey, other, position, index) == wanted


def views(
    rows: Sequence[Row],
    survey: Survey,
    award_code: str,
    prospects: Mapping[UUID, Prospect],
    *,
    nominated: Mapping[UUID, frozenset[str]],
    tickable: bool,
) -> list[NameView]:
    """Return the rows of one page; a nominee who is nominated already is not ticked again."""
    index = survey.codes.index(award_code)
    found = []
    for row in rows:
        standing, is_nominated = row.standings[index], award_code in nominated.get(row.nominee.id, ())
        found.append(
            NameView(
                row.nominee.id,
                row.nominee.name,
                _place(row, survey.scope.subject),
                str(STANDING_LABELS[standing]),
                STANDING_TONES[standing],
                missing(prospects[row.nominee.id], standing),
                when(prospects[row.nominee.id], standing),
                is_nominated,
                tickable and not is_nominated and standing is not Standing.HELD,
            )
        )
    return found


def _place(row: Row, subject: Subject) -> str:
    if subject is Subject.COLLECTIVE:
        return ""
    return ", ".join(part for part in (row.nominee.post, row.nominee.unit_name) if part)


def missing(prospect: Prospect, standing: Standing) -> list[str]:
    """Return what stands in the way in words, or what is to be confirmed where nothing does."""
    if standing is Standing.HELD:
        return []
    return list(dict.fromkeys(_gap(gap) for gap in prospect.gaps))


def _gap(gap: Gap) -> str:
    asked, found = _said(gap.text), _said(gap.message)
    if gap.outcome is Outcome.NOT_MET or found == asked:
        return f"{asked}: {found}" if found != asked else asked
    return found


def when(prospect: Prospect, standing: Standing) -> str:
    """Return in which year it could be, and what must happen until then."""
    could_be_in = prospect.could_be_in if standing in (Standing.ONE_SHORT, Standing.FURTHER) else None
    if could_be_in is None:
        return ""
    conditions = "; ".join(_said(each) for each in prospect.if_)
    if not conditions:
        return _("could be in %(year)s", year=could_be_in)
    return _("could be in %(year)s if: %(conditions)s", year=could_be_in, conditions=conditions)


def _said(text: Localised) -> str:
    return text.in_language(str(get_locale() or "vi"))


def sheet(
    rows: Sequence[Row], survey: Survey, award_code: str, prospects: Mapping[UUID, Prospect], *, body_name: str
) -> Sheet:
    """Return the list as the officers exchange it, in Vietnamese."""
    index = survey.codes.index(award_code)
    award = rulebooks().award(survey.scope.regime_id, award_code)
    return Sheet(
        name=award.abbreviation[:31],
        columns=(
            Column("STT", 6, ColumnKind.ORDINAL),
            Column("Họ tên/Tên tập thể", 32),
            Column("Chức vụ", 22),
            Column("Đơn vị", 40),
            Column("Kết quả rà soát", 20),
            Column("Còn thiếu hoặc cần xác nhận", 60),
            Column("Khi nào có thể", 44),
        ),
        rows=[
            (
                ordinal,
                row.nominee.name,
                row.nominee.post,
                row.nominee.unit_name,
                str(STANDING_LABELS[row.standings[index]]),
                "; ".join(missing(prospects[row.nominee.id], row.standings[index])),
                when(prospects[row.nominee.id], row.standings[index]),
            )
            for ordinal, row in enumerate(rows, 1)
        ],
        body_lines=[body_name.upper()],
        title_lines=[f"RÀ SOÁT TIÊU CHUẨN: {award.name_vi.upper()}", f"Năm {survey.scope.year}"],
        notes=[rulebooks().regime(survey.scope.regime_id).name.vi],
    )
