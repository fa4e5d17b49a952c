"""Every name a rulebook file mentions must exist: sources, readings, awards, bars, votes, periods."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from app.eligibility.enums import ConditionKind, ConditionsLogic, Subject
from app.eligibility.rulebook.catalogue import Award, Regime, RegimeFile
from app.eligibility.rulebook.conditions import AWARD_YEAR, AllOf, AnyOf, Condition, ConditionBase, Location
from app.eligibility.rulebook.rules import CombinationRule
from app.eligibility.rulebook.shared_rules import CommonFile

Found = tuple[Location, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a file may mention."""

    sources: frozenset[str]
    readings: frozenset[str]


def check_shared_names(part: BaseModel, known: Known) -> Iterator[Found]:
    """Check the sources and readings mentioned anywhere in a file."""
    for location, name, value in _mentions(part, ()):
        pool = known.readings if name in {"readings", "reading"} else known.sources
        for offset, identifier in enumerate(value if isinstance(value, tuple) else (value,)):
            if identifier not in pool:
                kind = "reading" if pool is known.readings else "source"
                here = (*location, offset) if isinstance(value, tuple) else location
                yield here, f"no {kind} has the id {identifier!r}"


SHARED_FIELDS = frozenset({"sources", "authority_sources", "readings", "reading", "bonus_rounding_readings"})


def _mentions(value: object, location: Location) -> Iterator[tuple[Location, str, Any]]:
    """Yield each field that names sources or readings, at any depth."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            child = getattr(value, name)
            if name in SHARED_FIELDS and isinstance(child, str | tuple) and _all_text(child):
                yield (*location, name), name.removeprefix("bonus_rounding_"), child
            else:
                yield from _mentions(child, (*location, name))
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from _mentions(child, (*location, str(key)))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _mentions(child, (*location, index))


def _all_text(value: str | tuple[object, ...]) -> bool:
    return isinstance(value, str) or all(isinstance(item, str) for item in value)


def check_regime(file: RegimeFile, regime: Regime) -> Iterator[Found]:
    """Check what a regime file says about its own awards, bars, modifiers, votes and periods."""
    yield from _twice(file)
    for index, bar in enumerate(file.bars):
        yield from _check_condition(bar.condition, ("bars", index, "condition"), regime, frozenset({AWARD_YEAR}))
    for index, rule in enumerate(file.combination_rules):
        yield from _check_rule(rule, ("combination_rules", index), regime)
    for index, award in enumerate(file.awards):
        yield from _check_award(award, ("awards", index), regime)


def faults_of(condition: Condition, regime: Regime) -> list[str]:
    """Return what is wrong with a condition that stands by itself, such as a local rule: unknown awards or periods."""
    return [message for _, message in _check_condition(condition, (), regime, frozenset({AWARD_YEAR}))]


def check_common(file: CommonFile) -> Iterator[Found]:
    """Check that the documented kinds are those of the code, and that the settings the code reads have a shape."""
    for kind in ConditionKind:
        if kind not in file.condition_kinds:
            yield ("condition_kinds",), f"kind {kind.value!r} is not described"
    for model in get_args(get_args(Condition)[0]):
        kind = get_args(model.model_fields["type"].annotation)[0]
        names = {field.alias or name for name, field in model.model_fields.items()}
        wanted = names - set(ConditionBase.model_fields) - {"type"}
        note = file.condition_kinds.get(kind)
        if note is not None and set(note.params) != wanted:
            yield ("condition_kinds", kind.value, "params"), f"the parameters are {sorted(wanted)}"
    for index, reading in enumerate(file.readings):
        if reading.default not in reading.options:
            yield ("readings", index, "default"), f"{reading.default!r} is none of the options"
    yield from _check_settings(file)


def _check_settings(file: CommonFile) -> Iterator[Found]:
    shapes = {"vote_min_pct": r"[0-9]{1,3}", "vote_secret": r"True|False", "quorum": r"[1-9]/[1-9]"}
    values = {setting.id: (index, str(setting.default)) for index, setting in enumerate(file.settings)}
    for name, shape in shapes.items():
        index, value = values.get(name, (-1, ""))
        if index < 0:
            yield ("settings",), f"setting {name!r} is missing"
        elif not re.fullmatch(shape, value):
            yield ("settings", index, "default"), f"{name} cannot be {value!r}"


def _check_rule(rule: CombinationRule, here: Location, regime: Regime) -> Iterator[Found]:
    for name in ("codes", "titles_by_reading", "from_codes"):
        for index, code in enumerate(getattr(rule, name)):
            if code != "*" and code not in regime.awards:
                yield (*here, name, index), f"no award has the code {code!r}"
    if rule.title is not None and rule.title not in regime.awards:
        yield (*here, "title"), f"no award has the code {rule.title!r}"


def check_local_condition(condition: Condition, here: Location, regime: Regime) -> Iterator[Found]:
    """Check a condition that a body adds, as if it were a bar of the regime."""
    yield from _check_condition(condition, here, regime, frozenset({AWARD_YEAR}))


def _twice(file: RegimeFile) -> Iterator[Found]:
    lists: dict[str, list[str]] = {
        "bars": [bar.id for bar in file.bars],
        "modifiers": [item.id for item in file.modifiers],
        "vote_rules": [vote.id for vote in file.vote_rules],
        "combination_rules": [rule.id for rule in file.combination_rules],
        "awards": [award.code for award in file.awards],
    }
    for name, identifiers in lists.items():
        for index, identifier in enumerate(identifiers):
            if identifier in identifiers[:index]:
                yield (name, index), f"{identifier!r} stands twice"


def _check_award(award: Award, here: Location, regime: Regime) -> Iterator[Found]:
    for name, identifiers, pool in (
        ("bars", award.bars, regime.bars),
        ("modifiers", award.modifiers, regime.modifiers),
    ):
        for index, identifier in enumerate(identifiers):
            if identifier not in pool:
                yield (*here, name, index), f"no {name[:-1]} of the regime has the id {identifier!r}"
    if award.vote is not None and award.vote not in regime.vote_rules:
        yield (*here, "vote"), f"no vote rule of the regime has the id {award.vote!r}"
    base = getattr(award.quota, "of", None)
    if base is not None and base not in regime.awards:
        yield (*here, "quota", "of"), f"no award has the code {base!r}"
    periods = frozenset({AWARD_YEAR})
    if award.logic is ConditionsLogic.ALL:
        periods |= _defined(award.conditions)
    yield from _check_list(award.conditions, (*here, "conditions"), regime, periods)
    yield from _check_subjects(award, here, regime)


def _check_subjects(award: Award, here: Location, regime: Regime) -> Iterator[Found]:
    """A person cannot be judged by the members of a unit, nor by another's standard."""
    for index, condition in enumerate(award.conditions):
        title = getattr(condition, "title", None)
        other = regime.awards.get(title) if condition.type == "meets_standard_of" and title else None
        if other and other.subject is not award.subject:
            yield (
                (*here, "conditions", index, "title"),
                f"{title!r} is no award for {award.subject.value!r}",
            )
        if condition.type == "members_with" and award.subject is not Subject.COLLECTIVE:
            yield (*here, "conditions", index, "type"), "only a collective has members"


def _check_list(
    conditions: Iterable[Condition], here: Location, regime: Regime, periods: frozenset[str]
) -> Iterator[Found]:
    for index, condition in enumerate(conditions):
        yield from _check_condition(condition, (*here, index), regime, periods)


def _check_condition(condition: Condition, here: Location, regime: Regime, periods: frozenset[str]) -> Iterator[Found]:
    for name, codes in _award_fields(condition):
        for code in codes:
            if code not in regime.awards:
                yield (*here, name), f"no award has the code {code!r}"
    for name in ("within", "period"):
        period = getattr(condition, name, None)
        if period is not None and period not in periods:
            yield (*here, name), f"no condition beside this one defines the period {period!r}"
    if isinstance(condition, AllOf | AnyOf):
        inner = periods | (_defined(condition.conditions) if isinstance(condition, AllOf) else frozenset())
        yield from _check_list(condition.conditions, (*here, "conditions"), regime, inner)


def _award_fields(condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("awards", "after", "exclude_used_for"):
        yield name, getattr(condition, name, ())
    for name in ("title", "or_title"):
        code = getattr(condition, name, None)
        yield name, (code,) if code else ()


def _defined(conditions: Iterable[Condition]) -> frozenset[str]:
    names = (getattr(condition, "defines_period", None) for condition in conditions)
    return frozenset(name for name in names if name)
