"""The number registers of the body: which numbers are used, which lie open."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.decisions import queries
from app.decisions.presenters.registers import decision_rows, gap_count, letter_rows
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, readable_workplace
from app.web.guards import requires


@bp.get("/register")
@requires(Permission.DECISION_READ)
def register() -> ResponseReturnValue:
    workplace, session = readable_workplace(), db.session()
    years = queries.register_years(session, workplace.body_id)
    year = _asked_year(years)
    decisions = decision_rows(queries.decisions_in_register(session, workplace.body_id, year))
    letters = letter_rows(queries.letters_in_register(session, workplace.body_id, year))
    return render_template(
        "decisions/register.html",
        workplace_name=workplace.body_name,
        year=year,
        years=years,
        decisions=decisions,
        decision_gaps=gap_count(decisions),
        letters=letters,
        letter_gaps=gap_count(letters),
        crumbs=crumbs(),
    )


def _asked_year(years: list[int]) -> int:
    """Return the year of the address when the register knows it, else the newest one with a number."""
    asked = request.args.get("year", type=int)
    if asked in years:
        return int(asked)
    return years[0] if years else today().year
