"""What the form of every rule has: its dates, its regime, its legal basis."""

from abc import abstractmethod
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.awards.labels import words
from app.core.errors import Problem, RuleBroken
from app.eligibility.rulebook import rulebooks
from app.local_rules.queries import RuleRow
from app.local_rules.rules.periods import MAX_BASIS, MAX_NOTE, MAX_REASON
from app.local_rules.rules.values import Value, parse
from app.local_rules.services import RuleText
from app.web.forms import (
    AbstractFormMeta,
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    FilesField,
    LongTextField,
    VersionedForm,
)


class RuleForm(VersionedForm, metaclass=AbstractFormMeta):
    """The part that all kinds share; each kind adds its value and says what it means."""

    own_fields: tuple[str, ...] = ()
    """The fields that hold the value of the kind, in the order of the page."""

    valid_from = DateField(_l("In force from"))
    valid_to = DateField(_l("Last day"), required=False)
    regime_id = ChoiceField(_l("For files under"), required=False)
    legal_basis = LongTextField(_l("Legal basis"), max_length=MAX_BASIS)
    note = LongTextField(_l("Note"), max_length=MAX_NOTE, required=False)
    ends_earlier = Checkbox(_l("End the rule that holds until then on the day before"))  # type: ignore[arg-type]  # lazy

    def offer(self, key: str) -> None:
        """Fill the lists of choices; each kind adds its own."""
        regimes = [(regime.id, words(regime.name)) for regime in rulebooks().regimes()]
        self.regime_id.choices = [("", _("Every set of rules in its time")), *regimes]

    @abstractmethod
    def value(self, key: str) -> Value:
        """Return what was typed as the value of the kind; raises RuleBroken where it makes none."""

    def show(self, rule: RuleRow) -> None:
        """Fill the form with a rule as it stands."""
        self.valid_from.data, self.valid_to.data = rule.valid_from, rule.valid_to
        self.regime_id.data = rule.regime_id or ""
        self.legal_basis.data, self.note.data = rule.legal_basis, rule.note
        self.version.data = rule.version
        self.show_value(parse(rule.kind, rule.value))

    @abstractmethod
    def show_value(self, value: Any) -> None:  # Any: each form takes the value of its own kind
        """Fill the fields of the kind."""

    def text(self, key: str) -> RuleText:
        """Return what the service writes."""
        assert self.valid_from.data is not None
        return RuleText(
            value=self.value(key),
            legal_basis=self.legal_basis.data or "",
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            regime_id=self.regime_id.data,
            note=self.note.data or "",
        )


class WithdrawForm(VersionedForm):
    """Why a rule is withdrawn."""

    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)


class AttachForm(BaseForm):
    """The document on which the rule rests."""

    files = FilesField(_l("Files to attach"))


class DayForm(BaseForm):
    """The day on which the list is read, and how much of it; from the URL."""

    class Meta:
        csrf = False

    on = DateField(_l("As it holds on"), required=False)
    chosen = Checkbox(_l("Only what your body has set"))  # type: ignore[arg-type]  # lazy


def refuse(message: object, field: str | None = None) -> RuleBroken:
    """Return a refusal of one sentence."""
    return RuleBroken(Problem(message, field))
