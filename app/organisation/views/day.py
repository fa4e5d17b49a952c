"""The day as of which a page looks at the organisation."""

from datetime import date

from flask import request

from app.core.clock import today
from app.core.text import parse_date
from app.organisation import rules
from app.web.guards import current_actor
from app.web.workplace import workplace_of


def chosen_day() -> date:
    """Return the day in the address, else the one that stands for the year of the top bar."""
    try:
        day = parse_date(request.args.get("on", ""))
    except ValueError:
        return day_of_the_year()
    return day if day >= rules.OLDEST_DAY else day_of_the_year()


def day_of_the_year() -> date:
    """Return today in the present year, the last day of another one."""
    here = workplace_of(current_actor())
    return rules.reference_day(here.year if here else today().year, today())


def day_in_address() -> str | None:
    """Return the day for links to other pages, None when nobody chose one."""
    return request.args.get("on") or None
