"""What a person can type on the pages of decisions and letters."""

from app.decisions.forms.changes import AmendmentForm, ForeignRevocationForm, RevocationForm, amendment_form
from app.decisions.forms.outcomes import OutcomesForm, outcomes_form
from app.decisions.forms.papers import (
    DecisionForm,
    DeleteForm,
    DraftForm,
    LetterForm,
    NamesForm,
    ReasonForm,
    SendForm,
    SignForm,
    TickedField,
    TickedForm,
    WaiverForm,
)
from app.decisions.forms.requests import RefuseLetterForm, ReplyForm, RequestForm, TakeInForm

__all__ = [
    "AmendmentForm",
    "DecisionForm",
    "DeleteForm",
    "DraftForm",
    "ForeignRevocationForm",
    "LetterForm",
    "NamesForm",
    "OutcomesForm",
    "ReasonForm",
    "RefuseLetterForm",
    "ReplyForm",
    "RequestForm",
    "RevocationForm",
    "SendForm",
    "SignForm",
    "TakeInForm",
    "TickedField",
    "TickedForm",
    "WaiverForm",
    "amendment_form",
    "outcomes_form",
]
