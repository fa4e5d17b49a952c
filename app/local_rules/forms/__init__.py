"""What a person can type about local rules: one form for each kind, with its dates and its basis."""

from collections.abc import Mapping
from typing import Final

from app.local_rules.enums import RuleKind
from app.local_rules.forms.bars import BARS
from app.local_rules.forms.base import AttachForm, DayForm, RuleForm, WithdrawForm
from app.local_rules.forms.choices import SETTING_FORMS, ExceptionForm, ReadingForm
from app.local_rules.forms.figures import QuotaForm, VoteForm
from app.local_rules.rules.settings import SHAPES

PLAIN: Final[Mapping[RuleKind, type[RuleForm]]] = {
    RuleKind.READING: ReadingForm,
    RuleKind.QUOTA: QuotaForm,
    RuleKind.VOTE: VoteForm,
    RuleKind.EXCEPTION: ExceptionForm,
}


def form_class(kind: RuleKind, key: str) -> type[RuleForm]:
    """Return the form in which a point is set."""
    if kind is RuleKind.SETTING:
        return SETTING_FORMS[SHAPES[key].type]
    return BARS[key] if kind is RuleKind.BAR else PLAIN[kind]


__all__ = ["AttachForm", "DayForm", "RuleForm", "WithdrawForm", "form_class"]
