"""The lists of registrations: one select of plain rows, narrowed to what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor, Permission
from app.core.database import within
from app.core.paging import AnySelect, Page, keyset_page
from app.core.text import fold
from app.eligibility.enums import Subject
from app.organisation.enums import Gender
from app.organisation.queries import Membership, Person, Unit
from app.registrations.models import Registration

_Collective = aliased(Unit, name="collective")
_NAME: Final = func.coalesce(Person.full_name, _Collective.name)
_SORT: Final = func.coalesce(Person.sort_key, "")
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A registration with the names that it is about."""

    id: UUID
    body_id: UUID
    year: int
    unit_id: UUID
    unit_name: str
    unit_path: str
    subject: Subject
    person_id: UUID | None
    collective_id: UUID | None
    name: str
    sort_key: str
    gender: Gender | None
    post: str | None
    award_code: str
    registered_on: date
    note: str
    created_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class RegistrationFilter:
    """What a list is narrowed to; ``unit_path`` means the unit and everything below it."""

    body_id: UUID
    year: int
    unit_path: str = ""
    award_code: str = ""
    subject: Subject | None = None
    text: str = ""
    withdrawn: bool = False


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The one condition of sight: registrations in the actor's subtrees, and their own."""
    inside = within(Unit.path, actor.paths(Permission.REGISTRATION_READ))
    return or_(inside, Registration.person_id == actor.person_id) if actor.person_id else inside


def registration_page(
    session: Session, actor: Actor, narrowed: RegistrationFilter, *, cursor: str | None, total: int | None = None
) -> Page[RegistrationRow]:
    """One page, unit by unit, collectives first, people in the Vietnamese order of names."""
    return keyset_page(
        lambda ordered: [RegistrationRow(*row) for row in session.execute(ordered)],
        _rows(actor).where(_narrowed(narrowed)),
        (Unit.path, _SORT, Registration.id),
        lambda row: (row.unit_path, row.sort_key, str(row.id)),
        cursor=cursor,
        size=PAGE_SIZE,
        total=total,
    )


def all_registrations(session: Session, actor: Actor, narrowed: RegistrationFilter) -> Sequence[RegistrationRow]:
    """The whole list, for the workbook."""
    query = _rows(actor).where(_narrowed(narrowed)).order_by(Unit.path, _SORT, Registration.id)
    return [RegistrationRow(*row) for row in session.execute(query)]


def award_counts(session: Session, actor: Actor, narrowed: RegistrationFilter) -> list[tuple[str, int]]:
    """How many are registered for each award, within the same filters."""
    query = (
        select(Registration.award_code, func.count())
        .join(Unit, Unit.id == Registration.unit_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(_Collective, _Collective.id == Registration.collective_id)
        .where(visible_to(actor), _narrowed(narrowed))
        .group_by(Registration.award_code)
    )
    return [(code, count) for code, count in session.execute(query)]


def registration_in_sight(session: Session, actor: Actor, registration_id: UUID) -> RegistrationRow | None:
    """One registration, when the actor may see it."""
    row = session.execute(_rows(actor).where(Registration.id == registration_id)).one_or_none()
    return RegistrationRow(*row) if row else None


def registrations_of_person(session: Session, person_id: UUID) -> Sequence[RegistrationRow]:
    """Everything a person ever registered for, the newest year first; the caller asks who may read it."""
    query = _select().where(Registration.person_id == person_id)
    ordered = query.order_by(Registration.year.desc(), Registration.award_code, Registration.id)
    return [RegistrationRow(*row) for row in session.execute(ordered)]


def _rows(actor: Actor) -> AnySelect:
    return _select().where(visible_to(actor))


def _select() -> AnySelect:
    """The post is that of the membership in the unit of the registration on its day."""
    then = and_(
        Membership.person_id == Registration.person_id,
        Membership.unit_id == Registration.unit_id,
        Membership.started_on <= Registration.registered_on,
        or_(Membership.ended_on.is_(None), Membership.ended_on >= Registration.registered_on),
    )
    return (
        select(
            Registration.id,
            Registration.body_id,
            Registration.year,
            Registration.unit_id,
            Unit.name,
            Unit.path,
            Registration.subject,
            Registration.person_id,
            Registration.collective_id,
            _NAME,
            _SORT,
            Person.gender,
            Membership.post,
            Registration.award_code,
            Registration.registered_on,
            Registration.note,
            Registration.created_at,
            Registration.withdrawn_at,
            Registration.withdrawn_reason,
            Registration.version,
        )
        .join(Unit, Unit.id == Registration.unit_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(_Collective, _Collective.id == Registration.collective_id)
        .outerjoin(Membership, then)
    )


def _narrowed(wanted: RegistrationFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [
        Registration.body_id == wanted.body_id,
        Registration.year == wanted.year,
        Registration.withdrawn_at.is_not(None) if wanted.withdrawn else Registration.withdrawn_at.is_(None),
    ]
    if wanted.unit_path:
        conditions.append(within(Unit.path, [wanted.unit_path]))
    if wanted.award_code:
        conditions.append(Registration.award_code == wanted.award_code)
    if wanted.subject:
        conditions.append(Registration.subject == wanted.subject)
    names = func.coalesce(Person.search_text, _Collective.search_text)
    conditions += [names.contains(word, autoescape=True) for word in fold(wanted.text).split()[:10]]
    return and_(*conditions)
