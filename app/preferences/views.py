"""Language, theme, and the body and year one looks at."""

from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts.services import users
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.core.text import fold
from app.organisation.queries import bodies_within, unit_by_id
from app.web import workplace as places
from app.web.forms import BaseForm
from app.web.guards import current_actor, optional_actor, public, signed_in
from app.web.language import LANGUAGES

bp = Blueprint("preferences", __name__, url_prefix="/preferences")

THEMES: Final = ("light", "dark", "auto")
FIRST_YEAR: Final = 2015


class TokenForm(BaseForm):
    """Only the token is checked; the choice is one of a closed list."""


@bp.route("/workplace", methods=["GET", "POST"])
@signed_in
def workplace() -> ResponseReturnValue:
    actor = current_actor()
    here = places.workplace_of(actor)
    if here is None:
        raise NotFound
    if TokenForm().validate_on_submit():
        return _choose(here)
    roots = [here.body_path, *(grant.path for grant in actor.grants)]
    wanted = fold(request.args.get("q", ""))[:100]
    bodies = [body for body in bodies_within(db.session(), roots) if places.may_look_at(actor, body.path)]
    shown = [body for body in bodies if wanted in fold(body.name)]
    years = range(today().year + 1, FIRST_YEAR - 1, -1)
    return render_template(
        "preferences/workplace.html", bodies=shown, many=len(bodies) > 10, wanted=request.args.get("q", ""), years=years
    )


def _choose(here: places.Workplace) -> ResponseReturnValue:
    """Keep the body and year that were posted, as far as they are real and within reach."""
    body_id, year = request.form.get("body_id") or str(here.body_id), request.form.get("year", "")
    try:
        body = unit_by_id(db.session(), UUID(body_id))
    except ValueError:
        raise NotFound from None
    if body.body_id != body.id or not places.may_look_at(current_actor(), body.path):
        raise NotFound
    chosen = int(year) if year.isdecimal() and FIRST_YEAR <= int(year) <= today().year + 1 else here.year
    places.choose(body_id=body.id, name=body.name, path=body.path, year=chosen)
    return redirect(url_for("home.desk"))


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
    target = request.form.get("next", "")
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return target if inside else url_for("home.root")
