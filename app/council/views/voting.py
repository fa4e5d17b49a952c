"""The member's side: conflicts of interest, choosing, checking, casting.

Choices travel in the form alone, from page to page. They are never put into the session, flashed or logged.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import Conflict, NotAllowed, RuleBroken
from app.council import services
from app.council.enums import Choice
from app.council.forms import cast_choices, choices, conflict_replies
from app.council.labels import UNANIMOUS_NOTE
from app.council.presenters import voting as shapes
from app.council.queries import meetings
from app.council.queries.meetings import MeetingFile
from app.council.queries.voting import PAPERS_SHOWN, papers_of
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.council.services import ConflictReply
from app.council.views.blueprint import bp
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/vote", methods=["GET", "POST"])
@requires(Permission.VOTE_CAST)
def vote(meeting_id: UUID) -> ResponseReturnValue:
    """Show the papers of the member; a POST fills them alike, or leads on to the check."""
    place, desk = _desk(meeting_id)
    picked = choices(request.form, [paper.item_id for paper in desk.to_cast])
    fill = request.form.get("fill", "")
    if request.method == "GET" or "change" in request.form:
        return _paper_page(place, desk, picked)
    if fill in set(Choice):
        return _paper_page(place, desk, {paper.item_id: Choice(fill) for paper in desk.to_cast})
    if not picked:
        problem = _("Choose agree, disagree or abstain for at least one file.")
        return _paper_page(place, desk, picked, problems=[problem]), 422
    shown = [paper for paper in desk.to_cast if paper.item_id in picked]
    return render_template(
        "council/vote_check.html",
        meeting=place,
        groups=shapes.groups(shown, picked),
        counted=shapes.counted(picked.values()),
        number=len(shown),
        left=len(desk.to_cast) - len(shown),
    )


@bp.post("/meetings/<uuid:meeting_id>/ballots")
@requires(Permission.VOTE_CAST)
def cast(meeting_id: UUID) -> ResponseReturnValue:
    """Cast the checked papers; the answer says only that they were taken."""
    picked = cast_choices(request.form)
    try:
        services.cast_ballots(meeting_id, picked, actor=current_actor(), at=now())
    except VotingNotOpen:
        return _refused(meeting_id, _("The vote on at least one of these files is closed, or not open yet."), 409)
    except AlreadyVoted:
        reason = _("You have already voted on at least one of these files. A vote cannot be changed.")
        return _refused(meeting_id, reason, 409)
    except NotAllowed:
        return _refused(meeting_id, _("You are not among the voters of at least one of these files."), 403)
    except Conflict:
        return _refused(meeting_id, _("The vote could not be taken just now. Try once more."), 409)
    except RuleBroken as refusal:
        place, desk = _desk(meeting_id)
        problems = [str(problem.message) for problem in refusal.problems]
        return _paper_page(place, desk, picked, problems=problems), 422
    return redirect(url_for("council.voted", meeting_id=meeting_id))


@bp.get("/meetings/<uuid:meeting_id>/vote/done")
@requires(Permission.VOTE_CAST)
def voted(meeting_id: UUID) -> ResponseReturnValue:
    """Say that the papers are in the urns, and what is left."""
    place, desk = _desk(meeting_id)
    return render_template(
        "council/vote_done.html",
        meeting=place,
        cast=len(desk.cast),
        left=len(desk.to_cast) + len(desk.unanswered),
    )


@bp.route("/meetings/<uuid:meeting_id>/conflicts", methods=["GET", "POST"])
@requires(Permission.VOTE_CAST)
def conflicts(meeting_id: UUID) -> ResponseReturnValue:
    """Answer about conflicts of interest; on a GET, look at the answers that can still be changed."""
    place, desk = _desk(meeting_id)
    if request.method == "GET":
        return _conflict_page(place, desk, is_change=True)
    asked = {paper.item_id: paper for paper in desk.changeable}
    shown = [item_id for item_id in asked if f"asked-{item_id}" in request.form]
    replies = conflict_replies(request.form, shown)
    if not replies:
        return redirect(url_for("council.vote", meeting_id=meeting_id))
    try:
        services.answer_conflicts(meeting_id, replies, actor=current_actor(), at=now())
    except (VotingNotOpen, AlreadyVoted):
        reason = _("The vote on at least one of these files is over, or your paper is in the urn.")
        return _refused(meeting_id, reason, 409)
    except RuleBroken as refusal:
        is_change = "change" in request.form
        return _conflict_page(place, desk, replies=replies, refusal=refusal, is_change=is_change), 422
    return redirect(url_for("council.vote", meeting_id=meeting_id))


def _desk(meeting_id: UUID) -> tuple[MeetingFile, shapes.Desk]:
    """Return the meeting and the papers of the member; those without a vote are refused."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    if place.my_member_id is None or not place.my_vote:
        raise NotAllowed
    return place, shapes.desk(papers_of(session, meeting_id, place.my_member_id))


def _paper_page(
    place: MeetingFile, desk: shapes.Desk, picked: Mapping[UUID, Choice], *, problems: Sequence[str] = ()
) -> str:
    if desk.unanswered:
        return _conflict_page(place, desk, problems=problems)
    return render_template(
        "council/vote.html",
        meeting=place,
        groups=shapes.groups(desk.to_cast, picked),
        number=len(desk.to_cast),
        count_words=shapes.paper_count(len(desk.to_cast)),
        empty_words=shapes.empty_words(desk),
        unanimous=UNANIMOUS_NOTE,
        is_cut=len(desk.to_cast) >= PAPERS_SHOWN,
        secrecy=shapes.secrecy_words(desk.to_cast),
        aside=shapes.views(desk.aside),
        may_change=bool(desk.changeable),
        note=shapes.absent_words(desk.without_paper),
        problems=problems,
    )


def _conflict_page(
    place: MeetingFile,
    desk: shapes.Desk,
    *,
    replies: Mapping[UUID, ConflictReply] | None = None,
    refusal: RuleBroken | None = None,
    problems: Sequence[str] = (),
    is_change: bool = False,
) -> str:
    asked = desk.changeable if is_change else desk.unanswered
    errors = {problem.field: str(problem.message) for problem in refusal.problems if problem.field} if refusal else {}
    general = [str(problem.message) for problem in refusal.problems if not problem.field] if refusal else []
    return render_template(
        "council/conflicts.html",
        meeting=place,
        groups=shapes.groups(asked, replies=replies, errors=errors),
        number=len(asked),
        is_change=is_change,
        derived=[
            view for group in shapes.groups(paper for paper in desk.aside if paper.is_derived) for view in group.papers
        ],
        errors=errors,
        problems=[*problems, *general],
    )


def _refused(meeting_id: UUID, reason: str, status: int) -> ResponseReturnValue:
    """Say to a member what was not taken; those who have no vote here at all are refused as everywhere."""
    place, _desk_of_member = _desk(meeting_id)
    return render_template("council/refused.html", meeting=place, reason=reason), status
