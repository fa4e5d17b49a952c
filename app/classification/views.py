"""Pages of the yearly classification."""

from typing import Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.audit.queries import events_of
from app.classification import policy, presenters, queries, rules, services
from app.classification.forms import (
    LEVEL_CHOICES,
    PROPOSED,
    WITHOUT,
    CountsFilter,
    GridForm,
    LevelForm,
    LockForm,
    PeopleFilter,
    UnlockForm,
    row_values,
)
from app.classification.queries import PersonFilter, Scope, UnitPlace
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.core.paging import Page
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace

bp = Blueprint("classification", __name__, url_prefix="/classification")

PAGE_SIZE: Final = 50
GRID_SIZE: Final = 100


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
        **_page_links(page),
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
    )


@bp.route("/units/<uuid:unit_id>/<int:year>", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_READ)
def unit(unit_id: UUID, year: int) -> ResponseReturnValue:
    place = _visible_unit(unit_id, year)
    session, day, cursor = db.session(), rules.reference_day(year, today()), request.args.get("at")
    locked = queries.is_locked(session, place.body_id, year)
    may_edit = policy.may_edit(current_actor(), place.path)
    if request.method == "POST" and not may_edit:
        raise NotAllowed
    scope = Scope(place.body_id, (place.path,))
    page = queries.people_page(
        session, scope, year, day, narrowed=PersonFilter(unit_id=unit_id), cursor=cursor, size=GRID_SIZE
    )
    own = None if page.previous_cursor else queries.unit_level(session, unit_id, year, day)
    rows = presenters.grid_rows(place, own, page.items)
    form = GridForm(data={"rows": row_values(rows), "decided_on": presenters.newest_day(rows)})
    if form.validate_on_submit():
        entries = form.entries(unit_id, {row.subject_id: (row.level, row.decided_on) for row in rows})
        try:
            changed = services.classify(entries, year, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return _conflict(form, place, rows, year)
        else:
            flash(ngettext("%(num)s level saved.", "%(num)s levels saved.", changed))
            return redirect(request.full_path.rstrip("?"))
    answer = render_template(
        "classification/unit.html",
        place=place,
        year=year,
        locked=locked,
        editable=may_edit and not locked,
        form=form,
        rows=_with_fields(rows, form),
        back_href=url_for("classification.list_page"),
        **_page_links(page),
    )
    return answer, 422 if form.is_submitted() else 200


@bp.route("/<uuid:body_id>/<int:year>/lock", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_EDIT)
def lock(body_id: UUID, year: int) -> ResponseReturnValue:
    place = _editable_body(body_id, year)
    session, form = db.session(), LockForm()
    problems: list[str] = []
    if form.validate_on_submit():
        try:
            number = services.lock_year(body_id, year, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            problems = [str(problem.message) for problem in refusal.problems]
        else:
            flash(ngettext("%(num)s level is locked.", "%(num)s levels are locked.", number))
            return redirect(url_for("classification.list_page"))
    state = queries.progress(session, body_id, year)
    scope, day = Scope(body_id, (place.path,)), rules.reference_day(year, today())
    waiting = queries.people_total(session, scope, year, day, PersonFilter(without_level=True))
    in_the_way = rules.locking_problems(entered=state.entered, undecided=state.undecided)
    page = render_template(
        "classification/lock.html",
        form=form,
        place=place,
        year=year,
        state=state,
        waiting=waiting,
        is_locked=queries.is_locked(session, body_id, year),
        problems=problems or [str(problem.message) for problem in in_the_way],
        back_href=url_for("classification.list_page"),
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:body_id>/<int:year>/unlocking", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_EDIT)
def unlock(body_id: UUID, year: int) -> ResponseReturnValue:
    place = _editable_body(body_id, year)
    form = UnlockForm()
    if form.validate_on_submit():
        try:
            services.unlock_year(body_id, year, form.reason.data or "", actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The levels are unlocked and can be changed again."))
            return redirect(url_for("classification.list_page"))
    page = render_template(
        "classification/unlock.html", form=form, place=place, year=year, back_href=url_for("classification.list_page")
    )
    return page, 422 if form.is_submitted() else 200


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


def _visible_unit(unit_id: UUID, year: int) -> UnitPlace:
    place = queries.unit_place(db.session(), unit_id)
    if place is None or not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound
    if not policy.may_read(current_actor(), place.path):
        raise NotFound
    return place


def _editable_body(body_id: UUID, year: int) -> UnitPlace:
    place = _visible_unit(body_id, year)
    if place.body_id != body_id:
        raise NotFound
    if not policy.may_edit(current_actor(), place.path):
        raise NotAllowed
    return place


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


def _page_links(page: Page[queries.PersonLevel]) -> dict[str, str | None]:
    def href(cursor: str | None) -> str | None:
        if cursor is None:
            return None
        kept = {**request.args.to_dict(), **(request.view_args or {}), "at": cursor}
        return url_for(str(request.endpoint), **kept)

    return {"previous_href": href(page.previous_cursor), "next_href": href(page.next_cursor)}


def _with_fields(rows: list[presenters.GridRow], form: GridForm) -> list[tuple[presenters.GridRow, LevelForm]]:
    """Return each row with its fields; a row that was not on the posted page has none and is left out."""
    fields = {entry.form.subject_id.data: entry.form for entry in form.rows}
    return [(row, fields[row.subject_id]) for row in rows if row.subject_id in fields]


def _conflict(form: GridForm, place: UnitPlace, rows: list[presenters.GridRow], year: int) -> ResponseReturnValue:
    """Show what was typed beside what stands now, row by row."""
    differences, fresh = [], {}
    for row, fields in _with_fields(rows, form):
        fresh[fields.version.name] = str(row.version)
        mine = _words(presenters.level_name(fields.level.data), fields.note.data)
        theirs = _words(row.level_name, row.note)
        if mine != theirs:
            differences.append((row.name, mine, theirs))
    posted = [(name, value) for name, values in request.form.lists() for value in values]
    page = render_template(
        "errors/conflict.html",
        rows=differences,
        action=request.full_path.rstrip("?"),
        fields=[(name, fresh.get(name, value)) for name, value in posted],
        reload_href=url_for("classification.unit", unit_id=place.id, year=year),
    )
    return page, 409


def _words(level: object, note: str | None) -> str:
    return f"{level} ({note})" if note else str(level)
