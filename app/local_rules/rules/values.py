"""What each kind of local rule holds, checked when written and when read."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator

from app.eligibility.enums import VoteBase
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.parts import AwardCode, Identifier, Part, Percent
from app.eligibility.rulebook.shared_rules import SettingValue
from app.local_rules.enums import RuleKind

EVERY_AWARD: Final = "*"
EXCEPTION_KEY: Final = "exception"


class ReadingChoice(Part):
    """The option chosen for a point that the texts leave open."""

    option: Identifier


class SettingChoice(Part):
    """The value of a setting; a fraction of a whole number is kept as text, so that nothing is lost."""

    value: bool | int | str
    is_decimal: bool = False

    def plain(self) -> SettingValue:
        """Return the value as the rulebooks take it."""
        return Decimal(str(self.value)) if self.is_decimal else self.value


class Ceiling(Part):
    """A share of those who hold another award, or a number."""

    of: AwardCode | None = None
    pct: Percent | None = None
    count: int | None = Field(default=None, ge=0, le=1_000_000)

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.pct is None) == (self.count is None):
            raise ValueError("give either pct or count")
        if self.pct is not None and self.of is None:
            raise ValueError("a share names the award it is a share of")
        return self


class VoteChoice(Part):
    """How the council votes; None leaves a part as the rulebook has it."""

    min_percent: Percent | None = Field(default=None, ge=1)
    secret: bool | None = None
    base: Literal[VoteBase.ALL_MEMBERS, VoteBase.PRESENT] | None = None
    quorum: str | None = Field(default=None, pattern=r"^[1-9]\d?/[1-9]\d?$")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(part is None for part in (self.min_percent, self.secret, self.base, self.quorum)):
            raise ValueError("set at least one part")
        return self


class FurtherBar(Part):
    """A condition asked beyond the law, for these awards."""

    awards: tuple[AwardCode, ...] = Field(min_length=1)
    condition: Condition


class ExceptionChoice(Part):
    """Whether a file may pass with a recorded reason."""

    allowed: bool


Value = ReadingChoice | SettingChoice | Ceiling | VoteChoice | FurtherBar | ExceptionChoice

SCHEMAS: Final[Mapping[RuleKind, type[Value]]] = {
    RuleKind.READING: ReadingChoice,
    RuleKind.SETTING: SettingChoice,
    RuleKind.QUOTA: Ceiling,
    RuleKind.VOTE: VoteChoice,
    RuleKind.BAR: FurtherBar,
    RuleKind.EXCEPTION: ExceptionChoice,
}


class MalformedValue(ValueError):
    """A value that does not fit the kind of its rule."""


def parse(kind: RuleKind, value: Mapping[str, Any]) -> Value:  # Any: JSON of the kind
    """Return the value of a rule as its kind has it, or raise MalformedValue."""
    try:
        # Through JSON: the strict parts take words for members of a closed list only from there.
        return SCHEMAS[kind].model_validate_json(json.dumps(dict(value)))
    except ValidationError as error:
        raise MalformedValue(str(error)) from error


def to_json(value: Value) -> dict[str, Any]:  # Any: JSON of the kind
    """Return a value as the table keeps it: without what was left open."""
    plain = value.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return {**plain, **_required(value)}


def _required(value: Value) -> dict[str, Any]:
    """Return the words a later reader needs although they equal a default: the kind of a condition."""
    if isinstance(value, FurtherBar):
        condition = value.condition.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        return {"condition": {"type": value.condition.type.value, **condition}}
    return {}
