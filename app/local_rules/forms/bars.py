"""Forms for the conditions that a body asks beyond the law, one for each kind of the closed list."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.awards.labels import DISCIPLINE, INITIATIVE_LEVELS, LEAVE, capitalised, level_name
from app.eligibility.enums import (
    ClassificationLevel,
    ConditionKind,
    DisciplineLevel,
    DisciplineScope,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.local_rules.enums import RuleKind
from app.local_rules.forms.base import RuleForm, refuse
from app.local_rules.labels import INITIATIVE_KINDS, SCOPES, award_names
from app.local_rules.rules.values import FurtherBar, MalformedValue, Value, parse
from app.web.forms import ChoiceField, LongTextField, ManyChoicesField, NumberField

MOST_MONTHS: Final = 600
MAX_ITEMS: Final = 2_000


class BarForm(RuleForm):
    """For which awards a condition is asked; each kind adds its figures."""

    kind: ClassVar[ConditionKind]
    subject: ClassVar[Subject | None] = None
    """Of whom the condition speaks, where it does not fit everybody."""
    awards = ManyChoicesField(_l("Asked for these awards"))

    def offer(self, key: str) -> None:
        super().offer(key)
        self.awards.choices = award_names(self.subject)

    def parameters(self) -> dict[str, Any]:
        """Return the figures of the condition as the rulebooks write them."""
        return {}

    def value(self, key: str) -> Value:
        condition = {"type": self.kind.value, **self.parameters()}
        try:
            return parse(RuleKind.BAR, {"awards": self.awards.data or [], "condition": condition})
        except MalformedValue:
            raise refuse(_l("These figures do not make a condition.")) from None

    def show_value(self, value: FurtherBar) -> None:
        self.awards.data = list(value.awards)
        self.show_condition(value.condition)

    def show_condition(self, condition: Any) -> None:  # Any: each form takes its own kind
        """Fill the figures."""


class ClassificationBar(BarForm):
    kind = ConditionKind.CLASSIFICATION_AT_LEAST
    own_fields = ("level", "awards")
    level = ChoiceField(_l("Classified at least"), kind=ClassificationLevel)

    def offer(self, key: str) -> None:
        super().offer(key)
        levels = sorted(ClassificationLevel, key=lambda level: -level.rank)
        self.level.choices = [(level, capitalised(level_name(level))) for level in levels]

    def parameters(self) -> dict[str, Any]:
        return {"level": self.level.data}

    def show_condition(self, condition: Any) -> None:
        self.level.data = condition.level


class InitiativeBar(BarForm):
    kind = ConditionKind.INITIATIVE_RECOGNISED
    subject = Subject.INDIVIDUAL
    own_fields = ("initiative_kind", "level", "min_count", "awards")
    initiative_kind = ChoiceField(_l("What is counted"), kind=InitiativeKind, choices=list(INITIATIVE_KINDS.items()))
    level = ChoiceField(_l("Recognised"), kind=InitiativeLevel, choices=list(INITIATIVE_LEVELS.items()))
    min_count = NumberField(_l("At least this many in the year"), least=1, most=50)

    def parameters(self) -> dict[str, Any]:
        return {
            "kind": self.initiative_kind.data,
            "level": self.level.data,
            "min_count": self.min_count.data,
            "within": "award_year",
        }

    def show_condition(self, condition: Any) -> None:
        self.initiative_kind.data, self.level.data = condition.kind, condition.level
        self.min_count.data = condition.min_count


class MonthsBar(BarForm):
    kind = ConditionKind.EMPLOYED_MONTHS_MIN
    subject = Subject.INDIVIDUAL
    own_fields = ("months", "awards")
    months = NumberField(_l("Months of service, at least"), least=1, most=MOST_MONTHS)

    def parameters(self) -> dict[str, Any]:
        return {"months": self.months.data}

    def show_condition(self, condition: Any) -> None:
        self.months.data = condition.months


class DisciplineBar(BarForm):
    kind = ConditionKind.NOT_DISCIPLINED_FROM
    own_fields = ("discipline", "who", "awards")
    discipline = ChoiceField(_l("No discipline in the year from"), kind=DisciplineLevel)
    who = ChoiceField(_l("Of whom"), kind=DisciplineScope, choices=list(SCOPES.items()))

    def offer(self, key: str) -> None:
        super().offer(key)
        self.discipline.choices = [(level, capitalised(str(name))) for level, name in DISCIPLINE.items()]

    def parameters(self) -> dict[str, Any]:
        return {"who": self.who.data, "level": self.discipline.data}

    def show_condition(self, condition: Any) -> None:
        self.discipline.data, self.who.data = condition.level, condition.who


class AbsenceBar(BarForm):
    kind = ConditionKind.ABSENCE_NOT_BETWEEN
    subject = Subject.INDIVIDUAL
    own_fields = ("months_min", "months_below", "leave", "awards")
    months_min = NumberField(_l("Absent this many months or more"), least=1, most=12)
    months_below = NumberField(_l("And fewer than (13 for every longer absence)"), least=2, most=13)
    leave = ManyChoicesField(_l("Not counted as absence"), kind=LeaveKind, required=False)

    def offer(self, key: str) -> None:
        super().offer(key)
        self.leave.choices = [(kind, capitalised(str(name))) for kind, name in LEAVE.items()]

    def parameters(self) -> dict[str, Any]:
        least, below = self.months_min.data or 0, self.months_below.data or 0
        if least >= below:
            raise refuse(_("Type a number above %(months)s.", months=least), "months_below")
        return {"months_min": least, "months_max_exclusive": below, "except": self.leave.data or []}

    def show_condition(self, condition: Any) -> None:
        self.months_min.data, self.months_below.data = condition.months_min, condition.months_max_exclusive
        self.leave.data = list(condition.except_)


class RegistrationBar(BarForm):
    kind = ConditionKind.REGISTERED_FOR_EMULATION
    own_fields = ("awards",)


class OfficerBar(BarForm):
    kind = ConditionKind.QUALITATIVE
    own_fields = ("items", "awards")
    items = LongTextField(_l("What an officer confirms, one thing on each line"), max_length=MAX_ITEMS)

    def parameters(self) -> dict[str, Any]:
        lines = [line.strip() for line in (self.items.data or "").splitlines() if line.strip()]
        return {"items": [{"vi": line, "en": line} for line in lines]}

    def show_condition(self, condition: Any) -> None:
        self.items.data = "\n".join(item.vi for item in condition.items)


BARS: Final[Mapping[str, type[BarForm]]] = {
    form.kind.value: form
    for form in (
        ClassificationBar,
        InitiativeBar,
        MonthsBar,
        DisciplineBar,
        AbsenceBar,
        RegistrationBar,
        OfficerBar,
    )
}
