"""Short ways to say who a nominee is: a person or a unit with everything in order, and what is different."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.eligibility.enums import (
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.facts import (
    ConferralFact,
    DisciplineFact,
    InitiativeFact,
    LeaveFact,
    MemberFact,
    NomineeFacts,
)
from app.eligibility.prospects import Prospect

EXCELLENT, GOOD, DONE, POOR = (
    ClassificationLevel.HTXSNV,
    ClassificationLevel.HTTNV,
    ClassificationLevel.HTNV,
    ClassificationLevel.KHTNV,
)
CONDUCT = {"qualitative": True, "registered_for_emulation": True, "ministry_or_province_detail": True}
UNUSED: frozenset[str] = frozenset()


def person(year: int = 2018, **facts: Any) -> NomineeFacts:
    """A person long in service, conduct and registration confirmed, rated good in the award year."""
    given = {
        "joined_on": date(2005, 1, 1),
        "classifications": {year: GOOD},
        "confirmed": CONDUCT,
        **facts,
    }
    return NomineeFacts(subject=Subject.INDIVIDUAL, year=year, **given)


def unit(year: int = 2018, **facts: Any) -> NomineeFacts:
    """A collective rated excellent in the award year, ten members with LĐTT, one of them CSTĐCS."""
    given = {
        "classifications": {year: EXCELLENT},
        "confirmed": {**CONDUCT, "selected_among": True},
        "members": roll(10, ldtt=10, cstdcs=1),
        **facts,
    }
    return NomineeFacts(subject=Subject.COLLECTIVE, year=year, **given)


def roll(
    size: int, *, ldtt: int = 0, cstdcs: int = 0, level: ClassificationLevel | None = GOOD, unrated: int = 0
) -> tuple[MemberFact, ...]:
    """A roll on which the first members hold titles; the last ``unrated`` are not rated at all."""
    return tuple(
        MemberFact(
            awards_this_year=frozenset({"LDTT"} if i < ldtt else set())
            | frozenset({"CSTDCS"} if i < cstdcs else set()),
            classification=level if i < size - unrated else None,
            is_rated=i < size - unrated,
        )
        for i in range(size)
    )


def rated(level: ClassificationLevel, *years: int) -> dict[int, ClassificationLevel]:
    return dict.fromkeys(years, level)


def held(award: str, *years: int, used: frozenset[str] | None = UNUSED, **more: Any) -> tuple[ConferralFact, ...]:
    """An award of each year, decided in January of the next."""
    return tuple(
        ConferralFact(
            award=award,
            year=year,
            decided_on=date(year + 1, 1, 10),
            decision_no=f"{year % 100}/QĐ-{award}",
            for_initiatives=used,
            **more,
        )
        for year in years
    )


def given_for(award: str, year: int, kind: CommendationType) -> tuple[ConferralFact, ...]:
    return held(award, year, type=kind)


def initiatives(
    *years: int, level: InitiativeLevel = InitiativeLevel.GRASSROOTS, kind: InitiativeKind = InitiativeKind.INITIATIVE
) -> tuple[InitiativeFact, ...]:
    """One initiative for each year named; a year named twice has two."""
    return tuple(InitiativeFact(f"{kind}-{i}-{year}", year, level, kind) for i, year in enumerate(years))


def topics(*years: int, level: InitiativeLevel = InitiativeLevel.GRASSROOTS) -> tuple[InitiativeFact, ...]:
    return initiatives(*years, level=level, kind=InitiativeKind.TOPIC)


def punished(severity: DisciplineLevel, decided_on: date, ends_on: date | None = None) -> tuple[DisciplineFact, ...]:
    return (DisciplineFact(severity, decided_on, ends_on),)


def away(kind: LeaveKind, starts_on: date, ends_on: date | None = None, **more: Any) -> tuple[LeaveFact, ...]:
    return (LeaveFact(kind, starts_on, ends_on, **more),)


def as_named(facts: NomineeFacts, found: Prospect) -> NomineeFacts:
    """The same nominee in the year named, after excellent years and everything that the prospect asks for."""
    year = found.could_be_in or facts.year
    coming = [each for each in range(facts.year, year + 1) if each not in facts.classifications]
    conferrals, works = list(facts.conferrals), list(facts.initiatives)
    for need in found.needs:
        if need.what == "award":
            conferrals += [
                ConferralFact(need.which, each, for_initiatives=frozenset())
                for each in range(need.first, need.last + 1)
            ]
        if need.what in set(InitiativeKind):
            works += [
                InitiativeFact(f"new {number}", need.first, InitiativeLevel(need.which), InitiativeKind(need.what))
                for number in range(need.number)
            ]
    return replace(
        facts,
        year=year,
        classifications={**facts.classifications, **rated(EXCELLENT, *coming)},
        conferrals=tuple(conferrals),
        initiatives=tuple(works),
        registered=None,
        has_open_case=False,
    )
