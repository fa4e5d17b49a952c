"""The trail, and the proof that nobody rewrote it."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.audit import labels, presenters, queries, trail, words
from app.core.access import Permission
from app.core.database import db
from app.core.errors import NotFound
from app.web.guards import current_actor, requires

bp = Blueprint("audit", __name__, url_prefix="/trail")


@bp.get("")
@requires(Permission.AUDIT_READ)
def list_page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    subject = request.args.get("subject", "")
    subject = subject if subject in labels.SUBJECT_LABELS else ""
    page = queries.event_page(
        session, roots=actor.paths(Permission.AUDIT_READ), cursor=request.args.get("at"), subject=subject
    )
    return render_template(
        "audit/list.html",
        page=page,
        entries=_told(page.items, most=words.FEW),
        subject=subject,
        subjects=labels.SUBJECT_LABELS,
    )


@bp.get("/<int(max=9223372036854775807):number>")
@requires(Permission.AUDIT_READ)
def entry(number: int) -> ResponseReturnValue:
    """Show one entry with everything that changed."""
    event = queries.event_numbered(db.session(), number, roots=current_actor().paths(Permission.AUDIT_READ))
    if event is None:
        raise NotFound
    return render_template("audit/entry.html", entry=_told([event], most=None)[0])


def _told(events: Sequence[queries.EventRow], *, most: int | None) -> list[presenters.EntryView]:
    actor = current_actor()
    told = [words.told_to(event, actor) for event in events]
    names = queries.names_of(db.session(), words.name_queries(words.records_in(told, most=most)))
    return presenters.entries(told, names, actor, most=most)


@bp.get("/verification")
@requires(Permission.AUDIT_READ)
def verification() -> ResponseReturnValue:
    session = db.session()
    broken = trail.first_broken_event(session)
    return render_template("audit/verification.html", broken=broken, head=queries.head(session))
