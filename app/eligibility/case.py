"""A nominee's facts laid out for questions: valid conferrals by award, years free of discipline, answers kept."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from app.eligibility.enums import ClassificationLevel, InitiativeKind
from app.eligibility.facts import ConferralFact, InitiativeFact, NomineeFacts
from app.eligibility.standards import Judged, Node, Span

NONE_HELD: Final[tuple[ConferralFact, ...]] = ()


class Case:
    """The facts of one nominee for one award year; nothing later than that year is looked at."""

    __slots__ = (
        "_free_from",
        "_held",
        "_initiatives",
        "_judge",
        "_judged",
        "_lines",
        "_spans",
        "codes",
        "facts",
        "first_year",
        "first_years",
        "last_periods",
        "levels",
        "objections",
        "open_from",
        "year",
        "years_ahead",
    )

    def __init__(self, facts: NomineeFacts, judge: Callable[["Case", str], Judged]) -> None:
        """Take the facts, and how another standard is judged when one refers to it."""
        self.facts = facts
        self.year = facts.year
        self.levels: Mapping[int, ClassificationLevel] = facts.classifications
        self._judge = judge
        self._judged: dict[str, Judged] = {}
        self._held = _by_award(facts)
        self.codes = facts.awards_this_round.union(self._held)
        self._free_from: tuple[int, int] | None = None
        self._initiatives: dict[InitiativeKind, tuple[InitiativeFact, ...]] = {}
        for kind in {each.kind for each in facts.initiatives}:
            mine = (each for each in facts.initiatives if each.kind is kind and each.year <= facts.year)
            self._initiatives[kind] = tuple(sorted(mine, key=_initiative_order))
        self._lines: dict[Node[Any], Callable[[int], tuple[int, str]]] = {}
        self._spans: dict[Node[Any], tuple[Span, ...]] = {}
        self.last_periods: dict[str, tuple[int, int] | None] = {}
        self.first_years: dict[str, int] = {}
        self.open_from: dict[Node[Any], int] = {}
        self.years_ahead: dict[str, int | None] = {}
        self.objections: dict[str, list[Any]] = {}
        years = [*facts.classifications, *(each.year for each in facts.conferrals)]
        self.first_year = min((year for year in years if year <= facts.year), default=facts.year)

    def held(self, code: str) -> tuple[ConferralFact, ...]:
        """Return the conferrals of an award up to the award year, revoked ones left out, oldest first."""
        return self._held.get(code, NONE_HELD)

    def initiatives(self, kind: InitiativeKind) -> tuple[InitiativeFact, ...]:
        """Return the initiatives of a kind up to the award year, oldest first."""
        return self._initiatives.get(kind, ())

    def judged(self, code: str) -> Judged:
        """Return what the standard of an award says, judged once."""
        found = self._judged.get(code)
        if found is None:
            found = self._judged[code] = self._judge(self, code)
        return found

    def line(self, node: Node[Any]) -> Callable[[int], tuple[int, str]]:
        """Return what each year says to a chain, laid out once."""
        found = self._lines.get(node)
        if found is None:
            assert node.line is not None
            found = self._lines[node] = node.line(node, self)
        return found

    def spans(self, node: Node[Any]) -> tuple[Span, ...]:
        """Return the runs that may serve a chain, looked for once."""
        found = self._spans.get(node)
        if found is None:
            assert node.spans is not None
            found = self._spans[node] = node.spans(node, self)
        return found

    def is_proposed(self, code: str) -> bool:
        """Say whether an award of this year is on its way: proposed in the round, not yet conferred."""
        return code in self.facts.awards_this_round and not any(c.year == self.year for c in self.held(code))

    def free_from(self) -> tuple[int, int]:
        """Return the years from which achievements count after discipline: for certain, and perhaps."""
        if self._free_from is None:
            self._free_from = _after_discipline(self.facts)
        return self._free_from


def _by_award(facts: NomineeFacts) -> dict[str, tuple[ConferralFact, ...]]:
    found: dict[str, list[ConferralFact]] = {}
    for conferral in facts.conferrals:
        if not conferral.revoked and conferral.year <= facts.year:
            found.setdefault(conferral.award, []).append(conferral)
    return {code: tuple(sorted(each, key=_order)) if len(each) > 1 else tuple(each) for code, each in found.items()}


def _initiative_order(each: InitiativeFact) -> tuple[object, ...]:
    return each.year, each.id, each.level, each.title, each.decision_no


def _order(conferral: ConferralFact) -> tuple[object, ...]:
    """Order conferrals whatever order they were written in."""
    used = conferral.for_initiatives
    return (
        conferral.year,
        conferral.decided_on or date.max,
        conferral.decision_no,
        conferral.award,
        conferral.type,
        conferral.period_to or 0,
        used is None,
        sorted(used or ()),
    )


def _after_discipline(facts: NomineeFacts) -> tuple[int, int]:
    """An end inside a year leaves that year open; an unknown end leaves the year after the decision open."""
    certain = possible = 0
    for each in facts.discipline:
        if each.decided_on.year > facts.year:
            continue
        last = each.ends_on.year if each.ends_on else each.decided_on.year + 1
        ends_with_year = each.ends_on is not None and (each.ends_on.month, each.ends_on.day) == (12, 31)
        certain = max(certain, last + 1)
        possible = max(possible, last + 1 if ends_with_year else last)
    return certain, possible
