"""The lists of a body and year: units, people, counts."""

from typing import Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.audit.queries import events_of
from app.classification import policy, presenters, queries, rules
from app.classification.forms import LEVEL_CHOICES, PROPOSED, WITHOUT, CountsFilter, PeopleFilter
from app.classification.labels import LEVEL_LABELS
from app.classification.queries import PersonFilter, Scope
from app.classification.views.blueprint import bp, page_links
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace

PAGE_SIZE: Final = 50


@bp.get("")
@requires(Permission.CLASSIFICATION_READ)
def list_page() -> ResponseReturnValue:
    workplace, session = current_workplace(), db.session()
    day = rules.reference_day(workplace.year, today())
    units = queries.unit_levels(session, _scope(workplace), workplace.year, day)
    events = events_of(session, workplace.body_id)
    return render_template(
        "classification/list.html",
        **_frame(workplace, "classification.list_page"),
        units=[
            {
                "row": unit,
                "level": presenters.level_name(unit.level),
                "tone": presenters.level_tone(unit.level),
                "state": presenters.decided_words(unit.level, unit.decided_on),
            }
            for unit in units
        ],
        totals=presenters.totals(units),
        waiting=sum(unit.waiting for unit in units),
        may_decide=policy.may_decide(current_actor(), workplace.body_path),
        deadline=presenters.deadline_words(workplace.year, today()),
        history=presenters.lock_history(events, workplace.year),
    )


@bp.get("/people")
@requires(Permission.CLASSIFICATION_READ)
def people() -> ResponseReturnValue:
    workplace, session = current_workplace(), db.session()
    day, scope = rules.reference_day(workplace.year, today()), _scope(workplace)
    units = queries.unit_names(session, scope)
    form = PeopleFilter(request.args)
    form.offer(units)
    form.clean()
    narrowed = _narrowed(form)
    page = queries.people_page(
        session, scope, workplace.year, day, narrowed=narrowed, cursor=request.args.get("at"), size=PAGE_SIZE
    )
    total = queries.people_total(session, scope, workplace.year, day, narrowed)
    return render_template(
        "classification/people.html",
        **_frame(workplace, "classification.people"),
        form=form,
        pills=_pills(form, {str(unit_id): name for unit_id, name in units}),
        count=ngettext("%(num)s person", "%(num)s people", total),
        rows=[
            {
                "person": person,
                "detail": presenters.person_detail(person),
                "group": presenters.group_name(person.staff_group),
                "level": presenters.level_name(person.level),
                "tone": presenters.level_tone(person.level),
                "state": presenters.decided_words(person.level, person.decided_on),
            }
            for person in page.items
        ],
        **page_links(page),
    )


@bp.get("/counts")
@requires(Permission.CLASSIFICATION_READ)
def counts() -> ResponseReturnValue:
    workplace, session = current_workplace(), db.session()
    scope = _scope(workplace)
    form = CountsFilter(request.args)
    group = form.staff_group.data if form.validate() else None
    rows = queries.counts(session, scope.roots, workplace.year, body_id=scope.body_id)
    rows = presenters.in_order(rows, [unit_id for unit_id, _name in queries.unit_names(session, scope)])
    by_level, units_in_all = presenters.collectives(rows)
    # The ceilings hold for the whole body: who reads a part of it sees them while proposing only.
    sees_all = current_actor().may_at(Permission.CLASSIFICATION_READ, workplace.body_path)
    meters = queries.excellent_meters(db.session(), workplace.body_id, workplace.year) if sees_all else []
    excess = queries.excess_of(db.session(), workplace.body_id, workplace.year) if meters else None
    return render_template(
        "classification/counts.html",
        **_frame(workplace, "classification.counts"),
        form=form,
        unit_columns=presenters.count_columns(_("Unit")),
        group_columns=presenters.count_columns(_("Staff group")),
        by_unit=presenters.people_by_unit(rows, _people_link, group),
        by_group=presenters.people_by_group(rows, _people_link),
        by_level=by_level,
        units_in_all=units_in_all,
        bars=presenters.level_bars(rows),
        level_names=[(level.value, name) for level, name in LEVEL_LABELS.items()],
        ceilings=presenters.meter_views(meters),
        excess=excess,
        missing_href=url_for("classification.people", level=WITHOUT),
        annex_href=url_for("classification.annex", body_id=workplace.body_id, year=workplace.year)
        if sees_all
        else None,
    )


def _scope(workplace: Workplace) -> Scope:
    """Return the units of the workplace's body that the actor may read."""
    return Scope(workplace.body_id, current_actor().paths(Permission.CLASSIFICATION_READ))


def _frame(workplace: Workplace, endpoint: str) -> dict[str, object]:
    """Return what the three lists have in common."""
    parts = (
        ("classification.list_page", _("Units")),
        ("classification.people", _("People")),
        ("classification.counts", _("Counts")),
    )
    return {
        "place": workplace,
        "locked": queries.is_locked(db.session(), workplace.body_id, workplace.year),
        "may_lock": policy.may_edit(current_actor(), workplace.body_path),
        "tabs": [{"label": label, "href": url_for(name), "current": name == endpoint} for name, label in parts],
    }


def _narrowed(form: PeopleFilter) -> PersonFilter:
    level = form.level.data
    return PersonFilter(
        unit_id=UUID(form.unit.data) if form.unit.data else None,
        staff_group=form.staff_group.data,
        level=ClassificationLevel(level) if level in set(ClassificationLevel) else None,
        without_level=level == WITHOUT,
        proposed=level == PROPOSED,
        text=form.q.data or "",
    )


def _pills(form: PeopleFilter, units: dict[str, str]) -> list[tuple[str, str]]:
    kept = {field.name: field.data for field in form if field.data}
    words = {
        "q": _("Full name: %(text)s", text=form.q.data),
        "unit": units.get(form.unit.data, ""),
        "staff_group": str(STAFF_GROUP_LABELS.get(form.staff_group.data, "")),
        "level": str(dict(LEVEL_CHOICES).get(form.level.data, "")),
    }
    return [
        (words[name], url_for("classification.people", **{key: kept[key] for key in kept if key != name}))
        for name in kept
    ]


def _people_link(level: ClassificationLevel, unit_id: UUID | None, group: StaffGroup | None) -> str:
    return url_for("classification.people", level=level, unit=unit_id, staff_group=group)
