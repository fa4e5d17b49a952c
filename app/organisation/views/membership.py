"""Placing, transferring, ending and correcting."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed
from app.organisation import policy, queries, services
from app.organisation.forms import CHOOSE, EndForm, PlaceForm, TransferForm
from app.organisation.models import Membership, Unit
from app.organisation.presenters.choices import unit_choices
from app.organisation.queries import Sight
from app.organisation.views.act import attempt, status_of
from app.organisation.views.blueprint import bp
from app.web.guards import current_actor, requires


@bp.route("/people/<uuid:person_id>/transfer", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def transfer(person_id: UUID) -> ResponseReturnValue:
    sight = queries.person_in_sight(db.session(), current_actor(), person_id)
    present = next((place for place in sight.places if place.ended_on is None), None)
    if present is None or not policy.may_edit_unit(current_actor(), present.unit_path):
        raise NotAllowed
    form = TransferForm(staff_group=present.staff_group, started_on=today())
    form.unit_id.choices = _unit_choices()
    answer = attempt(
        form,
        lambda: services.transfer(person_id, form.place(), actor=current_actor(), at=now()),
        done=_("%(name)s has been transferred.", name=sight.person.full_name),
        to=_page_of(person_id),
    )
    return answer or (
        render_template(
            "organisation/transfer.html", form=form, person=sight.person, present=present, back=_page_of(person_id)
        ),
        status_of(form),
    )


@bp.route("/people/<uuid:person_id>/memberships/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def new_membership(person_id: UUID) -> ResponseReturnValue:
    sight = queries.person_in_sight(db.session(), current_actor(), person_id)
    if not policy.may_edit_person(current_actor(), queries.present_path_of(sight.places, today())):
        raise NotAllowed
    form = PlaceForm(started_on=today())
    form.unit_id.choices = _unit_choices()
    answer = attempt(
        form,
        lambda: services.start_membership(person_id, form.place(), actor=current_actor(), at=now()),
        done=_("The place has been added."),
        to=_page_of(person_id),
    )
    return answer or _place_page(form, sight, _("Add a place"))


@bp.route("/memberships/<uuid:membership_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def edit_membership(membership_id: UUID) -> ResponseReturnValue:
    membership, unit, sight = _editable(membership_id)
    form = PlaceForm(obj=membership, unit_id=str(membership.unit_id))
    form.unit_id.choices = _unit_choices(unit)
    answer = attempt(
        form,
        lambda: services.correct_membership(
            membership_id, form.place(), version=form.version.data, actor=current_actor(), at=now()
        ),
        done=_("The place has been corrected."),
        to=_page_of(sight.person.id),
        record=membership,
        values=lambda: _values(membership),
    )
    return answer or _place_page(form, sight, _("Correct the place"))


@bp.route("/memberships/<uuid:membership_id>/end", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def end_membership(membership_id: UUID) -> ResponseReturnValue:
    membership, unit, sight = _editable(membership_id)
    form = EndForm(obj=membership)
    answer = attempt(
        form,
        lambda: services.end_membership(
            membership_id,
            on=form.on.data or today(),
            version=form.version.data,
            actor=current_actor(),
            at=now(),
            reason=form.reason.data or "",
        ),
        done=_("The place of %(name)s has been ended.", name=sight.person.full_name),
        to=_page_of(sight.person.id),
        record=membership,
        values=lambda: {"on": membership.ended_on},
    )
    return answer or (
        render_template(
            "organisation/end_membership.html",
            form=form,
            person=sight.person,
            unit=unit,
            back=_page_of(sight.person.id),
        ),
        status_of(form),
    )


def _editable(membership_id: UUID) -> tuple[Membership, Unit, Sight]:
    """Return a place that the actor may change, with its unit and its person."""
    session = db.session()
    membership = queries.membership_by_id(session, membership_id)
    sight = queries.person_in_sight(session, current_actor(), membership.person_id)
    unit = queries.unit_by_id(session, membership.unit_id)
    if not policy.may_edit_unit(current_actor(), unit.path):
        raise NotAllowed
    return membership, unit, sight


def _unit_choices(present: Unit | None = None) -> list[tuple[str, Any]]:  # Any: as in CHOOSE
    """Return the units of one's own, with the present one even when it no longer exists."""
    found = unit_choices(db.session(), current_actor(), Permission.ORGANISATION_EDIT, today())
    if present is not None and str(present.id) not in {value for value, _label in found}:
        found = [(str(present.id), present.name), *found]
    return [CHOOSE, *found]


def _place_page(form: PlaceForm, sight: Sight, title: str) -> ResponseReturnValue:
    page = render_template(
        "organisation/place_form.html", form=form, person=sight.person, title=title, back=_page_of(sight.person.id)
    )
    return page, status_of(form)


def _values(membership: Membership) -> dict[str, Any]:  # Any: values of form fields
    names = ("post", "staff_group", "is_head", "started_on", "ended_on")
    return {"unit_id": str(membership.unit_id), **{name: getattr(membership, name) for name in names}}


def _page_of(person_id: UUID) -> str:
    return url_for("organisation.person", person_id=person_id)
