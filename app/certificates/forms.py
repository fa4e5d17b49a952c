"""What a person can type about certificates."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.certificates import rules
from app.certificates.enums import Border, CertificateState, ReissueReason
from app.certificates.labels import BORDER_LABELS, CERTIFICATE_STATE_LABELS, REISSUE_REASON_LABELS
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    LongTextField,
    ManyIdsField,
    NumberField,
    RadioChoiceField,
    TextField,
    VersionedForm,
)


class _NumbersForm(BaseForm):
    number = NumberField(_l("Number in the register"), least=1, most=rules.MAX_NUMBER)
    golden_number = NumberField(_l("Number in the golden book"), least=1, most=rules.MAX_NUMBER, required=False)
    issued_on = DateField(_l("Date of issue"))
    achievement = LongTextField(_l("Given for"), max_length=rules.MAX_ACHIEVEMENT, required=False)


class IssueForm(_NumbersForm):
    """First numbers, day and text of the certificates of a decision."""


class ReissueForm(_NumbersForm, VersionedForm):
    """The new certificate, and why."""

    reason = RadioChoiceField(
        _l("Reason"),
        kind=ReissueReason,
        choices=[(each.value, label) for each, label in REISSUE_REASON_LABELS.items()],
    )
    note = TextField(_l("Note"), max_length=rules.MAX_NOTE, required=False)
    name = TextField(_l("Name on the certificate"), max_length=rules.MAX_NAME)
    post = TextField(_l("Post"), max_length=rules.MAX_POST, required=False)
    unit_name = TextField(_l("Unit"), max_length=rules.MAX_NAME, required=False)


class LayoutForm(VersionedForm):
    """The sheet and the lines of a body."""

    width_mm = NumberField(_l("Width of the sheet"), least=148, most=600)
    height_mm = NumberField(_l("Height of the sheet"), least=105, most=450)
    border = RadioChoiceField(
        _l("Frame"), kind=Border, choices=[(each.value, label) for each, label in BORDER_LABELS.items()]
    )
    authority_line = TextField(_l("Line of the authority"), max_length=rules.MAX_AUTHORITY)
    signer_post = TextField(_l("Post of the signer"), max_length=rules.MAX_POST)
    signer_name = TextField(_l("Name of the signer"), max_length=rules.MAX_POST, required=False)
    place = TextField(_l("Place"), max_length=rules.MAX_PLACE, required=False)


class PrintForm(BaseForm):
    """Certificates to print, named by the address."""

    class Meta:
        """A form of the address carries no token."""

        csrf = False

    certificate_ids = ManyIdsField()


class RegisterFilterForm(BaseForm):
    """Narrows the register; stands in the address."""

    class Meta:
        """A form of the address carries no token."""

        csrf = False

    q = TextField(_l("Name, unit or decision"), max_length=120, required=False)
    award = ChoiceField(_l("Award"), required=False)
    state = ChoiceField(
        _l("State"),
        kind=CertificateState,
        required=False,
        choices=[("", _l("All states")), *((each.value, label) for each, label in CERTIFICATE_STATE_LABELS.items())],
    )

    def offer(self, awards: Iterable[tuple[str, str]]) -> None:
        """Fill the list of awards: code and words."""
        self.award.choices = [("", _("Every award")), *awards]

    def clean(self) -> None:
        """Forget what cannot be meant."""
        self.validate()
        for field in self:
            if field.errors:
                field.data = None
