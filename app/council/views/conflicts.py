"""The question about conflicts of interest: before the vote, and before a file opens in the reading flow."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken
from app.council import services
from app.council.enums import ConflictKind
from app.council.forms import conflict_replies
from app.council.labels import CONFLICT_LABELS
from app.council.presenters import voting as shapes
from app.council.queries import meetings
from app.council.queries.meetings import MeetingFile
from app.council.queries.voting import papers_of
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.council.services import ConflictReply
from app.council.views.blueprint import bp
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/conflicts", methods=["GET", "POST"])
@requires(Permission.VOTE_CAST)
def conflicts(meeting_id: UUID) -> ResponseReturnValue:
    """Answer about conflicts of interest; on a GET, look at the answers that can still be changed."""
    place, desk = member_desk(meeting_id, unanswered=_reading() is not None)
    if request.method == "GET":
        return conflict_page(place, desk, is_change=True)
    asked = {paper.item_id: paper for paper in desk.changeable}
    shown = [item_id for item_id in asked if f"asked-{item_id}" in request.form]
    replies = conflict_replies(request.form, shown)
    if not replies:
        return redirect(_onward(meeting_id))
    try:
        services.answer_conflicts(meeting_id, replies, actor=current_actor(), at=now())
    except (VotingNotOpen, AlreadyVoted):
        reason = _("The vote on at least one of these files is over, or your paper is in the urn.")
        return refused_page(meeting_id, reason, 409)
    except RuleBroken as refusal:
        is_change = "change" in request.form
        page = conflict_page(place, desk, replies=replies, refusal=refusal, is_change=is_change, reading=_reading())
        return page, 422
    return redirect(_onward(meeting_id))


def _onward(meeting_id: UUID) -> str:
    """Return where the member came from: the file they wanted to read, or the vote."""
    reading = _reading()
    if reading is not None:
        return url_for("council.reading", item_id=reading)
    return url_for("council.vote", meeting_id=meeting_id)


def _reading() -> UUID | None:
    try:
        return UUID(request.form.get("reading", ""))
    except ValueError:
        return None


def member_desk(meeting_id: UUID, *, unanswered: bool = False) -> tuple[MeetingFile, shapes.Desk]:
    """Return the meeting and the papers of the member, or those not answered yet; without a vote there are none."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    if place.my_member_id is None or not place.my_vote:
        raise NotAllowed
    return place, shapes.desk(papers_of(session, meeting_id, place.my_member_id, unanswered=unanswered))


def conflict_page(
    place: MeetingFile,
    desk: shapes.Desk,
    *,
    replies: Mapping[UUID, ConflictReply] | None = None,
    refusal: RuleBroken | None = None,
    problems: Sequence[str] = (),
    is_change: bool = False,
    reading: UUID | None = None,
) -> str:
    """Render the question about the files not answered yet; ``reading`` is the file that opens afterwards."""
    asked = desk.changeable if is_change else desk.unanswered
    errors = {problem.field: str(problem.message) for problem in refusal.problems if problem.field} if refusal else {}
    general = [str(problem.message) for problem in refusal.problems if not problem.field] if refusal else []
    return render_template(
        "council/conflicts.html",
        meeting=place,
        groups=shapes.groups(asked, replies=replies, errors=errors),
        kinds=[(kind.value, CONFLICT_LABELS[kind]) for kind in (ConflictKind.RELATIVE, ConflictKind.OTHER)],
        number=len(asked),
        is_change=is_change,
        reading=reading,
        derived=[
            view for group in shapes.groups(paper for paper in desk.aside if paper.is_derived) for view in group.papers
        ],
        errors=errors,
        problems=[*problems, *general],
    )


def refused_page(meeting_id: UUID, reason: str, status: int) -> ResponseReturnValue:
    """Say to a member what was not taken; those who have no vote here at all are refused as everywhere."""
    place, _desk_of_member = member_desk(meeting_id)
    return render_template("council/refused.html", meeting=place, reason=reason), status
