"""What a body's choices must be beyond their shape: known readings, settings and awards, and conditions that end."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from app.eligibility.outside.parts import BarInput, ChoicesInput, check_codes
from app.eligibility.outside.problems import Place, Problem, unknown
from app.eligibility.rulebook import Regime, Rulebooks
from app.eligibility.rulebook.conditions import Condition, MeetsStandardOf, walk
from app.eligibility.rulebook.references import check_local_condition

PREFIX: Final = "choices"


def check_choices(choices: ChoicesInput, books: Rulebooks, regime_id: str | None = None) -> Iterator[Problem]:
    """Yield everything wrong with the choices of a case; conditions are checked against its regime, where known."""
    found = [*_readings(choices, books), *_settings(choices, books), *check_codes(books, _codes(choices))]
    for name in ("bars", "quotas", "votes"):
        found += _twice(choices, name)
    if any(regime.id == regime_id for regime in books.regimes()):
        regime = books.regime(regime_id or "")
        found += [problem for i, bar in enumerate(choices.bars) for problem in _bar(bar, i, regime)]
        found += [] if found else _endless(choices.bars, regime)
    return (problem.below(PREFIX) for problem in found)


def _readings(choices: ChoicesInput, books: Rulebooks) -> Iterator[Problem]:
    known = {entry.id: tuple(entry.options) for entry in books.common.readings}
    for name, option in choices.readings.items():
        if name not in known:
            yield Problem(("readings", name), unknown("reading", name, sorted(known)))
        elif option not in known[name]:
            yield Problem(("readings", name), unknown("option of this reading", option, known[name]))


def _settings(choices: ChoicesInput, books: Rulebooks) -> Iterator[Problem]:
    settings = sorted(entry.id for entry in books.common.settings)
    names = sorted({*settings, *(entry.id for entry in books.common.readings)})
    for name in choices.settings:
        if name not in settings:
            yield Problem(("settings", name), unknown("setting", name, settings))
    for name in choices.bases:
        if name not in names:
            yield Problem(("bases", name), unknown("reading or setting", name, names))


def _codes(choices: ChoicesInput) -> Iterator[tuple[Place, str]]:
    for i, bar in enumerate(choices.bars):
        yield from ((("bars", i, "awards", j), code) for j, code in enumerate(bar.awards))
    for i, quota in enumerate(choices.quotas):
        yield ("quotas", i, "award"), quota.award
        if quota.of is not None:
            yield ("quotas", i, "of"), quota.of
    for i, vote in enumerate(choices.votes):
        if vote.award is not None:
            yield ("votes", i, "award"), vote.award


def _twice(choices: ChoicesInput, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, each in enumerate(getattr(choices, name)):
        if each.id in seen:
            yield Problem((name, i, "id"), f"{each.id!r} is the id of another entry of the list; give each its own")
        seen.add(each.id)
        if name == "quotas" and each.pct is None and each.count is None:
            yield Problem((name, i), "give pct or count")


def _bar(bar: BarInput, position: int, regime: Regime) -> Iterator[Problem]:
    here: Place = ("bars", position, "condition")
    yield from (Problem(place, message) for place, message in check_local_condition(bar.condition, here, regime))


def _endless(bars: tuple[BarInput, ...], regime: Regime) -> Iterator[Problem]:
    """Refuse a condition by which the standard of an award would ask for itself."""
    asks = {code: _standards(award.conditions) for code, award in regime.awards.items()}
    for i, bar in enumerate(bars):
        for code in bar.awards:
            asks[code] = asks.get(code, frozenset()) | _standards((bar.condition,))
        try:
            TopologicalSorter(asks).prepare()
        except CycleError as error:
            ring = " asks for ".join(reversed(error.args[1]))
            yield Problem(("bars", i, "condition"), f"goes in a circle: {ring}")
            return


def _standards(conditions: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset(each.title for _, each in walk(conditions, ()) if isinstance(each, MeetsStandardOf))
