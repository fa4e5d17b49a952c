"""The search in the top bar."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.database import db
from app.core.text import nfc
from app.organisation import rules
from app.search import presenters, queries
from app.web.guards import current_actor, signed_in
from app.web.workplace import workplace_of

bp = Blueprint("search", __name__, url_prefix="/search")

LEAST_LETTERS: Final = 2
LONGEST: Final = 100


@bp.get("")
@signed_in
def results() -> ResponseReturnValue:
    text = nfc(request.args.get("q", "")[:LONGEST])
    numbered = _numbered(text)
    if not rules.search_words(text) or (len(text) < LEAST_LETTERS and numbered is None):
        return render_template("search/results.html", text=text, sections=None)
    found = queries.results(db.session(), current_actor(), text, on=today(), numbered=numbered)
    return render_template("search/results.html", text=text, sections=presenters.sections(found, text, current_actor()))


def _numbered(text: str) -> queries.Numbered | None:
    """Return the file that a number alone stands for, in the body and year of the top bar."""
    here = workplace_of(current_actor())
    if here is None or not (text.isascii() and text.isdecimal() and len(text) <= 6):
        return None
    return queries.Numbered(here.body_id, here.year, int(text))
