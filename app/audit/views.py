"""The trail, and the proof that nobody rewrote it."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import labels, queries, trail
from app.core.access import Permission
from app.core.database import db
from app.web.guards import current_actor, requires

bp = Blueprint("audit", __name__, url_prefix="/trail")


@bp.get("")
@requires(Permission.AUDIT_READ)
def list_page() -> ResponseReturnValue:
    subject = request.args.get("subject", "")
    subject = subject if subject in labels.SUBJECT_LABELS else ""
    roots = current_actor().paths(Permission.AUDIT_READ)
    page = queries.event_page(db.session(), roots=roots, cursor=request.args.get("at"), subject=subject)
    return render_template(
        "audit/list.html",
        page=page,
        subject=subject,
        subjects=labels.SUBJECT_LABELS,
        names=labels.EVENT_LABELS,
        here_url=url_for("audit.list_page", subject=subject or None),
    )


@bp.get("/verification")
@requires(Permission.AUDIT_READ)
def verification() -> ResponseReturnValue:
    session = db.session()
    broken = trail.first_broken_event(session)
    return render_template("audit/verification.html", broken=broken, head=queries.head(session))
