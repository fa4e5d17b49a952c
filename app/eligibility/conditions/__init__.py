"""One pure function for each kind of condition: a node, the facts and the periods known give an answer."""

from collections.abc import Mapping
from typing import Final

from app.eligibility.conditions import awards, classification, confirmed, initiatives, logic, members, service
from app.eligibility.enums import ConditionKind
from app.eligibility.standards import Judge, LineOf, Spans

JUDGES: Final[Mapping[ConditionKind, Judge]] = {
    ConditionKind.ALL_OF: logic.all_of,
    ConditionKind.ANY_OF: logic.any_of,
    ConditionKind.CLASSIFICATION_AT_LEAST: classification.at_least,
    ConditionKind.CLASSIFICATION_YEARS: classification.years,
    ConditionKind.AWARD_HELD: awards.held,
    ConditionKind.INITIATIVE_RECOGNISED: initiatives.recognised,
    ConditionKind.MEETS_STANDARD_OF: logic.meets_standard_of,
    ConditionKind.MEMBERS_WITH: members.members_with,
    ConditionKind.NOT_DISCIPLINED_FROM: members.not_disciplined,
    ConditionKind.EMPLOYED_MONTHS_MIN: service.employed_months,
    ConditionKind.ABSENCE_NOT_BETWEEN: service.absence,
    ConditionKind.NO_OPEN_CASE: confirmed.no_open_case,
    ConditionKind.REGISTERED_FOR_EMULATION: confirmed.registered,
    ConditionKind.QUALITATIVE: confirmed.ticked,
    ConditionKind.ACHIEVEMENT: confirmed.ticked,
    ConditionKind.SELECTED_AMONG: confirmed.ticked,
    ConditionKind.LONG_SERVICE_IN_POSTS: confirmed.ticked,
    ConditionKind.MINISTRY_OR_PROVINCE_DETAIL: confirmed.detail,
    ConditionKind.STANDARD_NOT_READ: confirmed.ticked,
}
CHAINS: Final[Mapping[ConditionKind, tuple[Spans, LineOf]]] = {
    ConditionKind.CLASSIFICATION_YEARS: (classification.spans, classification.line),
    ConditionKind.AWARD_HELD: (awards.spans, awards.line),
}
"""Kinds that may ask for an unbroken run: how its years are found."""
