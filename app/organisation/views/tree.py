"""The tree of units, and the page of a unit."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.audit.queries import events_of
from app.core.access import Actor, Permission
from app.core.database import db
from app.core.errors import NotFound
from app.core.text import short_date
from app.organisation import labels, policy, queries
from app.organisation.models import Unit
from app.organisation.presenters import history, people, units
from app.organisation.queries import UnitRow
from app.organisation.views import links
from app.organisation.views.blueprint import bp
from app.organisation.views.day import chosen_day, day_in_address
from app.web.filters import number
from app.web.guards import current_actor, requires
from app.web.workplace import workplace_of

MOST_AT_ONCE = 300
"""Units shown as a whole tree; a larger one is opened level by level."""

MOST_MEMBERS = 100


@bp.get("")
@requires(Permission.ORGANISATION_READ)
def tree() -> ResponseReturnValue:
    actor, session, day, on = current_actor(), db.session(), chosen_day(), day_in_address()
    root = _root(actor)
    roots = actor.paths(Permission.ORGANISATION_READ)
    above, children = queries.around(session, root, day, roots=roots)
    whole = queries.some_within(session, [root.path], day, most=MOST_AT_ONCE, roots=roots)
    rows = whole if whole is not None else [queries.as_row(root), *children]
    counts = units.headcount(queries.people_on(session, root.path, day, roots=roots))
    heads = queries.heads_on(session, [row.id for row in rows], day)
    return render_template(
        "organisation/tree.html",
        root=root,
        rows=units.tree_rows(rows, counts, heads, one_level=whole is None, on=on),
        way=_way(actor, above),
        subtitle=ngettext(
            "%(count)s person on %(day)s",
            "%(count)s people on %(day)s",
            counts.total,
            count=number(counts.total),
            day=short_date(day),
        ),
        outside=[row for row in queries.outside_bodies(session) if row.id != root.id],
        day=short_date(day),
        may_edit=policy.may_edit_unit(actor, root.path),
        may_add_outside=policy.may_keep_outside_body(actor),
        kinds=labels.KIND_LABELS,
        authority_word=units.authority_word,
    )


@bp.get("/units/<uuid:unit_id>")
@requires(Permission.ORGANISATION_READ)
def unit(unit_id: UUID) -> ResponseReturnValue:
    actor, session, day, on = current_actor(), db.session(), chosen_day(), day_in_address()
    found = queries.unit_in_sight(session, actor, unit_id)
    roots = actor.paths(Permission.ORGANISATION_READ)
    above, children = queries.around(session, found, day, roots=roots)
    counts = units.headcount(queries.people_on(session, found.path, day, roots=roots))
    members = queries.members_on(session, [unit_id], day, limit=MOST_MEMBERS)
    return render_template(
        "organisation/unit.html",
        unit=found,
        way=_way(actor, above),
        facts=units.facts(found, above),
        counts=counts,
        own_people=counts.by_path.get(found.path, 0),
        groups=labels.STAFF_GROUP_LABELS,
        children=units.child_rows(children, counts, on),
        members=people.member_rows(members),
        history=history.entries(events_of(session, unit_id)),
        day=short_date(day),
        on=on,
        tag=units.authority_word(found.authority),
        tone=labels.AUTHORITY_TONES[found.authority],
        acts=_acts(actor, found),
        records=_records(actor, found),
    )


def _root(actor: Actor) -> Unit:
    """Return the unit whose tree is asked for: that of the address, else the body of the top bar, else one's own."""
    session = db.session()
    wanted = request.args.get("root")
    if wanted:
        try:
            return queries.unit_in_sight(session, actor, UUID(wanted))
        except ValueError:
            raise NotFound from None
    here, roots = workplace_of(actor), actor.paths(Permission.ORGANISATION_READ)
    if here and actor.may_at(Permission.ORGANISATION_READ, here.body_path):
        return queries.unit_in_sight(session, actor, here.body_id)
    return queries.unit_by_path(session, roots[0])


def _way(actor: Actor, above: list[UnitRow]) -> list[tuple[str, str]]:
    """Return the links to the units above, as far as the actor may look at them."""
    return [
        (row.name, url_for("organisation.tree", root=row.id))
        for row in above
        if policy.may_read_unit(actor, row.path, is_external=row.is_external)
    ]


def _acts(actor: Actor, found: Unit) -> dict[str, bool]:
    may_edit = queries.may_edit(db.session(), actor, found)
    return {
        "edit": may_edit,
        "move": may_edit and found.parent_id is not None,
        "add_people": may_edit and not found.is_external and found.valid_to is None,
        "add_unit": may_edit and found.valid_to is None,
        "end": may_edit and found.valid_to is None,
        "resume": may_edit and found.valid_to is not None,
    }


def _records(actor: Actor, found: Unit) -> list[dict[str, str]]:
    """Return the way to the awards of a unit as a collective."""
    if not actor.may_at(Permission.NOMINATION_READ, found.path):
        return []
    return links.existing(
        (_("Record of merit"), "records.unit", {"unit_id": found.id}),
        (_("Award record"), "decisions.unit_record", {"unit_id": found.id}),
    )
