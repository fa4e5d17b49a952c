"""The one query module of all figures: the page, the names behind a number, the files and the command ask here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, cast, func, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind
from app.campaigns.queries import Campaign
from app.classification.queries import Classification
from app.core.access import Actor, Permission
from app.core.database import within
from app.core.paging import Page, keyset_page
from app.eligibility.enums import ClassificationLevel, Subject
from app.eligibility.rulebook import rulebooks
from app.nominations.enums import Channel, Status
from app.nominations.queries import Nomination, visible_to
from app.nominations.queries.arrivals import counted_once
from app.organisation.queries import Unit
from app.reports.figures import (
    MEASURED,
    AwardFigure,
    ClassificationFigure,
    Kind,
    Measure,
    Place,
    Theme,
    YearEnd,
    measured,
)

_To = aliased(Unit, name="addressee")

_COUNTED: Final[tuple[Any, ...]] = (  # Any: columns of many types, in the order of their index
    Nomination.award_code,
    Nomination.regime_id,
    Nomination.subject,
    Nomination.channel,
    Nomination.to_unit_id,
    Nomination.campaign_kind,
)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name behind a number."""

    id: UUID
    number: int
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    unit_name: str
    award_code: str
    regime_id: str
    subject: Subject
    channel: Channel
    to_name: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class NameFilter:
    """Which number was opened; what is None is not narrowed."""

    measure: Measure
    code: str | None = None
    subject: Subject | None = None
    channel: Channel | None = None
    to_code: str | None = None
    campaign_kind: CampaignKind | None = None


def year_end_figures(session: Session, actor: Actor | None, unit: Unit, year: int) -> YearEnd:
    """Count the year of a unit's subtree in three grouped queries; ``actor`` None is the operator at the console."""
    within_unit = _scope(actor, unit, year)
    return YearEnd(
        year=year,
        unit=Place(unit.code, unit.name, unit.name_en),
        awards=_awards(session, within_unit),
        classification=_classification(session, unit, year),
        themes=_themes(session, within_unit, year),
    )


def names_page(
    session: Session, actor: Actor, unit: Unit, year: int, narrowed: NameFilter, *, cursor: str | None
) -> Page[NameRow]:
    """The names behind one number, in the order of the lists; the same conditions as the number itself."""
    query = _names(_scope(actor, unit, year), narrowed)
    return keyset_page(
        lambda ordered: [NameRow(*row) for row in session.execute(ordered)],
        query,
        (Nomination.number,),
        lambda row: (row.number,),
        cursor=cursor,
        size=100,
    )


def all_names(session: Session, actor: Actor | None, unit: Unit, year: int) -> list[NameRow]:
    """Every nominated name of the year, for the workbook: collectives first, then people by name."""
    query = _names(_scope(actor, unit, year), NameFilter(Measure.NOMINATED))
    ordered = query.order_by(Nomination.subject, Nomination.award_code, Nomination.sort_key, Nomination.number)
    return [NameRow(*row) for row in session.execute(ordered)]


def unit_choices(session: Session, roots: Sequence[str], body_path: str) -> list[tuple[str, str, int]]:
    """Code, name and depth of the units of a body whose report the actor may read, in tree order."""
    inside = within(Unit.path, roots) & within(Unit.path, [body_path]) & Unit.is_external.is_(False)
    rows = session.execute(select(Unit.code, Unit.name, Unit.path).where(inside).order_by(Unit.path))
    base = body_path.count(".")
    return [(code, name, path.count(".") - base) for code, name, path in rows]


def _scope(actor: Actor | None, unit: Unit, year: int) -> ColumnElement[bool]:
    inside = select(Unit.id).where(within(Unit.path, [unit.path]))
    condition = and_(Nomination.year == year, Nomination.unit_id.in_(inside), counted_once(inside))
    # Who reads the whole subtree sees all that it nominates: nothing need be looked up name by name.
    sees_all = actor is None or actor.may_at(Permission.NOMINATION_READ, unit.path)
    return condition if sees_all or actor is None else condition & visible_to(actor)


def _awards(session: Session, scope: ColumnElement[bool]) -> list[AwardFigure]:
    # First unit by unit, in the order of one index and without sorting; then the few hundred lines of that together.
    groups = (*_COUNTED, Nomination.status)
    counted = select(*groups, func.count().label("number")).where(scope).group_by(Nomination.unit_id, *groups)
    of = counted.subquery().c
    addressee = (_To.code, _To.name, _To.name_en)
    kind = (of.award_code, of.regime_id, of.subject, of.channel, *addressee, of.campaign_kind, of.status)
    total = cast(func.sum(of.number), Integer)
    query = select(*kind, total).outerjoin(_To, _To.id == of.to_unit_id).group_by(*kind)
    grouped: dict[Kind, list[tuple[Status, int]]] = defaultdict(list)
    for *cells, status, count in session.execute(query):
        code, regime_id, subject, channel, to_code, to_name, to_name_en, campaign_kind = cells
        to = Place(to_code, to_name, to_name_en) if to_code else None
        grouped[Kind(code, regime_id, subject, channel, to, campaign_kind)].append((status, count))
    lines = [_line(kind, measured(counts)) for kind, counts in grouped.items()]
    return sorted((line for line in lines if line.nominated), key=_official_order)


def _line(kind: Kind, totals: dict[str, int]) -> AwardFigure:
    award = rulebooks().award(kind.regime_id, kind.code)
    return AwardFigure(kind, award.name_vi, award.name_en, **totals)


_CHANNELS: Final = list(Channel)
_KINDS: Final = list(CampaignKind)
_SUBJECTS: Final = [Subject.COLLECTIVE, Subject.INDIVIDUAL]


def _official_order(line: AwardFigure) -> tuple[object, ...]:
    """Yearly first, own power first, then as the catalogue orders awards, collectives before people."""
    kind = line.kind
    award = rulebooks().award(kind.regime_id, kind.code)
    return (
        _KINDS.index(kind.campaign_kind),
        _CHANNELS.index(kind.channel),
        award.official_order,
        _SUBJECTS.index(kind.subject),
        kind.code,
        kind.to.code if kind.to else "",
    )


def _names(scope: ColumnElement[bool], narrowed: NameFilter) -> Any:  # Any: a select of the columns of NameRow
    unit = aliased(Unit, name="nominating")
    query = (
        select(
            Nomination.id,
            Nomination.number,
            Nomination.nominee_name,
            Nomination.nominee_post,
            Nomination.nominee_unit_name,
            unit.name,
            Nomination.award_code,
            Nomination.regime_id,
            Nomination.subject,
            Nomination.channel,
            _To.name,
            Nomination.status,
        )
        .join(unit, unit.id == Nomination.unit_id)
        .outerjoin(_To, _To.id == Nomination.to_unit_id)
        .where(scope, Nomination.status.in_(MEASURED[narrowed.measure]))
    )
    wanted = (
        (Nomination.award_code, narrowed.code),
        (Nomination.subject, narrowed.subject),
        (Nomination.channel, narrowed.channel),
        (_To.code, narrowed.to_code),
        (Nomination.campaign_kind, narrowed.campaign_kind),
    )
    return query.where(*(column == value for column, value in wanted if value is not None))


def _classification(session: Session, unit: Unit, year: int) -> list[ClassificationFigure]:
    inside = select(Unit.id).where(within(Unit.path, [unit.path]))
    is_person = Classification.person_id.is_not(None)
    query = (
        select(is_person, Classification.level, func.count())
        .where(Classification.year == year, Classification.unit_id.in_(inside))
        .group_by(is_person, Classification.level)
    )
    found = [
        ClassificationFigure(Subject.INDIVIDUAL if person else Subject.COLLECTIVE, level, count)
        for person, level, count in session.execute(query)
    ]
    levels = list(reversed(ClassificationLevel))
    return sorted(found, key=lambda line: (_SUBJECTS.index(line.subject), levels.index(line.level)))


def _themes(session: Session, scope: ColumnElement[bool], year: int) -> list[Theme]:
    # A year has few such campaigns: their files are found by them, not among all of the year.
    thematic = select(Campaign.id).where(Campaign.year == year, Campaign.kind != CampaignKind.YEARLY)
    query = (
        select(Campaign.name, Campaign.kind, _To.code, _To.name, _To.name_en)
        .join(Nomination, Nomination.campaign_id == Campaign.id)
        .outerjoin(_To, _To.id == Nomination.to_unit_id)
        .where(
            scope,
            Nomination.campaign_id.in_(thematic),
            Nomination.campaign_kind != CampaignKind.YEARLY,
            Nomination.status.in_(MEASURED[Measure.NOMINATED]),
        )
        .distinct()
        .order_by(Campaign.name, _To.code)
    )
    return [
        Theme(name, kind, Place(code, to, to_en) if code else None)
        for name, kind, code, to, to_en in session.execute(query)
    ]
