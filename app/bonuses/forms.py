"""What a person can type about bonus lists."""

from flask_babel import lazy_gettext as _l

from app.bonuses import rules
from app.web.forms import DateField, LongTextField, ManyIdsField, TextField, VersionedForm


class ActForm(VersionedForm):
    """An act on a list as it was shown."""


class AnswerForm(VersionedForm):
    """Ticked lines; the button that is pressed gives the answer."""

    line_ids = ManyIdsField()


class PaymentForm(VersionedForm):
    """The day on which a list was paid."""

    paid_on = DateField(_l("Day of payment"))


class RecoveryForm(VersionedForm):
    """Lines whose money came back."""

    line_ids = ManyIdsField()
    recovered_on = DateField(_l("Day of recovery"))
    note = TextField(_l("Receipt or note"), max_length=rules.MAX_NOTE, required=False)


class ReopenForm(VersionedForm):
    """Why an approved list is taken back."""

    reason = LongTextField(_l("Reason"), max_length=rules.MAX_REASON)
