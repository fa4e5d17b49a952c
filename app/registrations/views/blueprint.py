"""The address of all pages, and the units that a person may choose."""

from datetime import date

from flask import Blueprint

from app.core.access import Actor, Permission
from app.core.clock import today
from app.core.database import db
from app.organisation.queries import UnitRow, units_within
from app.registrations import rules
from app.web.workplace import Workplace

bp = Blueprint("registrations", __name__, url_prefix="/registrations")


def units_of(actor: Actor, workplace: Workplace, permission: Permission) -> tuple[list[UnitRow], date]:
    """Return the units of the body over which the actor holds a right, and the day on which they are read."""
    on = rules.reference_day(workplace.year, today())
    roots = actor.paths(permission)
    if any(workplace.body_path.startswith(root) for root in roots):
        roots = (workplace.body_path,)
    inside = [root for root in roots if root.startswith(workplace.body_path)]
    units = units_within(db.session(), inside, on)
    return [unit for unit in units if not unit.is_external and unit.body_id == workplace.body_id], on
