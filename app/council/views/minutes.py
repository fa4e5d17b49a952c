"""The minutes: drafted from the facts, completed by the secretary, fixed, printed; and the ballot count."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import Campaign
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion, TransitionError
from app.council import policy, services
from app.council.enums import CouncilRole, MeetingStatus
from app.council.forms import MinutesForm
from app.council.presenters import meetings as shapes
from app.council.presenters import papers
from app.council.queries import meetings
from app.council.queries.meetings import MeetingFile
from app.council.queries.voting import asides_of
from app.council.views.blueprint import bp
from app.nominations.queries import campaign_tally
from app.organisation.queries import unit_by_id
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires

OVER: Final = frozenset({MeetingStatus.CLOSED, MeetingStatus.MINUTED})


@bp.route("/meetings/<uuid:meeting_id>/minutes", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def minutes(meeting_id: UUID) -> ResponseReturnValue:
    """Read the minutes; while they are not fixed, those who run the meeting complete them."""
    place = meetings.meeting_file(db.session(), meeting_id, current_actor())
    may_run = policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role)
    is_open = may_run and place.status is MeetingStatus.CLOSED
    form = MinutesForm()
    text = place.minutes or _drafted(place)
    if request.method == "POST":
        if not may_run:
            raise NotAllowed
        if not is_open:
            raise TransitionError("the minutes are fixed, or the meeting is not closed")
        answer = _save(place, form, text) if form.validate() else None
        if answer is not None:
            return answer
    else:
        form.process(data={"text": text, "version": place.version})
    page = render_template(
        "council/minutes.html",
        meeting=place,
        form=form,
        is_open=is_open,
        is_over=place.status in OVER,
        is_fixed=place.status is MeetingStatus.MINUTED,
        leads_on=_awaits_decisions(place),
        sections=papers.sections(text),
        tabs=shapes.tabs(place, "minutes"),
    )
    return page, 422 if request.method == "POST" else 200


def _awaits_decisions(place: MeetingFile) -> bool:
    """Say whether the reader can now take the campaign from the council to decisions."""
    may_manage = policy.may_manage(current_actor(), body_path=place.body_path)
    if place.status is not MeetingStatus.MINUTED or not may_manage:
        return False
    campaign = db.session().get(Campaign, place.campaign_id)
    return campaign is not None and campaign.status is CampaignStatus.DELIBERATING


def _save(place: MeetingFile, form: MinutesForm, text: str) -> ResponseReturnValue | None:
    fix = "fix" in request.form
    act = services.mark_minuted if fix else services.save_minutes
    here = url_for("council.minutes", meeting_id=place.id)
    try:
        act(place.id, form.text.data or "", actor=current_actor(), at=now(), version=form.version.data)
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return None
    except StaleVersion:
        return conflict_page(form, {"text": text}, version=place.version, reload_href=here)
    flash(_("The minutes are fixed.") if fix else _("The text is saved; it can still be changed."))
    return redirect(here)


@bp.get("/meetings/<uuid:meeting_id>/minutes/paper")
@requires(Permission.COUNCIL_READ)
def minutes_paper(meeting_id: UUID) -> ResponseReturnValue:
    """Show the minutes as a paper to print."""
    return _paper_page(
        meeting_id,
        "council/minutes_paper.html",
        lambda place: {"sections": papers.sections(place.minutes or _drafted(place))},
    )


@bp.get("/meetings/<uuid:meeting_id>/ballot-count/paper")
@requires(Permission.COUNCIL_READ)
def count_paper(meeting_id: UUID) -> ResponseReturnValue:
    """Show the ballot count as a paper to print."""
    return _paper_page(meeting_id, "council/count_paper.html", lambda _place: {})


def _paper_page(
    meeting_id: UUID, template: str, more: Callable[[MeetingFile], Mapping[str, object]]
) -> ResponseReturnValue:
    """Return a paper of a meeting that is over; before, there is nothing to print."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    if place.status not in OVER:
        return redirect(url_for("council.meeting", meeting_id=meeting_id))
    attendance = meetings.attendance_of(session, place)
    return render_template(
        template,
        meeting=place,
        paper=papers.heading(place, unit_by_id(session, place.body_id)),
        groups=papers.counted(meetings.agenda_of(session, meeting_id)),
        presence=papers.presence(attendance),
        chair=papers.named(attendance, CouncilRole.CHAIR),
        secretary=papers.named(attendance, CouncilRole.SECRETARY),
        is_draft=place.status is not MeetingStatus.MINUTED,
        **more(place),
    )


def _drafted(place: MeetingFile) -> str:
    session = db.session()
    return papers.minutes_text(
        place,
        meetings.attendance_of(session, place),
        meetings.agenda_of(session, place.id),
        asides_of(session, place.id),
        campaign_tally(session, place.campaign_id).excesses,
    )
