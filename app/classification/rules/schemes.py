"""Which scheme of the law classifies whom in which year, and what it lays down."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.eligibility.rulebook.classification_schemes import Band, ClassificationScheme, TaskFormula
from app.organisation.enums import StaffGroup, UnitKind

SERVICE_KINDS: Final = frozenset({UnitKind.CENTRE, UnitKind.OTHER})
"""Kinds of units that deliver public services: their people are public employees unless the record says otherwise."""
POINTS: Final = "score_100"


@dataclass(frozen=True)
class Scheme:
    """A scheme as it applies to a person or a unit; ``by_analogy`` where no text was read for their group."""

    data: ClassificationScheme
    by_analogy: bool = False

    @property
    def id(self) -> str:
        """The identifier that is stored on an entry."""
        return self.data.id

    @property
    def name(self) -> str:
        """The decree, as officers cite it: "NĐ 335/2025"."""
        return self.data.instruments[0].vi.replace("Nghị định ", "NĐ ").replace("/NĐ-CP", "")

    @property
    def counts_points(self) -> bool:
        """Whether the level follows from points of 100."""
        return self.data.method == POINTS

    @cached_property
    def frame(self) -> ClassificationScheme:
        """The scheme whose bands, ceilings of points and formulas this one uses: another one, or itself."""
        if self.data.bands_as is None:
            return self.data
        return next(each for each in rulebooks().classification_schemes if each.id == self.data.bands_as)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The points of each level."""
        return self.frame.bands

    @property
    def formula(self) -> TaskFormula | None:
        """How task points are made up."""
        return self.frame.task_formula

    def deadline(self, year: int) -> date | None:
        """The day before which units have proposed and the head has decided."""
        text = self.data.deadline_mmdd or self.frame.deadline_mmdd
        if text is None:
            return None
        month, day = text.split("-")
        return date(year, int(month), int(day))


def scheme_of(year: int, subject: Subject, group: StaffGroup | None, kind: UnitKind) -> Scheme | None:
    """Return the scheme of a year for a staff group of a kind of unit, or for the unit itself; None: none was read."""
    whose, by_analogy = _subject_of(subject, group, kind)
    for scheme in rulebooks().classification_schemes:
        first, last = scheme.applies_to_years
        if first <= year <= (last or year) and whose in scheme.subjects:
            return Scheme(scheme, by_analogy)
    return None


def scheme_by_id(scheme_id: str | None) -> Scheme | None:
    """Return a stored scheme; None for an entry that has none."""
    found = (each for each in rulebooks().classification_schemes if each.id == scheme_id)
    scheme = next(found, None)
    return Scheme(scheme) if scheme else None


def _subject_of(subject: Subject, group: StaffGroup | None, kind: UnitKind) -> tuple[str, bool]:
    serves = kind in SERVICE_KINDS
    if subject is Subject.COLLECTIVE:
        return ("public_service_unit" if serves else "administrative_agency"), False
    if group is StaffGroup.PUBLIC_EMPLOYEE:
        return "public_employee", False
    if group is StaffGroup.CIVIL_SERVANT:
        return "civil_servant", False
    # A leader is of the staff that the unit has; for contract staff no text was read, so the unit's scheme serves.
    return ("public_employee" if serves else "civil_servant"), group is not StaffGroup.LEADER


def year_deadline(year: int) -> date | None:
    """The deadline of a year for civil servants, which the lists show."""
    scheme = scheme_of(year, Subject.INDIVIDUAL, StaffGroup.CIVIL_SERVANT, UnitKind.OFFICE)
    return scheme.deadline(year) if scheme else None
