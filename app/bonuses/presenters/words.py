"""Kept texts and amounts in the language of the page."""

from flask_babel import get_locale
from flask_babel import gettext as _

from app.web.filters import number


def said(vi: str, en: str) -> str:
    """Return the text of the language of the page."""
    return en if str(get_locale()) == "en" else vi


def money(amount: int | None) -> str:
    """Return "2.530.000 đồng"; an empty text where no figure is on record."""
    return "" if amount is None else _("%(amount)s đồng", amount=number(amount))


def factor(multiplier: str) -> str:
    """Return a multiplier with the decimal mark of the language."""
    return multiplier if str(get_locale()) == "en" else multiplier.replace(".", ",")
