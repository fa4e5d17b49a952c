"""What the pickers of other pages ask while somebody types."""

from uuid import UUID

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.core.access import Actor, Permission
from app.core.database import db
from app.core.errors import NotFound
from app.organisation import queries
from app.organisation.presenters import people as shapes
from app.organisation.queries import Presence, Search
from app.organisation.views.blueprint import bp
from app.organisation.views.day import day_of_the_year
from app.web.guards import current_actor, requires

LEAST_LETTERS = 2


@bp.get("/people/picker")
@requires(Permission.ORGANISATION_READ)
def people_picker() -> ResponseReturnValue:
    search = Search(roots=_roots(current_actor()), on=day_of_the_year(), text=_text(), presence=Presence.PRESENT)
    return jsonify([shapes.picked(row) for row in queries.people_named(db.session(), search)] if search.text else [])


@bp.get("/units/picker")
@requires(Permission.ORGANISATION_READ)
def units_picker() -> ResponseReturnValue:
    session = db.session()
    units = queries.units_named(session, _roots(current_actor()), _text(), on=day_of_the_year())
    above = queries.names_above(session, units)
    return jsonify([shapes.picked_unit(row, above.get(row.parent_id, "") if row.parent_id else "") for row in units])


def _text() -> str:
    text = request.args.get("q", "").strip()
    return text if len(text) >= LEAST_LETTERS else ""


def _roots(actor: Actor) -> tuple[str, ...]:
    """Return the subtrees to look in: those of the actor, or the unit in the address when it lies in one of them."""
    roots = actor.paths(Permission.ORGANISATION_READ)
    wanted = request.args.get("unit")
    if not wanted:
        return roots
    try:
        path = queries.unit_by_id(db.session(), UUID(wanted)).path
    except (ValueError, NotFound):
        return ()
    return (path,) if actor.may_at(Permission.ORGANISATION_READ, path) else ()
