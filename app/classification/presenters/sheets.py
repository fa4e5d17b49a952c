"""The rows of one unit's sheet: the unit itself and its people, with everything that the three grids show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask_babel import gettext as _

from app.classification.enums import ClassificationStatus
from app.classification.presenters.checks import CheckSummary, check_summary
from app.classification.presenters.lists import decided_words, group_name, level_name, level_tone, person_detail
from app.classification.queries import (
    Classification,
    Dossier,
    Judged,
    PersonLevel,
    SheetEntries,
    SheetPlace,
    judge,
    scheme_for,
)
from app.classification.rules.points import from_hundredths
from app.classification.rules.schemes import Scheme, year_deadline
from app.core.text import short_date
from app.eligibility.choices import Choices
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.web.filters import number

LIKELY = ClassificationLevel.HTTNV
"""What a row without a level is checked against, so that what stands in the way shows before anything is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of a grid: the unit itself or one of its people."""

    subject_id: UUID
    is_person: bool
    name: str
    detail: str
    group: object
    group_code: str
    scheme: Scheme | None
    entry: Classification | None
    level: ClassificationLevel | None
    self_level: ClassificationLevel | None
    self_points: Decimal | None
    check: CheckSummary | None
    version: int

    @property
    def level_name(self) -> object:
        """The official name of the level."""
        return level_name(self.level)

    @property
    def tone(self) -> str:
        """The colour that repeats the level."""
        return level_tone(self.level)

    @property
    def note(self) -> str:
        """The note on the entry."""
        return self.entry.note if self.entry else ""

    @property
    def decided_on(self) -> date | None:
        """The day of decision."""
        return self.entry.decided_on if self.entry else None

    @property
    def state(self) -> str:
        """The day of decision, or that the level is only proposed."""
        return decided_words(self.level, self.decided_on)

    @property
    def points(self) -> Decimal | None:
        """Points of 100, where the scheme counts them."""
        return from_hundredths(self.entry.points) if self.entry else None

    @property
    def counts_points(self) -> bool:
        """Whether the level follows from points."""
        return self.scheme is not None and self.scheme.counts_points

    @property
    def is_proposed(self) -> bool:
        """Whether the entry waits for a decision."""
        return self.entry is not None and self.entry.status is ClassificationStatus.PROPOSED

    @property
    def is_open(self) -> bool:
        """Whether the unit may still propose something here."""
        return self.entry is None or self.entry.status is ClassificationStatus.PROPOSED

    @property
    def departs(self) -> bool:
        """Whether another level was decided than the unit proposed."""
        proposed = self.entry.proposed_level if self.entry else None
        return proposed is not None and proposed is not self.level

    @property
    def self_words(self) -> str:
        """The self-assessment in a word, with its points."""
        if self.self_level is None:
            return ""
        points = f" ({number(self.self_points)})" if self.self_points is not None else ""
        return f"{self.self_level.value}{points}"

    @property
    def votes(self) -> str:
        """The votes of the unit's meeting."""
        entry = self.entry
        return f"{entry.votes_for}/{entry.votes_total}" if entry and entry.votes_total is not None else ""


def sheet_rows(
    place: SheetPlace,
    year: int,
    people: Iterable[PersonLevel],
    entries: SheetEntries,
    known: Mapping[UUID, Dossier],
    choices: Choices,
    *,
    with_unit: bool,
) -> list[SheetRow]:
    """Return the rows of a unit's sheet; the unit itself comes first where it is asked."""
    shown = list(people)
    units = entries.facts(place)
    wanted = [_judged(person.person_id, place.id, entries.people.get(person.person_id), person) for person in shown]
    if with_unit:
        wanted.insert(0, _judged(place.id, place.id, entries.own, None))
    found = judge(wanted, year, units, known, choices)
    by_id = {person.person_id: person for person in shown}
    rows = []
    for each in wanted:
        person = by_id.get(each.subject_id)
        entry = entries.people.get(each.subject_id) if person else entries.own
        dossier = known.get(each.subject_id)
        rows.append(
            SheetRow(
                subject_id=each.subject_id,
                is_person=person is not None,
                name=person.full_name if person else place.name,
                detail=person_detail(person) if person else _("The unit as a collective"),
                group=group_name(each.group),
                group_code=each.group.value if each.group else "",
                scheme=scheme_for(each, year, units[place.id]),
                entry=entry,
                level=entry.level if entry else None,
                self_level=dossier.self_level if dossier else None,
                self_points=from_hundredths(dossier.self_points) if dossier else None,
                check=check_summary(found.get(each.subject_id, ()), only_against=entry is None),
                version=entry.version if entry else 0,
            )
        )
    return rows


def _judged(subject_id: UUID, unit_id: UUID, entry: Classification | None, person: PersonLevel | None) -> Judged:
    group: StaffGroup | None = None
    if person is not None:
        group = entry.staff_group if entry and entry.staff_group else person.staff_group
    return Judged(
        subject_id=subject_id,
        unit_id=unit_id,
        is_person=person is not None,
        level=entry.level if entry else LIKELY,
        group=group,
        points=from_hundredths(entry.points) if entry else None,
        confirmed=(entry.confirmed or {}) if entry else {},
    )


def newest_day(rows: Iterable[SheetRow]) -> date | None:
    """Return the day that the form proposes: the latest one that stands on the page."""
    return max((row.decided_on for row in rows if row.decided_on), default=None)


def points_text(points: Decimal | None) -> str:
    """Return points as people write them in their language."""
    return number(points) if points is not None else ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day before which the year is to be classified, in words."""

    text: str
    is_over: bool


def deadline_words(year: int, today: date) -> Deadline | None:
    """Return the deadline of a year, or nothing where no text gives one."""
    day = year_deadline(year)
    if day is None:
        return None
    over = today >= day
    text = (
        _("The classification of %(year)s was due before %(day)s.", year=year, day=short_date(day))
        if over
        else _("The classification of %(year)s is due before %(day)s.", year=year, day=short_date(day))
    )
    return Deadline(text, over)
