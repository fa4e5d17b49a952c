"""What a higher body asks for beyond a letter, and the answer."""

from flask_babel import lazy_gettext as _l

from app.decisions import rules
from app.web.forms import BaseForm, ChoiceField, DateField, IdField, LongTextField, TextField, VersionedForm


class RequestForm(BaseForm):
    """What was asked; about one name of the letter, or all of it."""

    nomination_id = ChoiceField(_l("About"), required=False, choices=())
    asked_on = DateField(_l("Date of the request"))
    document_number = TextField(_l("Number of the document"), max_length=rules.MAX_FOREIGN_NUMBER, required=False)
    text = LongTextField(_l("What is asked for"), max_length=rules.MOST_REQUEST)
    due_on = DateField(_l("To be answered by"), required=False)


class TakeInForm(BaseForm):
    """The round into which a letter from below is taken."""

    campaign_id = IdField(_l("Into the round"))


class RefuseLetterForm(BaseForm):
    """Why a letter from below is not taken in."""

    reason = TextField(_l("Reason of the refusal"), max_length=rules.MAX_NOTE)


class ReplyForm(VersionedForm):
    """What was answered."""

    answer = LongTextField(_l("What was answered"), max_length=rules.MOST_REQUEST)
    answered_on = DateField(_l("Date of the answer"))
