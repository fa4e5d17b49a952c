"""Registering: awards, people and collectives of a unit ticked on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.organisation.queries import UnitRow
from app.registrations import policy, queries, rules
from app.registrations.forms import RegisterForm
from app.registrations.labels import awards_of
from app.registrations.presenters import pages
from app.registrations.queries import RegistrationRound
from app.registrations.services import register
from app.registrations.views.blueprint import bp, units_of
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace


@dataclass(frozen=True, slots=True)
class _Place:
    """The register and the unit that the page is about."""

    workplace: Workplace
    kept: RegistrationRound
    units: Sequence[UnitRow]
    unit: UnitRow
    on: date


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_EDIT)
def new() -> ResponseReturnValue:
    workplace = current_workplace()
    kept = queries.round_of(db.session(), workplace.body_id, workplace.year)
    keeps = policy.may_keep(current_actor(), workplace.body_path)
    closed = rules.window_problems(kept, year=workplace.year, on=today(), keeps_register=keeps)
    if kept is None or (closed and request.method == "GET"):
        page = render_template(
            "registrations/closed.html",
            place=workplace,
            text=str(closed[0].message) if closed else "",
            may_keep=keeps and kept is None,
        )
        return page, 422 if request.method == "POST" else 200
    form = RegisterForm()
    place = _place(workplace, kept)
    form.award_codes.choices = [(award.code, award.code) for award in awards_of(kept.regime_id)]
    if form.validate_on_submit():
        try:
            made = register(form.batch(place.unit.id, workplace.year), actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
            kept = queries.round_of(db.session(), workplace.body_id, workplace.year)
            assert kept is not None
            place = _place(workplace, kept)
        else:
            flash(ngettext("%(num)s registration is new.", "%(num)s registrations are new.", made))
            return redirect(url_for("registrations.list_page", unit=place.unit.id))
    return _page(form, place), 422 if form.is_submitted() else 200


def _place(workplace: Workplace, kept: RegistrationRound) -> _Place:
    units, on = units_of(current_actor(), workplace, Permission.REGISTRATION_EDIT)
    posted = request.method == "POST"
    wanted = request.form.get("unit_id") if posted else request.args.get("unit")
    unit = next((each for each in units if str(each.id) == wanted), None)
    if unit is None and (not units or (posted and wanted)):
        raise NotFound
    return _Place(workplace, kept, units, unit or units[0], on)


def _page(form: RegisterForm, place: _Place) -> str:
    session, root = db.session(), place.unit.path
    roll, complete = queries.roll_of(session, unit_id=place.unit.id, root=root, on=place.on)
    collectives = [unit for unit in place.units if unit.path.startswith(root)]
    people_ids: list[UUID] = [person.id for person in roll]
    standing = queries.registered_codes(
        session,
        place.workplace.body_id,
        place.workplace.year,
        person_ids=people_ids,
        unit_ids=[unit.id for unit in collectives],
    )
    return render_template(
        "registrations/new.html",
        form=form,
        place=place.workplace,
        unit=place.unit,
        unit_options=pages.unit_options(place.units),
        awards=pages.award_choices(awards_of(place.kept.regime_id), form.award_codes.data or []),
        people=pages.people_choices(roll, standing),
        is_whole_roll=complete,
        collectives=pages.collective_choices(collectives, standing),
        back_href=url_for("registrations.list_page"),
    )
