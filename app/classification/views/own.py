"""Self-assessment: of the person who signed in, or of a unit by those who propose for it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classification import policy, presenters, queries, rules, services
from app.classification.forms import SelfForm, self_values
from app.classification.rules.schemes import scheme_of
from app.classification.views.blueprint import bp
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.eligibility.enums import Subject
from app.organisation.enums import StaffGroup
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires, signed_in
from app.web.workplace import workplace_of


@bp.get("/own")
@signed_in
def own() -> ResponseReturnValue:
    actor = current_actor()
    workplace = workplace_of(actor)
    year = workplace.year if workplace else today().year
    place = None
    if actor.person_id is not None:
        place = queries.own_place(db.session(), actor.person_id, year, rules.reference_day(year, today()))
    if place is None:
        return render_template("classification/own_none.html", year=year)
    return redirect(url_for("classification.person", person_id=place.person_id, year=year))


@bp.route("/own/<int:year>", methods=["GET", "POST"])
@signed_in
def self_assessment(year: int) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    if actor.person_id is None or not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound
    place = queries.own_place(session, actor.person_id, year, rules.reference_day(year, today()))
    if place is None:
        raise NotFound
    row = queries.self_assessment_of(session, year, person_id=actor.person_id)
    form = SelfForm(data=self_values(row))
    is_leader = place.staff_group is StaffGroup.LEADER
    form.fit(scheme_of(year, Subject.INDIVIDUAL, place.staff_group, place.unit_kind), is_leader=is_leader)
    return _page(
        form,
        row,
        lambda: services.assess_person(year, form.plan(), actor=actor, at=now()),
        href=url_for("classification.person", person_id=actor.person_id, year=year),
        year=year,
        name=place.full_name,
        unit_name=place.unit_name,
    )


@bp.route("/units/<uuid:unit_id>/<int:year>/self-assessment", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_PROPOSE)
def unit_self_assessment(unit_id: UUID, year: int) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    place = queries.sheet_place(session, unit_id, year)
    if place is None or not rules.FIRST_YEAR <= year <= rules.LAST_YEAR or not policy.may_read(actor, place.path):
        raise NotFound
    if not policy.may_propose(actor, place.path):
        raise NotAllowed
    row = queries.self_assessment_of(session, year, unit_id=unit_id)
    form = SelfForm(data=self_values(row))
    form.fit(scheme_of(year, Subject.COLLECTIVE, None, place.kind), is_leader=False)
    return _page(
        form,
        row,
        lambda: services.assess_unit(unit_id, year, form.plan(), actor=actor, at=now()),
        href=url_for("classification.collective", unit_id=unit_id, year=year),
        year=year,
        name=place.name,
        unit_name=place.body_name,
    )


def _page(form: SelfForm, row: Any, act: Any, *, href: str, **facts: Any) -> ResponseReturnValue:  # Any: row, act
    if form.validate_on_submit():
        try:
            act()
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            stands = self_values(row)
            return conflict_page(form, stands, version=row.version if row else 0, reload_href=request.path)
        else:
            flash(_("The self-assessment is saved."))
            return redirect(href)
    deadline = presenters.deadline_words(facts["year"], today())
    page = render_template("classification/self_assessment.html", form=form, href=href, deadline=deadline, **facts)
    return page, 422 if form.is_submitted() else 200
