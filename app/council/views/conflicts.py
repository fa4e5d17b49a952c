"""The question about conflicts of interest: before the vote, and before a file opens."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken
from app.council import services
from app.council.enums import ConflictKind
from app.council.forms import conflict_replies
from app.council.labels import CONFLICT_LABELS
from app.council.presenters import voting as shapes
from app.council.presenters.reading import must_answer
from app.council.queries import meetings
from app.council.queries.meetings import MeetingFile
from app.council.queries.reading import Question, questions_on_file
from app.council.queries.voting import papers_of
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.council.services import ConflictReply
from app.council.views.blueprint import bp
from app.web import opening
from app.web.addresses import inside
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/conflicts", methods=["GET", "POST"])
@requires(Permission.VOTE_CAST)
def conflicts(meeting_id: UUID) -> ResponseReturnValue:
    """Answer about conflicts of interest; on a GET, look at the answers that can still be changed.

    With ``next``, on the way to a file: only what is not answered yet is asked, and the file opens afterwards.
    """
    onward = inside(request.values.get("next", ""))
    place, desk = member_desk(meeting_id, unanswered=onward is not None)
    if request.method == "GET" and onward and not desk.unanswered:
        return redirect(onward)
    if request.method == "GET":
        return conflict_page(place, desk, is_change=onward is None, onward=onward)
    asked = {paper.item_id: paper for paper in desk.changeable}
    shown = [item_id for item_id in asked if f"asked-{item_id}" in request.form]
    replies = conflict_replies(request.form, shown)
    if not replies:
        return redirect(onward or url_for("council.vote", meeting_id=meeting_id))
    try:
        services.answer_conflicts(meeting_id, replies, actor=current_actor(), at=now())
    except (VotingNotOpen, AlreadyVoted):
        reason = _("The vote on at least one of these files is over, or your paper is in the urn.")
        return refused_page(meeting_id, reason, 409)
    except RuleBroken as refusal:
        is_change = "change" in request.form
        page = conflict_page(place, desk, replies=replies, refusal=refusal, is_change=is_change, onward=onward)
        return page, 422
    return redirect(onward or url_for("council.vote", meeting_id=meeting_id))


def question_before_file(session: Session, actor: Actor, nomination_id: UUID) -> str | None:
    """Return where a member with a vote answers before this file opens; None for everybody else."""
    asked = next(_unanswered(session, actor, nomination_id), None)
    if asked is None:
        return None
    there = url_for("nominations.detail", nomination_id=nomination_id)
    return url_for("council.conflicts", meeting_id=asked.meeting_id, next=there)


def is_asked_first(session: Session, actor: Actor, nomination_id: UUID, meeting_id: UUID) -> bool:
    """Say whether the actor has yet to answer about this file before this meeting."""
    return any(asked.meeting_id == meeting_id for asked in _unanswered(session, actor, nomination_id))


def _unanswered(session: Session, actor: Actor, nomination_id: UUID) -> Iterator[Question]:
    if actor.person_id is None or not actor.council_ids:
        return
    for known in questions_on_file(session, actor, nomination_id):
        if must_answer(known.status, known.method, known.mine):
            yield known


opening.register("nomination", question_before_file)


def member_desk(meeting_id: UUID, *, unanswered: bool = False) -> tuple[MeetingFile, shapes.Desk]:
    """Return the meeting and the papers of the member, or those not answered yet; without a vote there are none."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    if place.my_member_id is None or not place.my_vote:
        raise NotAllowed
    return place, shapes.desk(papers_of(session, meeting_id, place.my_member_id, unanswered=unanswered))


def question_before_all(place: MeetingFile, onward: str) -> str | None:
    """Return the question about the files of a meeting that this member has not answered yet; None: nothing is left."""
    if place.my_member_id is None or not place.my_vote:
        return None
    waiting = shapes.desk(papers_of(db.session(), place.id, place.my_member_id, unanswered=True))
    return conflict_page(place, waiting, onward=onward) if waiting.unanswered else None


def conflict_page(
    place: MeetingFile,
    desk: shapes.Desk,
    *,
    replies: Mapping[UUID, ConflictReply] | None = None,
    refusal: RuleBroken | None = None,
    problems: Sequence[str] = (),
    is_change: bool = False,
    onward: str | None = None,
) -> str:
    """Render the question about the files not answered yet; ``onward`` is the page that opens afterwards."""
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
        onward=onward,
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
