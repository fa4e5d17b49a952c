"""A page of the list: one select of plain columns, paged by key, with the count of all that the filters find.

Statements are kept, because building one costs more than running it. What narrows it is part of its key: the filters
that are set and, for who does not read the whole body, the actor with all their rights: a changed right is a new key.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Uuid,
    bindparam,
    false,
    func,
    literal,
    select,
    type_coerce,
    union,
)
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.paging import AnySelect, Cursor, Page, first_page, keyset_page
from app.nominations.models import Nomination
from app.nominations.queries.links import LOWERED_LAST
from app.nominations.queries.narrowing import Filters, WrittenId, conditions
from app.nominations.queries.searching import asked_of
from app.nominations.queries.verdicts import EXCEPTION_KEPT
from app.nominations.queries.visibility import grounds_of, tabled_in, visible_to

PAGE_SIZE: Final = 50
COUNTED_UP_TO: Final = 1_000
"""Beyond this a list says "more than": an exact count would cost more than the page."""

ListRow = Row[*tuple[Any, ...]]  # Any: the columns below, and the total
Reader = Callable[[AnySelect], Sequence[ListRow]]


class SortBy(StrEnum):
    """The orders of the list."""

    NUMBER = "number"
    NOMINEE = "nominee"


_COLUMNS: Final = (
    type_coerce(Nomination.id, WrittenId()).label("id"),
    Nomination.number,
    Nomination.nominee_name,
    Nomination.nominee_unit_name,
    Nomination.award_code,
    Nomination.regime_id,
    Nomination.status,
    Nomination.status_at,
    EXCEPTION_KEPT.label("exception_reason"),
    LOWERED_LAST.label("lowered"),
)
_ORDERS: Final[Mapping[SortBy, tuple[Any, ...]]] = {  # Any: columns of several types
    SortBy.NUMBER: (Nomination.number,),
    SortBy.NOMINEE: (Nomination.sort_key, Nomination.number),
}
_COMMON: Final = frozenset({"body_id", "year", "status"})
"""What is asked by most visits: a walk along one index finds a page of it at once, and counts without the table."""


class _Narrowing(NamedTuple):
    """What narrows the list: the names of the filters that are set, and who sees only a part of the body."""

    names: tuple[str, ...]
    seeing: Actor | None
    finds_many: bool = False
    """Whether it is known already that more files fit than a list counts."""

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        narrowed = tuple(conditions(self.names))
        return narrowed if self.seeing is None else (*narrowed, Nomination.number.in_(self.numbers()))

    def numbers(self) -> AnySelect:
        """Return the numbers of the files that fit; those that a part of the body lets see, ground by ground."""
        numbers = select(Nomination.number).where(*conditions(self.names))
        if self.seeing is None:
            return numbers
        legs = [numbers.where(ground) for ground in _grounds(self.seeing)]
        # Two legs at least: of a single one SQLite would walk the whole year in order, and not along the leg's index.
        nothing = [numbers.where(false())] * (2 - len(legs))
        found = union(*legs, *nothing).subquery()
        return select(found.c.number)


class _Kept(NamedTuple):
    """A statement to be continued by ``keyset_page``, and that of the first page, complete."""

    all: AnySelect
    first: AnySelect


def nomination_page(
    session: Session, actor: Actor, filters: Filters, *, sort: SortBy, cursor: str | None, size: int = PAGE_SIZE
) -> Page[ListRow]:
    """One page of the list: by number the newest first, by nominee in the Vietnamese order of names.

    The same question counts what the filters find; a total above ``COUNTED_UP_TO`` stands for "more".
    """
    names, values, finds_many = asked_of(session, filters, COUNTED_UP_TO)
    seeing = seeing_part(actor, filters)
    narrowing = _Narrowing(names, seeing, finds_many and seeing is None)

    def rows(query: AnySelect) -> Sequence[ListRow]:
        """Read past the mapper, which would look at each row for entities."""
        return session.connection().execute(query, values).all()

    if sort is SortBy.NUMBER and (narrowing.seeing or not _COMMON.issuperset(names)):
        page = _page_looked_for(rows, narrowing, cursor, size)
    else:
        page = _page_in_order(rows, narrowing, sort, cursor, size)
    return replace(page, total=page.items[0].total if page.items else 0)


def seeing_part(actor: Actor, filters: Filters) -> Actor | None:
    """Return the actor when their view of the body is partial; who reads all of it needs no condition."""
    return None if actor.may_at(Permission.NOMINATION_READ, filters.body_path) else actor


def seen_by(seeing: Actor | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of visibility in a body and year, for an actor whose view of it is partial."""
    if seeing is None:
        return ()
    return (visible_to(seeing, tabled=tabled_in(bindparam("body_id", type_=Uuid()), bindparam("year"))),)


def _grounds(seeing: Actor) -> list[ColumnElement[bool]]:
    tabled = tabled_in(bindparam("body_id", type_=Uuid()), bindparam("year"))
    return grounds_of(seeing, tabled=tabled, of_body_not_read=True)


def _page_in_order(rows: Reader, narrowing: _Narrowing, sort: SortBy, cursor: str | None, size: int) -> Page[ListRow]:
    """Walk along the index of the order until the page is full."""
    kept, by_number = _in_order(narrowing, sort, size), sort is SortBy.NUMBER
    return keyset_page(
        rows,
        kept.all,
        _ORDERS[sort],
        (lambda row: (row.number,)) if by_number else (lambda row: (row.sort_key, row.number)),
        cursor=cursor,
        size=size,
        descending=by_number,
        first=kept.first,
    )


@lru_cache(maxsize=64)
def _in_order(narrowing: _Narrowing, sort: SortBy, size: int) -> _Kept:
    narrowed = narrowing.conditions()
    found = select(literal(1)).where(*narrowed).limit(COUNTED_UP_TO + 1).subquery()
    extra = (Nomination.sort_key,) if sort is SortBy.NOMINEE else ()
    query = select(*_COLUMNS, _total(narrowing, found), *extra).where(*narrowed)
    return _Kept(query, first_page(query, _ORDERS[sort], size=size, descending=sort is SortBy.NUMBER))


def _page_looked_for(rows: Reader, narrowing: _Narrowing, cursor: str | None, size: int) -> Page[ListRow]:
    """Find the numbers of the page in the index alone, which holds all that filters ask; then read only its rows.

    Few rows may fit, far apart: opening each row on the way would cost more than all the rest.
    """
    kept, numbers = _looked_for(narrowing, size), _numbers(narrowing)
    at = Cursor.decode(cursor, 1)
    upwards = at is not None and at.backwards and isinstance(at.key[0], int)

    def read(ordered: AnySelect) -> list[ListRow]:
        query = ordered if ordered is kept.first else kept.all.where(Nomination.number.in_(ordered))
        return sorted(rows(query), key=lambda row: int(row.number), reverse=not upwards)

    return keyset_page(
        read,
        numbers,
        (numbers.selected_columns.number,),
        lambda row: (row.number,),
        cursor=cursor,
        size=size,
        descending=True,
        first=kept.first,
    )


@lru_cache(maxsize=64)
def _numbers(narrowing: _Narrowing) -> AnySelect:
    return narrowing.numbers()


@lru_cache(maxsize=64)
def _looked_for(narrowing: _Narrowing, size: int) -> _Kept:
    """Return the rows of the body and year, each with the count of those found, and those of the first page."""
    numbers = _numbers(narrowing)
    found = numbers.order_by(numbers.selected_columns.number.desc()).limit(COUNTED_UP_TO + 1).cte("found")
    if not narrowing.finds_many:
        numbers = select(found.c.number)
    rows = select(*_COLUMNS, _total(narrowing, found)).where(*conditions(("body_id", "year")))
    page = first_page(numbers, (numbers.selected_columns.number,), size=size, descending=True)
    return _Kept(rows, rows.where(Nomination.number.in_(page)))


def _total(narrowing: _Narrowing, found: FromClause) -> ColumnElement[int]:
    """Return the count of what was found up to the bound, without counting where it is known to be more."""
    if narrowing.finds_many:
        return literal(COUNTED_UP_TO + 1).label("total")
    return select(func.count()).select_from(found).scalar_subquery().label("total")
