"""Kinds that a person confirms with a tick, and registration, which the body may have on record."""

from typing import Any

from app.eligibility.case import Case
from app.eligibility.enums import ConditionKind, DetailSetBy
from app.eligibility.outcomes import ASK, MET, SILENT, UNMET
from app.eligibility.rulebook.conditions import (
    Achievement,
    Condition,
    MinistryOrProvinceDetail,
    NoOpenCase,
    RegisteredForEmulation,
)
from app.eligibility.standards import Answer, Node, Periods, leaf

PROVINCE_MAY_RECORD = {DetailSetBy.PROVINCE, DetailSetBy.MINISTRY_OR_PROVINCE}


TICKED = frozenset(
    {
        ConditionKind.REGISTERED_FOR_EMULATION,
        ConditionKind.QUALITATIVE,
        ConditionKind.ACHIEVEMENT,
        ConditionKind.SELECTED_AMONG,
        ConditionKind.LONG_SERVICE_IN_POSTS,
        ConditionKind.MINISTRY_OR_PROVINCE_DETAIL,
        ConditionKind.STANDARD_NOT_READ,
    }
)


def tick_key(condition: Condition) -> str | None:
    """Return the key under which an officer confirms: the kind, or the word of an achievement; None if computed."""
    if isinstance(condition, Achievement):
        return condition.what.value
    return condition.type.value if condition.type in TICKED else None


def ticked(node: Node[Any], case: Case, periods: Periods) -> Answer:
    """An officer says yes or no; nothing said needs confirmation."""
    said = case.facts.confirmed.get(node.tick or "")
    if said is None:
        return Answer(node, ASK, None, (), SILENT)
    return leaf(node, MET if said else UNMET, said)


def detail(node: Node[MinistryOrProvinceDetail], case: Case, periods: Periods) -> Answer:
    """Met at once where the body has recorded that there is no detailed standard, else a tick against it."""
    if node.condition.set_by in PROVINCE_MAY_RECORD and node.law.settings.get("local_standard_recorded") is False:
        return leaf(node, MET, "none")
    return ticked(node, case, periods)


def registered(node: Node[RegisteredForEmulation], case: Case, periods: Periods) -> Answer:
    """On the register for this title or a higher one; for a lower one only, a person decides."""
    register = case.facts.registered
    if register is None:
        return ticked(node, case, periods)
    if register & node.law.registered_as:
        return leaf(node, MET, register)
    return leaf(node, ASK if register else UNMET, register)


def no_open_case(node: Node[NoOpenCase], case: Case, periods: Periods) -> Answer:
    """Nothing open against the subject: reading open_case_outcome."""
    if not case.facts.has_open_case:
        return leaf(node, MET, False)
    return leaf(node, ASK if node.options.get("open_case_outcome") == "needs_confirmation" else UNMET, True)
