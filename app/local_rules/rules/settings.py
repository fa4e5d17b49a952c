"""What can be typed for each setting, and how it becomes the value that the rulebooks take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem, RuleBroken
from app.local_rules.enums import SettingType
from app.local_rules.rules.periods import too_long
from app.local_rules.rules.values import SettingChoice

MAX_WORDS: Final = 300
SHARE: Final = re.compile(r"([1-9][0-9]?)\s*/\s*([1-9][0-9]?)")
FIELD: Final = "value"
YES, NO = "yes", "no"
ALLOWED, FORBIDDEN = "allowed", "forbidden"


@dataclass(frozen=True, slots=True)
class SettingShape:
    """The type of a setting, and the range of its numbers."""

    type: SettingType
    least: int = 0
    most: int = 100


SWITCH: Final = SettingShape(SettingType.SWITCH)
PERCENT: Final = SettingShape(SettingType.PERCENT)
CHOICE: Final = SettingShape(SettingType.ALLOWED)
WORDS: Final = SettingShape(SettingType.WORDS)

SHAPES: Final[Mapping[str, SettingShape]] = {
    "forty_day_absence_bar": SWITCH,
    "cstdcs_needs_htxsnv_r2018": SWITCH,
    "cstdcs_quota_pct": PERCENT,
    "cstdt_quota_pct": PERCENT,
    "certificates_per_agency": SettingShape(SettingType.NUMBER, 0, 100_000),
    "vote_min_pct": SettingShape(SettingType.PERCENT, 1, 100),
    "vote_secret": SWITCH,
    "quorum": SettingShape(SettingType.SHARE),
    "gk_and_bk_same_work": CHOICE,
    "gk_with_title": CHOICE,
    "local_standard_recorded": SWITCH,
    "quantity_below_100_forces_below_50": SWITCH,
    "excellent_exception_pct": SettingShape(SettingType.PERCENT, 1, 25),
    "old_unit_opinion_months": SettingShape(SettingType.NUMBER, 1, 120),
    "deadlines": WORDS,
    "posting_days": SettingShape(SettingType.NUMBER, 1, 60),
    "dossier_sets": SettingShape(SettingType.NUMBER, 1, 10),
    "form_numbers": WORDS,
    "certificate_layout": WORDS,
    "knc_amount": SettingShape(SettingType.MULTIPLE, 0, 1),
}
"""A test holds this list against the rulebooks."""


def read_setting(setting_id: str, typed: str) -> SettingChoice:
    """Return what was typed for a setting as its value; raises RuleBroken with a sentence that says how to mend it."""
    shape = SHAPES[setting_id]
    match shape.type:
        case SettingType.SWITCH:
            return SettingChoice(value=_one_of(typed, {YES: True, NO: False}) is True)
        case SettingType.ALLOWED:
            return SettingChoice(value=str(_one_of(typed, {ALLOWED: ALLOWED, FORBIDDEN: FORBIDDEN})))
        case SettingType.PERCENT | SettingType.NUMBER:
            return SettingChoice(value=_whole(typed, shape))
        case SettingType.MULTIPLE:
            return SettingChoice(value=str(_multiple(typed, shape)), is_decimal=True)
        case SettingType.SHARE:
            return SettingChoice(value=read_share(typed, field=FIELD))
        case SettingType.WORDS:
            return SettingChoice(value=_words(typed))


def read_share(typed: str, *, field: str) -> str:
    """Return a share such as 2/3 in its plain form, or refuse it."""
    found = SHARE.fullmatch(typed.strip())
    if found is None or int(found[1]) > int(found[2]):
        raise RuleBroken(Problem(_l("Type a share of at most 1, for example 2/3."), field))
    return f"{int(found[1])}/{int(found[2])}"


def typed_value(choice: SettingChoice) -> str:
    """Return a value as the form shows it."""
    if isinstance(choice.value, bool):
        return YES if choice.value else NO
    return str(choice.value)


def _one_of(typed: str, known: Mapping[str, bool | str]) -> bool | str:
    if typed not in known:
        raise RuleBroken(Problem(_l("Choose from the list."), FIELD))
    return known[typed]


def _whole(typed: str, shape: SettingShape) -> int:
    text = typed.strip().replace(".", "").rstrip("%").strip()
    if not text.isdecimal() or len(text) > 9 or not shape.least <= int(text) <= shape.most:
        message = _l("Type a whole number from %(least)s to %(most)s.", least=shape.least, most=shape.most)
        raise RuleBroken(Problem(message, FIELD))
    return int(text)


def _multiple(typed: str, shape: SettingShape) -> Decimal:
    try:
        value = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not shape.least < value <= shape.most or value != round(value, 2):
        message = _l("Type a number above %(least)s and up to %(most)s, for example 0.6.", **_range(shape))
        raise RuleBroken(Problem(message, FIELD))
    return value


def _range(shape: SettingShape) -> dict[str, int]:
    return {"least": shape.least, "most": shape.most}


def _words(typed: str) -> str:
    text = typed.strip()
    if not text:
        raise RuleBroken(Problem(_l("Fill this in."), FIELD))
    if len(text) > MAX_WORDS:
        raise RuleBroken(too_long(text, MAX_WORDS, FIELD))
    return text
