"""The desk."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.campaigns.labels import STATUS_LABELS as CAMPAIGN_LABELS
from app.campaigns.labels import STATUS_TONES as CAMPAIGN_TONES
from app.campaigns.policy import may_read
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.council.queries import waiting_for
from app.home import presenters, queries
from app.nominations import labels
from app.web.guards import current_actor, public, signed_in
from app.web.workplace import workplace_of

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def root() -> ResponseReturnValue:
    return redirect(url_for("home.desk"))


@bp.get("/desk")
@signed_in
def desk() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    workplace = workplace_of(actor)
    if workplace is None:
        return render_template("home/no_body.html")
    counts = queries.counts_by_status(session, actor, workplace)
    ballots = [
        presenters.ballot_task(
            waiting.meeting_name, waiting.papers, url_for("council.vote", meeting_id=waiting.meeting_id)
        )
        for waiting in waiting_for(session, actor)
    ]
    papers = list(queries.papers(session, actor, workplace.body_id, workplace.year))
    return render_template(
        "home/desk.html",
        may_nominate=actor.may(Permission.NOMINATION_EDIT),
        tasks=presenters.tasks(actor, counts, ballots, papers),
        rounds=queries.rounds(session, workplace.body_id) if may_read(actor, workplace.body_path) else [],
        campaign_labels=CAMPAIGN_LABELS,
        campaign_tones=CAMPAIGN_TONES,
        progress=presenters.progress(counts),
        status_labels=labels.STATUS_LABELS,
        today=today(),
    )
