"""The member's side: choosing, checking, casting.

Choices travel in the form alone, from page to page. They are never put into the session, flashed or logged.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.errors import Conflict, NotAllowed, RuleBroken
from app.council import services
from app.council.enums import BallotMethod, Choice
from app.council.forms import cast_choices, choices
from app.council.labels import LONE_NOTE, UNANIMOUS_NOTE
from app.council.presenters import voting as shapes
from app.council.queries.meetings import MeetingFile
from app.council.queries.voting import PAPERS_SHOWN
from app.council.rules import AlreadyVoted, VotedOnPaper, VoteEnded, VotingNotOpen
from app.council.views.blueprint import bp
from app.council.views.conflicts import conflict_page, member_desk, refused_page
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/vote", methods=["GET", "POST"])
@requires(Permission.VOTE_CAST)
def vote(meeting_id: UUID) -> ResponseReturnValue:
    """Show the papers of the member; a POST fills them alike, or leads on to the check."""
    place, desk = member_desk(meeting_id)
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
        by_name=shapes.by_name_words(shown),
        left=len(desk.to_cast) - len(shown),
    )


@bp.post("/meetings/<uuid:meeting_id>/ballots")
@requires(Permission.VOTE_CAST)
def cast(meeting_id: UUID) -> ResponseReturnValue:
    """Cast the checked papers; the answer says only that they were taken."""
    picked = cast_choices(request.form)
    try:
        services.cast_ballots(meeting_id, picked, actor=current_actor(), at=now())
    except VoteEnded:
        return refused_page(meeting_id, _("The time for voting on at least one of these files is over."), 409)
    except VotedOnPaper:
        return refused_page(meeting_id, _("At least one of these files is voted on with printed ballots."), 409)
    except VotingNotOpen:
        return refused_page(meeting_id, _("The vote on at least one of these files is closed, or not open yet."), 409)
    except AlreadyVoted:
        reason = _("You have already voted on at least one of these files. A vote cannot be changed.")
        return refused_page(meeting_id, reason, 409)
    except NotAllowed:
        return refused_page(meeting_id, _("You are not among the voters of at least one of these files."), 403)
    except Conflict:
        return refused_page(meeting_id, _("The vote could not be taken just now. Try once more."), 409)
    except RuleBroken as refusal:
        place, desk = member_desk(meeting_id)
        problems = [str(problem.message) for problem in refusal.problems]
        return _paper_page(place, desk, picked, problems=problems), 422
    return redirect(url_for("council.voted", meeting_id=meeting_id))


@bp.get("/meetings/<uuid:meeting_id>/vote/done")
@requires(Permission.VOTE_CAST)
def voted(meeting_id: UUID) -> ResponseReturnValue:
    """Say that the papers are in the urns, and what is left."""
    place, desk = member_desk(meeting_id)
    return render_template(
        "council/vote_done.html",
        meeting=place,
        cast=len(desk.cast),
        secret=sum(paper.method is not BallotMethod.OPEN for paper in desk.cast),
        left=len(desk.to_cast) + len(desk.unanswered),
    )


def _paper_page(
    place: MeetingFile, desk: shapes.Desk, picked: Mapping[UUID, Choice], *, problems: Sequence[str] = ()
) -> str:
    if desk.unanswered:
        return conflict_page(place, desk, problems=problems)
    return render_template(
        "council/vote.html",
        meeting=place,
        groups=shapes.groups(desk.to_cast, picked),
        number=len(desk.to_cast),
        count_words=shapes.paper_count(len(desk.to_cast)),
        empty_words=shapes.empty_words(desk),
        unanimous=UNANIMOUS_NOTE,
        lone=LONE_NOTE,
        is_cut=len(desk.to_cast) >= PAPERS_SHOWN,
        secrecy=shapes.secrecy_words(desk.to_cast),
        by_name=shapes.by_name_words(desk.to_cast),
        aside=shapes.views(desk.aside),
        may_change=bool(desk.changeable),
        note=shapes.absent_words(desk.without_paper),
        printed=shapes.printed_words(desk.printed),
        until=shapes.until_words(desk),
        problems=problems,
    )
