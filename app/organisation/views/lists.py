"""The list of people with its filters."""

from typing import Any, Final
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import Actor, Permission
from app.core.database import db
from app.core.text import short_date
from app.organisation import labels, queries
from app.organisation.forms import PRESENCE_LABELS, PeopleFilter
from app.organisation.presenters import people as shapes
from app.organisation.presenters.choices import as_choices, units_for
from app.organisation.queries import Presence, Search, UnitRow
from app.organisation.views.blueprint import bp
from app.organisation.views.day import day_of_the_year
from app.web.filters import number
from app.web.guards import current_actor, requires

LONGEST_CURSOR: Final = 800


@bp.get("/people")
@requires(Permission.ORGANISATION_READ)
def people() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    form = PeopleFilter(request.args, meta={"csrf": False})
    units = [row for row in units_for(session, actor, Permission.ORGANISATION_READ, None) if not row.is_external]
    form.unit.choices = [("", _("All")), *as_choices(units)]
    _drop_what_is_forged(form)
    search = _search(form, actor, units)
    page = queries.people_page(session, search, cursor=request.args.get("at", "")[:LONGEST_CURSOR])
    kept = {name: value for name, value in request.args.items() if name in form and value}
    return render_template(
        "organisation/people.html",
        form=form,
        rows=shapes.list_rows(page.items),
        count=_count_words(page.total),
        pills=_pills(form, units, kept),
        previous_href=_href(kept, page.previous_cursor),
        next_href=_href(kept, page.next_cursor),
        day=short_date(search.on),
        may_add=actor.may(Permission.ORGANISATION_EDIT),
        unit_id=form.unit.data,
    )


def _drop_what_is_forged(form: PeopleFilter) -> None:
    """A filter that makes no sense filters nothing."""
    form.validate()
    for field in form:
        if field.errors:
            field.data, field.raw_data, field.errors = None, [], []


def _search(form: PeopleFilter, actor: Actor, units: list[UnitRow]) -> Search:
    unit = next((row for row in units if str(row.id) == form.unit.data), None)
    return Search(
        roots=(unit.path,) if unit else actor.paths(Permission.ORGANISATION_READ),
        on=form.on.data or day_of_the_year(),
        text=form.q.data or "",
        staff_group=form.group.data,
        presence=form.presence.data or Presence.PRESENT,
        number_roots=actor.paths(Permission.ORGANISATION_EDIT),
    )


def _count_words(total: int | None) -> str:
    if total is None:
        return _("More than %(count)s people", count=number(queries.MOST_COUNTED))
    return ngettext("%(count)s person", "%(count)s people", total, count=number(total))


def _pills(form: PeopleFilter, units: list[UnitRow], kept: dict[str, str]) -> list[tuple[str, str]]:
    """Return each filter in force in words, with the address of the list without it."""
    unit = next((row.name for row in units if str(row.id) == form.unit.data), None)
    words: dict[str, Any] = {  # Any: a text or a lazy one
        "q": form.q.data,
        "unit": unit,
        "group": labels.STAFF_GROUP_LABELS[form.group.data] if form.group.data else None,
        "presence": PRESENCE_LABELS[form.presence.data] if form.presence.data not in (None, Presence.PRESENT) else None,
        "on": short_date(form.on.data) if form.on.data else None,
    }
    return [
        (str(word), _address({key: value for key, value in kept.items() if key != name}))
        for name, word in words.items()
        if word
    ]


def _href(kept: dict[str, str], cursor: str | None) -> str | None:
    return _address({**kept, "at": cursor}) if cursor else None


def _address(values: dict[str, str]) -> str:
    return f"{url_for('organisation.people')}?{urlencode(values)}"
