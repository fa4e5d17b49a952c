"""Language, theme, and the body and year one looks at."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.services import users
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.core.text import fold, nfc
from app.preferences import queries, rules
from app.web import workplace as places
from app.web.addresses import inside
from app.web.forms import BaseForm
from app.web.guards import current_actor, optional_actor, public, signed_in
from app.web.language import LANGUAGES

bp = Blueprint("preferences", __name__, url_prefix="/preferences")

THEMES: Final = ("light", "dark", "auto")
MANY: Final = 10
"""Bodies beyond which the page offers a search."""


class TokenForm(BaseForm):
    """Only the token is checked; the choice is one of a closed list."""


@bp.route("/workplace", methods=["GET", "POST"])
@signed_in
def workplace() -> ResponseReturnValue:
    if TokenForm().validate_on_submit():
        return _choose()
    wanted = nfc(request.args.get("q", "")[:100])
    bodies = queries.bodies_to_choose(db.session(), current_actor())
    return render_template(
        "preferences/workplace.html",
        bodies=[body for body in bodies if fold(wanted) in fold(f"{body.name} {body.short_name} {body.code}")],
        here=places.workplace_of(current_actor()),
        many=len(bodies) > MANY,
        wanted=wanted,
        years=rules.years(today().year),
        this_year=today().year,
        back=inside(request.args.get("next", "")),
    )


def _choose() -> ResponseReturnValue:
    """Keep the body and year that were posted; the body must be one of those offered, the year may stay as it was."""
    here = places.workplace_of(current_actor())
    wanted = request.form.get("body_id") or (str(here.body_id) if here else "")
    bodies = queries.bodies_to_choose(db.session(), current_actor())
    body = next((body for body in bodies if str(body.id) == wanted), None)
    if body is None:
        raise NotFound
    year = rules.chosen_year(request.form.get("year", ""), today().year) or (here.year if here else today().year)
    places.choose(body_id=body.id, name=body.name, path=body.path, year=year)
    flash(_("The pages now show %(body)s in %(year)s.", body=body.name, year=year))
    return redirect(inside(request.form.get("next", "")) or url_for("home.desk"))


@bp.post("/language")
@public
def language() -> ResponseReturnValue:
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        session["language"] = wanted
        if actor := optional_actor():
            users.choose_language(wanted, actor=actor)
    return redirect(_back())


@bp.post("/theme")
@public
def theme() -> ResponseReturnValue:
    wanted = request.form.get("theme", "")
    if wanted in THEMES:
        session["theme"] = wanted
        if actor := optional_actor():
            users.choose_theme(wanted, actor=actor)
    return redirect(_back())


def _back() -> str:
    """Return the page one came from, never another site's."""
    return inside(request.form.get("next", "")) or url_for("home.root")
