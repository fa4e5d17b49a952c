"""The award record of a person and of a unit."""

from functools import partial
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.database import db
from app.core.errors import NotFound
from app.decisions import policy, queries
from app.decisions.presenters.records import record_rows
from app.decisions.views.blueprint import bp
from app.organisation.queries import unit_by_id
from app.web.guards import current_actor, signed_in


@bp.get("/record/person/<uuid:person_id>")
@signed_in
def person_record(person_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    person = queries.person_facts(session, person_id)
    if person is None or not policy.may_read_person_record(actor, person_id, person.unit_path):
        raise NotFound
    conferrals = queries.conferrals_of_person(session, person_id)
    return render_template(
        "decisions/record.html",
        name=person.full_name,
        detail=", ".join(part for part in (person.post, person.unit_name) if part),
        rows=record_rows(conferrals, may_read=partial(policy.may_read, actor)),
        is_own=actor.person_id == person_id,
    )


@bp.get("/record/unit/<uuid:unit_id>")
@signed_in
def unit_record(unit_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    unit = unit_by_id(session, unit_id)
    if not policy.may_read_unit_record(actor, unit.path):
        raise NotFound
    conferrals = queries.conferrals_of_unit(session, unit_id)
    return render_template(
        "decisions/record.html",
        name=unit.name,
        detail="",
        rows=record_rows(conferrals, may_read=partial(policy.may_read, actor)),
        is_own=False,
    )
