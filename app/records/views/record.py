"""The record of a person and of a unit."""

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.eligibility.enums import Subject
from app.records import policy, queries
from app.records.presenters import timeline
from app.records.queries.neighbours import lines_of
from app.records.views.blueprint import bp
from app.records.views.kinds import new_links
from app.web.guards import current_actor, requires


@bp.get("/people/<uuid:person_id>")
@requires(Permission.RECORD_READ)
def person(person_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    sight = queries.person_sight(db.session(), actor, person_id, today())
    may_edit = policy.may_edit(actor, sight.path)
    with_cases = policy.may_read_cases(actor, sight.path, person_id)
    read = _read(Subject.INDIVIDUAL, person_id, with_cases=with_cases)
    here = sight.present
    return render_template(
        "records/record.html",
        title=sight.full_name,
        heading=_("My record") if person_id == actor.person_id else sight.full_name,
        subtitle=", ".join(part for part in (here.post, here.unit_name) if part) if here else "",
        years=timeline.year_groups(read, timeline.service_items(sight), may_edit=may_edit),
        figures=_figures(read),
        acts=new_links(person_id=person_id, with_cases=with_cases) if may_edit else [],
        about_href=url_for("organisation.person", person_id=person_id),
        about_label=_("About the person"),
        knows_cases=with_cases,
        may_search=actor.paths(Permission.RECORD_READ) != (),
    )


@bp.get("/units/<uuid:unit_id>")
@requires(Permission.RECORD_READ)
def unit(unit_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    unit = queries.unit_sight(db.session(), actor, unit_id)
    may_edit = policy.may_edit(actor, unit.path)
    with_cases = policy.may_read_cases(actor, unit.path)
    read = _read(Subject.COLLECTIVE, unit_id, with_cases=with_cases)
    return render_template(
        "records/record.html",
        title=unit.name,
        heading=unit.name,
        subtitle=_("As a collective"),
        years=timeline.year_groups(read, [], may_edit=may_edit),
        figures=_figures(read),
        acts=new_links(unit_id=unit_id, with_cases=with_cases) if may_edit else [],
        about_href=url_for("organisation.unit", unit_id=unit_id),
        about_label=_("About the unit"),
        knows_cases=with_cases,
        may_search=True,
    )


def _read(subject: Subject, subject_id: UUID, *, with_cases: bool) -> timeline.Record:
    """Read a record: three selects, and one for each feature that lends lines."""
    session = db.session()
    conferrals = queries.conferrals_of(session, subject, subject_id)
    initiatives = queries.initiatives_of(session, subject, subject_id)
    others, files = queries.others_of(session, subject, subject_id, with_cases=with_cases)
    return timeline.Record(
        conferrals=conferrals,
        initiatives=initiatives,
        others=others,
        lines=lines_of(session, subject, subject_id),
        files=files,
    )


def _figures(read: timeline.Record) -> list[tuple[int, str]]:
    held = [each for each in read.conferrals if each.revoked_on is None]
    return [(len(held), _("awards held")), (len(read.initiatives), _("initiatives"))]
