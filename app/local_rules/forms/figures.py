"""Forms for figures: a ceiling, and how the council votes."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.eligibility.enums import VoteBase
from app.local_rules.forms.base import RuleForm, refuse
from app.local_rules.labels import BASES, award_names
from app.local_rules.rules.settings import NO, YES, read_share
from app.local_rules.rules.values import Ceiling, Value, VoteChoice
from app.web.forms import ChoiceField, NumberField, TextField

MOST_FILES: Final = 1_000_000


class QuotaForm(RuleForm):
    """A ceiling: a share of those who hold another award, or a number."""

    own_fields = ("pct", "of", "count")
    pct = NumberField(_l("At most this share (%)"), most=100, required=False)
    of = ChoiceField(_l("Share of those who get"), required=False)
    count = NumberField(_l("Or at most this number"), most=MOST_FILES, required=False)

    def offer(self, key: str) -> None:
        super().offer(key)
        self.of.choices = [("", _("Choose the award")), *award_names()]

    def value(self, key: str) -> Value:
        if (self.pct.data is None) == (self.count.data is None):
            raise refuse(_l("Type either a share or a number."), "pct")
        if self.pct.data is not None and not self.of.data:
            raise refuse(_l("Choose the award of which the share is taken."), "of")
        of = self.of.data if self.pct.data is not None else None
        return Ceiling(of=of, pct=self.pct.data, count=self.count.data)

    def show_value(self, value: Ceiling) -> None:
        self.pct.data, self.of.data, self.count.data = value.pct, value.of or "", value.count


class VoteForm(RuleForm):
    """How the council votes; what is left empty stays as the law or the default has it."""

    own_fields = ("min_percent", "base", "secret", "quorum")
    min_percent = NumberField(_l("In favour: at least (%)"), least=1, most=100, required=False)
    base = ChoiceField(_l("Counted of"), kind=VoteBase, required=False)
    secret = ChoiceField(_l("Secret ballot"), required=False)
    quorum = TextField(_l("Share of the members that must be present"), max_length=10, required=False)

    def offer(self, key: str) -> None:
        super().offer(key)
        nothing = ("", _("As the law or the default has it"))
        self.base.choices = [nothing, *((base.value, str(name)) for base, name in BASES.items())]
        self.secret.choices = [nothing, (YES, _("Yes: secret ballot")), (NO, _("No: open vote, each member by name"))]

    def value(self, key: str) -> Value:
        quorum = read_share(self.quorum.data, field="quorum") if self.quorum.data else None
        given = (self.min_percent.data, self.base.data, self.secret.data, quorum)
        if all(part is None for part in given):
            raise refuse(_l("Set at least one part of the vote."), "min_percent")
        return VoteChoice(
            min_percent=self.min_percent.data,
            base=self.base.data,
            secret=None if self.secret.data is None else self.secret.data == YES,
            quorum=quorum,
        )

    def show_value(self, value: VoteChoice) -> None:
        self.min_percent.data, self.base.data, self.quorum.data = value.min_percent, value.base, value.quorum
        self.secret.data = "" if value.secret is None else (YES if value.secret else NO)
