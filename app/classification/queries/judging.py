"""Facts that bear on levels, read in a fixed number of queries whatever the number of people, and what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.classification.models import Classification, SelfAssessment, UnitMeeting
from app.classification.rules.facts import NOTHING, Absence, Case, Confirmed, Discipline, FormerPlace
from app.classification.rules.findings import findings
from app.classification.rules.points import from_hundredths
from app.classification.rules.schemes import Scheme, scheme_of
from app.eligibility.calendar import full_months, in_year
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.enums import ClassificationLevel, DisciplineLevel, LeaveKind, Subject
from app.eligibility.verdict import Finding
from app.local_rules.queries import choices_for
from app.organisation.enums import StaffGroup, UnitKind
from app.organisation.queries import Membership, Unit
from app.records.queries import DisciplinaryAction, Initiative, InitiativeAuthor, Leave

People = Sequence[UUID] | Select[UUID | None]


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of a body as its people's levels need it."""

    id: UUID
    name: str
    parent_id: UUID | None
    kind: UnitKind
    level: ClassificationLevel | None
    none_forced: bool


@dataclass(slots=True)
class Dossier:
    """What is on record of a person for a year."""

    discipline: list[Discipline] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    places: list[tuple[UUID, str, date, date | None, bool]] = field(default_factory=list)
    level_before: ClassificationLevel | None = None
    self_level: ClassificationLevel | None = None
    self_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A level that is to be judged, stored or only typed."""

    subject_id: UUID
    unit_id: UUID
    is_person: bool
    level: ClassificationLevel
    group: StaffGroup | None = None
    points: Decimal | None = None
    confirmed: Confirmed = field(default_factory=lambda: NOTHING)


NO_DOSSIER: Final = Dossier()
FEW: Final = 200
"""Up to so many people are named one by one in a query."""


def unit_facts(session: Session, body_id: UUID, year: int) -> dict[UUID, UnitFacts]:
    """The units of a body with their own level of a year, and what their meetings said for everybody."""
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of UnitFacts
        select(
            Unit.id,
            Unit.name,
            Unit.parent_id,
            Unit.kind,
            Classification.level,
            func.coalesce(UnitMeeting.none_forced, False),
        )
        .outerjoin(Classification, and_(Classification.collective_id == Unit.id, Classification.year == year))
        .outerjoin(UnitMeeting, and_(UnitMeeting.unit_id == Unit.id, UnitMeeting.year == year))
        .where(Unit.body_id == body_id)
    )
    return {row[0]: UnitFacts(*row) for row in session.execute(query)}


def dossiers(session: Session, people: People, year: int, *, unit_id: UUID | None = None) -> dict[UUID, Dossier]:
    """What is on record of these people for a year, and what a unit says of itself, in one query."""
    found: dict[UUID, Dossier] = {}
    for kind, person_id, code, first, last, text, flag, number, place_id in session.execute(
        _records(people, year, unit_id)
    ):
        dossier = found.setdefault(person_id, Dossier())
        if kind == "discipline":
            severity = DisciplineLevel(code)
            dossier.discipline.append(
                Discipline(severity=severity, decided_on=first, number=text, is_duty_related=bool(flag))
            )
        elif kind == "leave":
            dossier.absences.append(Absence(LeaveKind(code), first, last))
        elif kind == "initiative":
            dossier.initiatives.append(text)
        elif kind == "place":
            dossier.places.append((place_id, text, first, last, bool(flag)))
        elif kind == "before":
            dossier.level_before = ClassificationLevel(code)
        else:
            dossier.self_level, dossier.self_points = ClassificationLevel(code), number
    return found


def _records(
    people: People, year: int, unit_id: UUID | None
) -> CompoundSelect[*tuple[Any, ...]]:  # Any: nine columns of many kinds
    first, last = date(year, 1, 1), date(year, 12, 31)
    no_text, no_day, no_flag = cast("", String(500)), cast(null(), Date()), cast(null(), Boolean())
    no_number, no_unit = cast(null(), Integer()), cast(null(), Uuid())
    action, leave, place, former, own = DisciplinaryAction, Leave, Membership, Classification, SelfAssessment

    def said(*columns: Any) -> Select[*tuple[Any, ...]]:  # Any: SQLAlchemy columns of all types
        return select(*columns)

    return union_all(
        said(
            literal("discipline").label("kind"),
            action.person_id,
            cast(action.severity, String(40)),
            action.decided_on,
            no_day,
            cast(action.decision_number, String(500)),
            action.is_duty_related,
            no_number,
            no_unit,
        ).where(action.person_id.in_(people), action.decided_on.between(first, last), action.cancelled_on.is_(None)),
        said(
            literal("leave"),
            leave.person_id,
            cast(leave.kind, String(40)),
            leave.started_on,
            leave.ended_on,
            no_text,
            no_flag,
            no_number,
            no_unit,
        ).where(
            leave.person_id.in_(people),
            leave.started_on <= last,
            leave.ended_on.is_(None) | (leave.ended_on >= first),
        ),
        said(
            literal("initiative"),
            InitiativeAuthor.person_id,
            cast("", String(40)),
            no_day,
            no_day,
            Initiative.title,
            no_flag,
            no_number,
            no_unit,
        )
        .join(Initiative, Initiative.id == InitiativeAuthor.initiative_id)
        .where(InitiativeAuthor.person_id.in_(people), Initiative.year == year),
        said(
            literal("place"),
            place.person_id,
            cast("", String(40)),
            place.started_on,
            place.ended_on,
            cast(Unit.name, String(500)),
            place.is_head,
            no_number,
            place.unit_id,
        )
        .join(Unit, Unit.id == place.unit_id)
        .where(
            place.person_id.in_(people),
            place.started_on <= last,
            place.ended_on.is_(None) | (place.ended_on >= first),
        ),
        said(
            literal("before"),
            former.person_id,
            cast(former.level, String(40)),
            no_day,
            no_day,
            no_text,
            no_flag,
            no_number,
            no_unit,
        ).where(former.person_id.in_(people), former.year == year - 1),
        said(
            literal("self"),
            func.coalesce(own.person_id, own.collective_id),
            cast(own.level, String(40)),
            no_day,
            no_day,
            no_text,
            no_flag,
            own.points,
            no_unit,
        ).where(own.person_id.in_(people) | (own.collective_id == unit_id), own.year == year),
    )


def scheme_for(row: Judged, year: int, unit: UnitFacts) -> Scheme | None:
    """Return the scheme that holds for a person or a unit."""
    return scheme_of(year, Subject.INDIVIDUAL if row.is_person else Subject.COLLECTIVE, row.group, unit.kind)


def case_of(row: Judged, year: int, units: Mapping[UUID, UnitFacts], dossier: Dossier = NO_DOSSIER) -> Case:
    """Put the facts of a person or a unit together."""
    unit = units[row.unit_id]
    below = tuple(each.level for each in units.values() if each.parent_id == unit.id)
    return Case(
        year=year,
        level=row.level,
        subject=Subject.INDIVIDUAL if row.is_person else Subject.COLLECTIVE,
        group=row.group,
        kind=unit.kind,
        points=row.points,
        is_head=any(place[0] == row.unit_id and place[4] for place in dossier.places),
        unit_level=unit.level,
        level_before=dossier.level_before,
        discipline=tuple(dossier.discipline),
        absences=tuple(dossier.absences),
        initiatives=tuple(dossier.initiatives),
        former_places=_former(row.unit_id, year, dossier),
        sub_units=below,
        confirmed=row.confirmed,
        none_forced=unit.none_forced,
    )


def _former(unit_id: UUID, year: int, dossier: Dossier) -> tuple[FormerPlace, ...]:
    found = []
    for place_id, name, started_on, ended_on, _is_head in dossier.places:
        time = in_year(started_on, ended_on, year)
        if place_id == unit_id or ended_on is None or time is None:
            continue
        found.append(FormerPlace(name, full_months(time[0], time[1] + timedelta(days=1))))
    return tuple(found)


def judge(
    rows: Iterable[Judged],
    year: int,
    units: Mapping[UUID, UnitFacts],
    known: Mapping[UUID, Dossier],
    choices: Choices = DEFAULTS,
) -> dict[UUID, tuple[Finding, ...]]:
    """Return what the law says of each level, by subject."""
    return {
        row.subject_id: findings(
            case_of(row, year, units, known.get(row.subject_id, NO_DOSSIER)),
            scheme_for(row, year, units[row.unit_id]),
            choices,
        )
        for row in rows
        if row.unit_id in units
    }


def as_judged(row: Classification) -> Judged:
    """Return a stored entry as it is judged."""
    return Judged(
        subject_id=row.person_id or row.unit_id,
        unit_id=row.unit_id,
        is_person=row.person_id is not None,
        level=row.level,
        group=row.staff_group,
        points=from_hundredths(row.points),
        confirmed=row.confirmed or NOTHING,
    )


def judge_entries(
    session: Session, body_id: UUID, year: int, rows: Sequence[Classification]
) -> dict[UUID, tuple[Finding, ...]]:
    """Return what the law says of stored entries of a body, in three queries whatever their number."""
    if not rows:
        return {}
    people = (
        select(Classification.person_id)
        .join(Unit, Unit.id == Classification.unit_id)
        .where(Classification.year == year, Unit.body_id == body_id, Classification.person_id.is_not(None))
    )
    few = [row.person_id for row in rows if row.person_id]
    known = dossiers(session, few if len(few) <= FEW else people, year)
    units = unit_facts(session, body_id, year)
    choices = choices_for(session, body_id, on=date(year, 12, 31))
    return judge([as_judged(row) for row in rows], year, units, known, choices)
