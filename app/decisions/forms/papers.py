"""Drafting and signing decisions and letters."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field

from app.decisions import rules
from app.decisions.enums import SignerCapacity
from app.decisions.labels import CAPACITY_LABELS
from app.decisions.services import PaperTick
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    IdField,
    LongTextField,
    ManyIdsField,
    NumberField,
    TextField,
    VersionedForm,
)
from app.web.reading import read_id


class TickedField(ManyIdsField):
    """The ids ticked in several lists of one form: fields named as this one, or as this one, a hyphen and more."""

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:  # Any: WTForms' own open signature
        super().process(formdata, *args, **options)
        if formdata is not None:
            names = [name for name in formdata if name == self.name or name.startswith(f"{self.name}-")]
            self.raw_data = [value for name in names for value in formdata.getlist(name)]
            self.process_formdata(self.raw_data)


class TickedForm(BaseForm):
    """Ticked names alone, as an address carries them."""

    nomination_ids = TickedField()


class DraftForm(BaseForm):
    """Ticked names of one campaign for a decision, or for a letter to ``to_unit_id``."""

    campaign_id = IdField()
    to_unit_id = IdField(required=False)
    nomination_ids = TickedField()


class NamesForm(VersionedForm):
    """Ticked names to put on a draft, or to take off."""

    nomination_ids = TickedField()


class DeleteForm(VersionedForm):
    """Throws a draft away."""


class DecisionForm(VersionedForm):
    """What a decision says it is about."""

    title = LongTextField(_l("Subject line"), max_length=rules.MAX_TITLE)


class LetterForm(VersionedForm):
    """Subject and text of a proposal letter."""

    title = LongTextField(_l("Subject line"), max_length=rules.MAX_TITLE)
    body_text = LongTextField(_l("Text before the list"), max_length=rules.MAX_BODY_TEXT, required=False)


class PaperTicksField(Field):
    """Missing papers of names, each written as the nomination's id, a colon and the paper; forged ones are dropped."""

    data: list[PaperTick]

    def process_formdata(self, valuelist: list[Any]) -> None:  # Any: WTForms' own open signature
        pairs = (str(value).partition(":") for value in valuelist)
        self.data = [(found, paper[:40]) for key, _colon, paper in pairs if (found := read_id(key)) and paper]


class WaiverForm(VersionedForm):
    """Why names go upward without papers that the law asks for."""

    papers = PaperTicksField("", default=list)  # The rows are its label.
    reason = LongTextField(_l("Reason"), max_length=rules.MOST_PAPER_REASON)


class _SignatureForm(VersionedForm):
    number = NumberField(_l("Number"), least=1, most=rules.MAX_NUMBER)
    signer_name = TextField(_l("Name of the signer"), max_length=rules.MAX_NAME)
    signer_post = TextField(_l("Post of the signer"), max_length=rules.MAX_NAME)
    capacity = ChoiceField(
        _l("Capacity of the signer"),
        kind=SignerCapacity,
        choices=[(each.value, label) for each, label in CAPACITY_LABELS.items()],
    )


class SignForm(_SignatureForm):
    """Number, day and signer of a decision."""

    signed_on = DateField(_l("Date of signing"))

    @property
    def day(self) -> DateField:
        """The field of the day of this paper."""
        return self.signed_on


class SendForm(_SignatureForm):
    """Number, day and signer of a proposal letter."""

    sent_on = DateField(_l("Date of the letter"))

    @property
    def day(self) -> DateField:
        """The field of the day of this paper."""
        return self.sent_on


class ReasonForm(BaseForm):
    """Why the head deviates from the council."""

    reason = LongTextField(_l("Reason"), max_length=rules.MAX_REASON)
