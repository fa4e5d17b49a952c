"""How values look on a page, in the language of the page."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import get_locale

from app.core.clock import HERE
from app.core.text import number_en, number_vi, short_date


def register(app: Flask) -> None:
    """Add the filters to the templates of ``app``."""
    app.jinja_env.filters.update(day=day, moment=moment, number=number)


def day(value: date | None) -> str:
    """Return dd/mm/yyyy, or an empty text."""
    return short_date(value) if value else ""


def moment(value: datetime | None) -> str:
    """Return "hh:mm dd/mm/yyyy" in Việt Nam time, or an empty text."""
    return value.astimezone(HERE).strftime("%H:%M %d/%m/%Y") if value else ""


def number(value: int | Decimal | None) -> str:
    """Return 17.334 in Vietnamese, 17,334 in English."""
    if value is None:
        return ""
    return number_vi(value) if str(get_locale()) == "vi" else number_en(value)
