"""Adding, changing, moving and ending units."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed
from app.organisation import queries, services
from app.organisation.forms import CHOOSE, ConfirmForm, EndForm, MoveUnitForm, UnitForm
from app.organisation.models import Unit
from app.organisation.presenters.choices import as_choices, units_for
from app.organisation.views.act import attempt, status_of
from app.organisation.views.blueprint import bp
from app.web.guards import current_actor, requires


@bp.route("/units/<uuid:unit_id>/sub-units/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def new_unit(unit_id: UUID) -> ResponseReturnValue:
    parent = _editable(unit_id)
    form = UnitForm(valid_from=today())
    answer = attempt(
        form,
        lambda: services.add_unit(form.facts(), parent_id=unit_id, actor=current_actor(), at=now()),
        done=_("%(name)s has been added.", name=form.name.data),
        to=_page_of,
    )
    return answer or _form_page(form, _("Add a unit"), parent=parent.name, back=_page_of(unit_id))


@bp.route("/outside-bodies/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def new_outside_body() -> ResponseReturnValue:
    form = UnitForm(valid_from=today(), is_external=True)
    form.is_external.data = True
    answer = attempt(
        form,
        lambda: services.add_unit(form.facts(), parent_id=None, actor=current_actor(), at=now()),
        done=_("%(name)s has been added.", name=form.name.data),
        to=_page_of,
    )
    return answer or _form_page(form, _("Add a body outside"), parent="", back=url_for("organisation.tree"))


@bp.route("/units/<uuid:unit_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def edit_unit(unit_id: UUID) -> ResponseReturnValue:
    unit = _editable(unit_id)
    form = UnitForm(obj=unit)
    answer = attempt(
        form,
        lambda: services.edit_unit(unit_id, form.facts(), version=form.version.data, actor=current_actor(), at=now()),
        done=_("The changes have been saved."),
        to=_page_of(unit_id),
        record=unit,
        values=lambda: _values(unit),
    )
    return answer or _form_page(form, _("Change the unit"), parent=unit.name, back=_page_of(unit_id))


@bp.route("/units/<uuid:unit_id>/move", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def move_unit(unit_id: UUID) -> ResponseReturnValue:
    unit = _editable(unit_id)
    form = MoveUnitForm(obj=unit)
    targets = units_for(db.session(), current_actor(), Permission.ORGANISATION_EDIT, today())
    form.to_id.choices = [CHOOSE, *as_choices(targets)]
    answer = attempt(
        form,
        lambda: services.move_unit(
            unit_id, to_id=form.target(), version=form.version.data, actor=current_actor(), at=now()
        ),
        done=_("%(name)s has been moved.", name=unit.name),
        to=_page_of(unit_id),
        record=unit,
        values=lambda: {"to_id": str(unit.parent_id)},
    )
    return answer or (
        render_template("organisation/move_unit.html", form=form, unit=unit, back=_page_of(unit_id)),
        status_of(form),
    )


@bp.route("/units/<uuid:unit_id>/end", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def end_unit(unit_id: UUID) -> ResponseReturnValue:
    unit = _editable(unit_id)
    form = EndForm(obj=unit)
    answer = attempt(
        form,
        lambda: services.end_unit(
            unit_id,
            on=form.on.data or today(),
            version=form.version.data,
            actor=current_actor(),
            at=now(),
            reason=form.reason.data or "",
        ),
        done=_("%(name)s has been ended.", name=unit.name),
        to=_page_of(unit_id),
        record=unit,
        values=lambda: {"on": unit.valid_to},
    )
    return answer or (
        render_template("organisation/end_unit.html", form=form, unit=unit, back=_page_of(unit_id)),
        status_of(form),
    )


@bp.post("/units/<uuid:unit_id>/resumption")
@requires(Permission.ORGANISATION_EDIT)
def resume_unit(unit_id: UUID) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        services.resume_unit(unit_id, version=form.version.data, actor=current_actor(), at=now())
        flash(_("The unit goes on."))
    return redirect(_page_of(unit_id))


def _page_of(unit_id: UUID) -> str:
    return url_for("organisation.unit", unit_id=unit_id)


def _form_page(form: UnitForm, title: str, *, parent: str, back: str) -> ResponseReturnValue:
    page = render_template("organisation/unit_form.html", form=form, title=title, parent=parent, back=back)
    return page, status_of(form)


def _values(unit: Unit) -> dict[str, Any]:  # Any: values of form fields
    return {name: getattr(unit, name) for name in services.UnitFacts.__dataclass_fields__}


def _editable(unit_id: UUID) -> Unit:
    """Return a unit that the actor may change; out of sight is not found, only in sight is not allowed."""
    unit = queries.unit_in_sight(db.session(), current_actor(), unit_id)
    if not queries.may_edit(db.session(), current_actor(), unit):
        raise NotAllowed
    return unit
