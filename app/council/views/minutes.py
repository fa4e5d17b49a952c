"""The minutes: drafted from the facts, completed by the secretary, approved, printed; and the ballot count."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import Campaign
from app.core.access import Permission
from app.core.clock import HERE, now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion, TransitionError
from app.council import policy, services
from app.council.enums import ApprovalCapacity, MeetingStatus
from app.council.forms import MinutesForm
from app.council.presenters import approvals, papers
from app.council.presenters import meetings as shapes
from app.council.presenters.approvals import ApprovalView
from app.council.presenters.minutes_text import drafted
from app.council.presenters.papers import Paper
from app.council.queries import meetings
from app.council.queries.approvals import MinutesApproval, approvals_of
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.queries.minutes import MinutesFacts, minutes_facts
from app.council.queries.proceedings import proceedings_of
from app.council.views.blueprint import bp
from app.documents.pdf import pdf_response, render
from app.organisation.queries import Unit, unit_by_id
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires

OVER: Final = frozenset({MeetingStatus.CLOSED, MeetingStatus.MINUTED})


@bp.route("/meetings/<uuid:meeting_id>/minutes", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def minutes(meeting_id: UUID) -> ResponseReturnValue:
    """Read the minutes and their approvals; while they are not fixed, those who run the meeting write the text."""
    place = meetings.meeting_file(db.session(), meeting_id, current_actor())
    may_run = _may_run(place)
    form = MinutesForm()
    facts = None if place.minutes else minutes_facts(db.session(), place)
    text = drafted(facts) if facts else place.minutes
    if request.method == "POST":
        if not may_run:
            raise NotAllowed
        if place.status is not MeetingStatus.CLOSED:
            raise TransitionError("the minutes are fixed, or the meeting is not closed")
        answer = _save(place, form, text) if form.validate() else None
        if answer is not None:
            return answer
    else:
        form.process(data={"text": text, "version": place.version})
    page = _minutes_page(place, form, text, facts)
    return page, 422 if request.method == "POST" else 200


def _minutes_page(place: MeetingFile, form: MinutesForm, text: str, facts: MinutesFacts | None) -> str:
    session, actor = db.session(), current_actor()
    may_run = _may_run(place)
    is_over = place.status in OVER
    campaign = session.get(Campaign, place.campaign_id) if place.status is MeetingStatus.MINUTED else None
    beside = facts.beside if facts else proceedings_of(session, place.id)
    attendance = facts.attendance if facts else meetings.attendance_of(session, place)
    items = facts.items if facts else meetings.agenda_of(session, place.id)
    views = approvals.approval_views(
        place,
        approvals.sitters_from(attendance, beside.left),
        approvals_of(session, place.id) if place.minutes else [],
        actor,
        may_run=may_run,
    )
    return render_template(
        "council/minutes.html",
        meeting=place,
        form=form,
        is_open=may_run and place.status is MeetingStatus.CLOSED,
        is_over=is_over,
        is_fixed=place.status is MeetingStatus.MINUTED,
        may_enter=may_run and is_over and any(_may_be_entered(view, place) for view in views),
        may_count=_may_count(place, items),
        leads_on=_awaits_decisions(place, campaign),
        approvals=views,
        warning=approvals.standing_words(views),
        results=approvals.result_groups(
            items,
            beside,
            may_deviate=_may_deviate(place, campaign),
            sees_figures=_sees_figures(place),
        ),
        sections=papers.sections(text),
        tabs=shapes.tabs(place, "minutes"),
    )


def _may_run(place: MeetingFile) -> bool:
    return policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role)


def _sees_figures(place: MeetingFile) -> bool:
    return policy.may_see_figures(current_actor(), body_path=place.body_path, my_role=place.my_role)


def _may_count(place: MeetingFile, items: Sequence[ItemRow]) -> bool:
    """Say whether the reader may have the ballot count: it tells every figure, of results without a count as well."""
    return _sees_figures(place) or not any(item.is_result_only for item in items)


def _may_be_entered(view: ApprovalView, place: MeetingFile) -> bool:
    return not view.is_given and approvals.is_due(ApprovalCapacity(view.capacity), place)


def _may_deviate(place: MeetingFile, campaign: Campaign | None) -> bool:
    """Say whether the reader signs for the body, and the campaign stands where a name can be left out."""
    signs = current_actor().may_at(Permission.DECISION_SIGN, place.body_path)
    return signs and campaign is not None and campaign.status is CampaignStatus.DECIDING


def _awaits_decisions(place: MeetingFile, campaign: Campaign | None) -> bool:
    """Say whether the reader can now take the campaign from the council to decisions."""
    may_manage = policy.may_manage(current_actor(), body_path=place.body_path)
    return may_manage and campaign is not None and campaign.status is CampaignStatus.DELIBERATING


def _save(place: MeetingFile, form: MinutesForm, text: str) -> ResponseReturnValue | None:
    here = url_for("council.minutes", meeting_id=place.id)
    try:
        services.save_minutes(
            place.id, form.text.data or "", actor=current_actor(), at=now(), version=form.version.data
        )
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return None
    except StaleVersion:
        return conflict_page(form, {"text": text}, version=place.version, reload_href=here)
    flash(_("The text is saved. Secretary and chair can approve it now; until both have, it can be changed."))
    return redirect(here)


@bp.get("/meetings/<uuid:meeting_id>/minutes/paper")
@requires(Permission.COUNCIL_READ)
def minutes_paper(meeting_id: UUID) -> ResponseReturnValue:
    """Show the minutes as a paper to print."""
    place = _meeting_over(meeting_id)
    return _printed("council/minutes_paper.html", place, papers.minutes_of) if place else _to_meeting(meeting_id)


@bp.get("/meetings/<uuid:meeting_id>/minutes.pdf")
@requires(Permission.COUNCIL_READ)
def minutes_file(meeting_id: UUID) -> ResponseReturnValue:
    """Send the minutes as PDF."""
    place = _meeting_over(meeting_id)
    return _sent("minutes.typ", "bien-ban-hop", place, papers.minutes_of) if place else _to_meeting(meeting_id)


@bp.get("/meetings/<uuid:meeting_id>/ballot-count/paper")
@requires(Permission.COUNCIL_READ)
def count_paper(meeting_id: UUID) -> ResponseReturnValue:
    """Show the ballot count as a paper to print."""
    place = _meeting_over(meeting_id)
    return _printed("council/count_paper.html", place, papers.count_of) if place else _to_meeting(meeting_id)


@bp.get("/meetings/<uuid:meeting_id>/ballot-count.pdf")
@requires(Permission.COUNCIL_READ)
def count_file(meeting_id: UUID) -> ResponseReturnValue:
    """Send the ballot count as PDF."""
    place = _meeting_over(meeting_id)
    return (
        _sent("ballot_count.typ", "bien-ban-kiem-phieu", place, papers.count_of) if place else _to_meeting(meeting_id)
    )


Written = Callable[[MinutesFacts, Unit, Sequence[MinutesApproval]], Paper]


def _meeting_over(meeting_id: UUID) -> MeetingFile | None:
    """Return a meeting that is over; before, there is nothing to print."""
    place = meetings.meeting_file(db.session(), meeting_id, current_actor())
    return place if place.status in OVER else None


def _to_meeting(meeting_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("council.meeting", meeting_id=meeting_id))


def _written(place: MeetingFile, write: Written) -> Paper:
    session = db.session()
    facts = minutes_facts(session, place)
    if write is papers.count_of and not _may_count(place, facts.closed):
        raise NotAllowed
    return write(facts, unit_by_id(session, place.body_id), approvals_of(session, place.id))


def _printed(template: str, place: MeetingFile, write: Written) -> ResponseReturnValue:
    return render_template(template, meeting=place, paper=_written(place, write))


def _sent(template: str, name: str, place: MeetingFile, write: Written) -> ResponseReturnValue:
    day = (place.closed_at or place.held_at).astimezone(HERE).date()
    return pdf_response(render(template, _written(place, write).data()), f"{name}-{day.isoformat()}.pdf")
