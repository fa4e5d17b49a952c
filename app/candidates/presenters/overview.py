"""Every award with how many stand where, each number leading to the names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import get_locale
from flask_babel import gettext as _

from app.candidates import rules
from app.candidates.enums import Standing
from app.candidates.labels import STANDING_LABELS
from app.candidates.presenters.asking import GAINS, LOSES, Asked
from app.candidates.services import Survey
from app.eligibility.rulebook import rulebooks
from app.web.filters import number

SHOWN: Final = (
    Standing.ELIGIBLE,
    Standing.TO_CONFIRM,
    Standing.ONE_SHORT,
    Standing.FURTHER,
    Standing.HELD,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where its names are."""

    label: str
    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award of the regime."""

    name: str
    abbreviation: str
    href: str
    figures: Sequence[Figure]


def headings(*, compares: bool) -> list[str]:
    """Return the words over the figures."""
    words = [str(STANDING_LABELS[standing]) for standing in SHOWN]
    return [*words, *(_change_words() if compares else ())]


def _change_words() -> tuple[str, str]:
    return _("Gain"), _("Lose")


def lines(survey: Survey, other: Survey | None, asked: Asked, path: str) -> list[AwardLine]:
    """Return a line for each award; ``other`` is the same people under another regime."""
    language = str(get_locale() or "vi")
    found = []
    for index, code in enumerate(survey.codes):
        award = rulebooks().award(survey.scope.regime_id, code)
        counts = Counter(row.standings[index] for row in survey.rows)
        figures = [
            _figure(str(STANDING_LABELS[each]), counts[each], asked.address(path, award=code, standing=each))
            for each in SHOWN
        ]
        if other is not None:
            figures += _changes(survey, other, index, code, asked, path)
        href = asked.address(path, award=code)
        found.append(AwardLine(award.name(language), award.abbreviation, href, figures))
    return found


def _figure(label: str, count: int, href: str) -> Figure:
    return Figure(label, number(count), href if count else None)


def _changes(survey: Survey, other: Survey, index: int, code: str, asked: Asked, path: str) -> list[Figure]:
    gained, lost = _change_words()
    changes = Counter(change_of(survey, other, position, index) for position in range(len(survey.rows)))
    return [
        _figure(gained, changes[1], asked.address(path, award=code, standing=None, change=GAINS)),
        _figure(lost, changes[-1], asked.address(path, award=code, standing=None, change=LOSES)),
    ]


def change_of(survey: Survey, other: Survey, position: int, index: int) -> int:
    """Return 1 when a nominee comes into reach of an award under the other regime, -1 when out of it, else 0."""
    code = survey.codes[index]
    if code not in other.codes:
        return 0
    there = other.rows[position].standings[other.codes.index(code)]
    return rules.gains(survey.rows[position].standings[index], there)
