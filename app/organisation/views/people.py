"""The page of a person, adding people and changing what is said of them."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Actor, Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed
from app.organisation import policy, queries, services
from app.organisation.forms import CHOOSE, NewPersonForm, PersonForm
from app.organisation.presenters import history
from app.organisation.presenters import people as shapes
from app.organisation.presenters.choices import unit_choices
from app.organisation.queries import Sight
from app.organisation.views import links
from app.organisation.views.act import attempt, status_of
from app.organisation.views.blueprint import bp
from app.web.guards import current_actor, requires, signed_in


@bp.get("/people/me")
@signed_in
def me() -> ResponseReturnValue:
    person_id = current_actor().person_id
    if person_id is None:
        return render_template("organisation/nobody.html")
    return _page(queries.person_in_sight(db.session(), current_actor(), person_id))


@bp.get("/people/<uuid:person_id>")
@signed_in
def person(person_id: UUID) -> ResponseReturnValue:
    return _page(queries.person_in_sight(db.session(), current_actor(), person_id))


@bp.route("/people/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def new_person() -> ResponseReturnValue:
    form = NewPersonForm(unit_id=request.args.get("unit"), started_on=today())
    form.unit_id.choices = [CHOOSE, *unit_choices(db.session(), current_actor(), Permission.ORGANISATION_EDIT, today())]
    answer = attempt(
        form,
        lambda: services.add_person(
            form.facts(),
            form.place(),
            actor=current_actor(),
            at=now(),
            namesake_confirmed=form.namesake_confirmed.data,
        ),
        done=_("%(name)s has been added.", name=form.full_name.data),
        to=_page_of,
    )
    return answer or (render_template("organisation/new_person.html", form=form), status_of(form))


@bp.route("/people/<uuid:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def edit_person(person_id: UUID) -> ResponseReturnValue:
    sight = _editable(person_id)
    form = PersonForm(obj=sight.person)
    answer = attempt(
        form,
        lambda: services.edit_person(
            person_id, form.facts(), version=form.version.data, actor=current_actor(), at=now()
        ),
        done=_("The changes have been saved."),
        to=_page_of(person_id),
        record=sight.person,
        values=lambda: shapes.values(sight.person),
    )
    return answer or (
        render_template("organisation/edit_person.html", form=form, person=sight.person, back=_page_of(person_id)),
        status_of(form),
    )


def _page(sight: Sight) -> ResponseReturnValue:
    actor, person = current_actor(), sight.person
    may_edit, present = _may_edit(actor, sight), queries.present_of(sight.places, today())
    return render_template(
        "organisation/person.html",
        person=person,
        facts=shapes.facts(sight, actor),
        places=shapes.place_rows(sight.places, actor),
        present=present,
        subtitle=shapes.place_words(present),
        records=_records(sight),
        history=history.entries(events_of(db.session(), person.id)) if may_edit else [],
        may_edit=may_edit,
        has_open_place=any(place.ended_on is None for place in sight.places),
        may_read_units=actor.may(Permission.ORGANISATION_READ),
    )


def _records(sight: Sight) -> list[dict[str, str]]:
    """Return the ways to what else is on file about a person, as far as the actor may follow them."""
    actor, person = current_actor(), sight.person
    path = queries.present_path_of(sight.places, today())
    is_self = person.id == actor.person_id
    if not is_self and (path is None or not actor.may_at(Permission.NOMINATION_READ, path)):
        return []
    return links.existing(
        (_("Record of merit"), "records.person", {"person_id": person.id}),
        (_("Award record"), "decisions.person_record", {"person_id": person.id}),
        (_("Nominations"), "nominations.list_page", {"q": person.full_name}),
    )


def _page_of(person_id: UUID) -> str:
    return url_for("organisation.person", person_id=person_id)


def _may_edit(actor: Actor, sight: Sight) -> bool:
    return policy.may_edit_person(actor, queries.present_path_of(sight.places, today()))


def _editable(person_id: UUID) -> Sight:
    sight = queries.person_in_sight(db.session(), current_actor(), person_id)
    if not _may_edit(current_actor(), sight):
        raise NotAllowed
    return sight
