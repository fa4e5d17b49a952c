"""The filter of the catalogue."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from app.awards.labels import AUTHORITIES, SUBJECTS
from app.eligibility.enums import AuthorityLevel, Subject
from app.web.forms import SHORT, BaseForm, ChoiceField, TextField


def _any_or(empty: object, words: Mapping[Any, object]) -> list[SelectChoice]:  # Any: a member of some enum
    return [SelectChoice(value, label) for value, label in [("", empty), *words.items()]]


class CatalogueFilter(BaseForm):
    """Read from the URL; a forged choice is left out."""

    class Meta:
        csrf = False

    regime = HiddenField()
    subject = ChoiceField(_l("For whom"), kind=Subject, required=False, choices=_any_or(_l("Everybody"), SUBJECTS))
    authority = ChoiceField(
        _l("Conferred at"), kind=AuthorityLevel, required=False, choices=_any_or(_l("Every level"), AUTHORITIES)
    )
    q = TextField(_l("Name, code or abbreviation"), max_length=SHORT, required=False)
