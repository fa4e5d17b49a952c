"""The desk."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.campaigns.labels import STATUS_LABELS as CAMPAIGN_LABELS
from app.campaigns.labels import STATUS_TONES as CAMPAIGN_TONES
from app.campaigns.policy import may_read
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.council.queries import waiting_for
from app.council.queries.approvals import approvals_awaited
from app.council.queries.notices import calls_for
from app.home import presenters, queries
from app.nominations import labels
from app.web.filters import moment
from app.web.guards import current_actor, public, signed_in
from app.web.workplace import workplace_of

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def root() -> ResponseReturnValue:
    return redirect(url_for("home.desk"))


def _files(meeting_id: UUID) -> str:
    return url_for("council.files", meeting_id=meeting_id)


def _minutes(meeting_id: UUID) -> str:
    return url_for("council.minutes", meeting_id=meeting_id)


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
    calls = [
        presenters.call_task(call.meeting_name, moment(call.held_at), call.files, _files(call.meeting_id))
        for call in calls_for(session, actor)
    ]
    approvals = [
        presenters.approval_task(each.meeting_name, _minutes(each.meeting_id), is_result=each.is_result)
        for each in approvals_awaited(session, actor, body_id=workplace.body_id, year=workplace.year)
    ]
    papers = list(queries.papers(session, actor, workplace, on=today()))
    return render_template(
        "home/desk.html",
        may_nominate=actor.may(Permission.NOMINATION_EDIT),
        tasks=presenters.tasks(actor, counts, [*ballots, *calls, *approvals], papers),
        rounds=queries.rounds(session, workplace.body_id) if may_read(actor, workplace.body_path) else [],
        campaign_labels=CAMPAIGN_LABELS,
        campaign_tones=CAMPAIGN_TONES,
        progress=presenters.progress(counts),
        status_labels=labels.STATUS_LABELS,
        today=today(),
    )
