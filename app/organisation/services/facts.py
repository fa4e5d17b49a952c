"""What an act is told about a unit, a person or a place, cleaned on the way in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.core.database import Base
from app.core.errors import Problem, RuleBroken
from app.core.text import nfc
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind


class _Cleaned:
    """Text arrives composed and trimmed, whoever calls."""

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, each.name)
            if type(value) is str:
                object.__setattr__(self, each.name, nfc(value))


@dataclass(frozen=True, kw_only=True)
class UnitFacts(_Cleaned):
    """What is said of a unit; where it stands in the tree is told apart."""

    code: str
    name: str
    kind: UnitKind
    valid_from: date
    authority: Authority = Authority.NONE
    is_external: bool = False
    name_en: str = ""
    short_name: str = ""
    symbol: str = ""
    place: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class PersonFacts(_Cleaned):
    """What is said of a person."""

    full_name: str
    gender: Gender | None = None
    birth_on: date | None = None
    identity_number: str | None = None
    joined_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceFacts(_Cleaned):
    """A place in a unit from a day on."""

    unit_id: UUID
    staff_group: StaffGroup
    started_on: date
    post: str = ""
    is_head: bool = False
    ended_on: date | None = None


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:  # Any: values of any field
    """Return the changed fields as ``name: [before, after]`` for the trail."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def too_long(facts: _Cleaned, model: type[Base]) -> Iterator[Problem]:
    """Return a problem for each text that its column cannot hold."""
    for each in fields(facts):  # type: ignore[arg-type]  # every subclass is a dataclass
        value, column = getattr(facts, each.name), model.__table__.columns.get(each.name)
        most = getattr(column.type, "length", None) if column is not None else None
        if type(value) is str and most and len(value) > most:
            yield Problem(_l("Shorten this: at most %(most)s characters fit.", most=most), each.name)


def refuse(*problems: Problem | None) -> None:
    """Raise RuleBroken when there is at least one problem."""
    found = [problem for problem in problems if problem is not None]
    if found:
        raise RuleBroken(*found)
