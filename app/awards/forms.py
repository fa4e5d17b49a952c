"""The filter of the catalogue."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.awards.labels import AUTHORITIES, SUBJECTS
from app.eligibility.enums import AuthorityLevel, Subject
from app.web.forms import SHORT, BaseForm, ChoiceField, TextField


class CatalogueFilter(BaseForm):
    """Read from the URL; a forged choice is left out."""

    class Meta:
        csrf = False

    regime = HiddenField()
    subject = ChoiceField(
        _l("For whom"), kind=Subject, required=False, choices=[("", _l("Everybody")), *SUBJECTS.items()]
    )
    authority = ChoiceField(
        _l("Conferred at"), kind=AuthorityLevel, required=False, choices=[("", _l("Every level")), *AUTHORITIES.items()]
    )
    q = TextField(_l("Name, code or abbreviation"), max_length=SHORT, required=False)
