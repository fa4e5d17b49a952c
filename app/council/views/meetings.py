"""Meetings: planned, looked at, attended, opened and closed."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import campaigns_of
from app.core.access import Permission
from app.core.clock import HERE, now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.council import policy, rules, services
from app.council.enums import ItemStatus, MeetingStatus, Presence
from app.council.forms import ClosingForm, MeetingForm, OpeningForm, presences
from app.council.labels import MEETING_LABELS, MEETING_TONES, OPEN_VOTE_NOTE, SECRECY_NOTES, SECRET_WAY_LABELS
from app.council.presenters import meetings as shapes
from app.council.presenters import results, words
from app.council.queries import councils, meetings
from app.council.queries.laws import may_vote_openly
from app.council.queries.meetings import AttendanceRow, ItemRow, MeetingFile
from app.council.queries.turnout import Turnout, Voter, turnout_by_item, turnout_of
from app.council.queries.voting import asides_of, papers_of
from app.council.services import MeetingPlan
from app.council.views.blueprint import bp
from app.nominations.services.quotas import standings
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.route("/<uuid:council_id>/meetings/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def new_meeting(council_id: UUID) -> ResponseReturnValue:
    """Plan a meeting of a council."""
    session, actor = db.session(), current_actor()
    council = councils.council_file(session, council_id, actor)
    if not policy.may_run(actor, body_path=council.body_path, my_role=council.my_role):
        raise NotAllowed
    form = MeetingForm()
    rows = [
        *campaigns_of(session, council.body_id, council.year),
        *campaigns_of(session, council.body_id, council.year - 1),
    ]
    form.campaign_id.choices = [(str(row.id), f"{row.name} ({row.year})") for row in rows]
    if not form.is_submitted():
        running = next((row for row in rows if row.status is CampaignStatus.DELIBERATING), None)
        form.campaign_id.data = str(running.id) if running else None
        form.name.data = shapes.USUAL_NAME
    if form.validate_on_submit():
        try:
            meeting_id = services.plan_meeting(
                council_id,
                UUID(form.campaign_id.data),
                form.name.data or "",
                form.held_at,
                form.place.data or "",
                actor=actor,
                at=now(),
            )
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The meeting is planned. Put the verified files on its agenda."))
            return redirect(url_for("council.agenda", meeting_id=meeting_id))
    back_href = url_for("council.detail", council_id=council_id)
    page = render_template(
        "council/meeting_form.html", form=form, title=_("Plan a meeting"), subtitle=council.name, back_href=back_href
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/meetings/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def edit_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Change name, day or place of a meeting that has not begun."""
    meeting = to_run(meeting_id)
    here = meeting.held_at.astimezone(HERE)
    values = {
        "name": meeting.name,
        "held_on": here.date(),
        "held_time": f"{here:%H:%M}",
        "place": meeting.place,
    }
    form = MeetingForm()
    del form.campaign_id
    if not form.is_submitted():
        form.process(data=values | {"version": meeting.version})
    back_href = url_for("council.meeting", meeting_id=meeting_id)
    if form.validate_on_submit():
        plan = MeetingPlan(form.name.data or "", form.held_at, form.place.data or "")
        try:
            services.replan_meeting(meeting_id, plan, actor=current_actor(), at=now(), version=form.version.data)
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return conflict_page(form, values, version=meeting.version, reload_href=back_href)
        else:
            flash(_("The meeting is saved."))
            return redirect(back_href)
    page = render_template(
        "council/meeting_form.html",
        form=form,
        title=_("Change day or place"),
        subtitle=meeting.name,
        back_href=back_href,
    )
    return page, 422 if form.is_submitted() else 200


@bp.get("/meetings/<uuid:meeting_id>")
@requires(Permission.COUNCIL_READ)
def meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Show a meeting with its agenda: to those who run it as a desk, to the others to read."""
    return meeting_page(meetings.meeting_file(db.session(), meeting_id, current_actor()))


@bp.route("/meetings/<uuid:meeting_id>/attendance", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def attendance(meeting_id: UUID) -> ResponseReturnValue:
    """Write down who came; those who may not run the meeting read it."""
    session, actor = db.session(), current_actor()
    place = meetings.meeting_file(session, meeting_id, actor)
    rows = meetings.attendance_of(session, place)
    may_run = policy.may_run(actor, body_path=place.body_path, my_role=place.my_role)
    typed: dict[UUID, Presence] = {}
    if request.method == "POST":
        if not may_run:
            raise NotAllowed
        typed = presences(request.form, [row.member_id for row in rows])
        if "everybody" not in request.form:
            try:
                services.record_attendance(meeting_id, typed, actor=actor, at=now())
            except RuleBroken as refusal:
                session.rollback()
                problems = [str(problem.message) for problem in refusal.problems]
                return _attendance_page(place, rows, typed, may_run=may_run, problems=problems), 422
            present = list(typed.values()).count(Presence.PRESENT)
            flash(ngettext("Attendance is saved: %(num)s present.", "Attendance is saved: %(num)s present.", present))
            return redirect(url_for("council.meeting", meeting_id=meeting_id))
        typed = {row.member_id: Presence.ABSENT if row.stands_in_for_id else Presence.PRESENT for row in rows}
        return _attendance_page(place, rows, typed, may_run=may_run, is_marked=True)
    return _attendance_page(place, rows, typed, may_run=may_run)


def _attendance_page(
    place: MeetingFile,
    rows: Sequence[AttendanceRow],
    typed: Mapping[UUID, Presence],
    *,
    may_run: bool,
    is_marked: bool = False,
    problems: Sequence[str] = (),
) -> str:
    return render_template(
        "council/attendance.html",
        is_marked=is_marked,
        problems=problems,
        meeting=place,
        rows=shapes.attendance_rows(rows, typed),
        summary=shapes.quorum_words(rows),
        may_run=may_run and place.status in {MeetingStatus.PLANNED, MeetingStatus.OPEN},
        in_session=place.status is MeetingStatus.OPEN,
        tabs=shapes.tabs(place, "attendance"),
    )


@bp.get("/meetings/<uuid:meeting_id>/history")
@requires(Permission.COUNCIL_READ)
def history(meeting_id: UUID) -> ResponseReturnValue:
    """Show who did what in a meeting; a ballot leaves no line here."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    return render_template(
        "council/history.html",
        meeting=place,
        history=words.history(events_of(session, meeting_id)),
        tabs=shapes.tabs(place, "history"),
    )


@bp.post("/meetings/<uuid:meeting_id>/opening")
@requires(Permission.COUNCIL_READ)
def open_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Begin the meeting."""
    place = to_run(meeting_id)
    try:
        services.open_meeting(meeting_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return refused(place, refusal)
    flash(_("The meeting is in session. Open the files for the vote, in batches as you like."))
    return redirect(url_for("council.meeting", meeting_id=meeting_id))


@bp.post("/meetings/<uuid:meeting_id>/closing")
@requires(Permission.COUNCIL_READ)
def close_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """End the meeting."""
    place = to_run(meeting_id)
    try:
        services.close_meeting(meeting_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return refused(place, refusal)
    flash(_("The meeting is closed. The minutes are drafted from what happened: read, complete and save them."))
    return redirect(url_for("council.minutes", meeting_id=meeting_id))


def to_run(meeting_id: UUID) -> MeetingFile:
    """Return a meeting that the actor may run; raises NotFound or NotAllowed."""
    place = meetings.meeting_file(db.session(), meeting_id, current_actor())
    if not policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    return place


def refused(place: MeetingFile, refusal: RuleBroken, chosen: Sequence[UUID] = ()) -> ResponseReturnValue:
    """Show the meeting again with the reasons on top, still ticked."""
    db.session.rollback()
    problems = [str(problem.message) for problem in refusal.problems]
    return meeting_page(place, problems=problems, chosen=chosen), 422


def meeting_page(place: MeetingFile, *, problems: Sequence[str] = (), chosen: Sequence[UUID] = ()) -> str:
    """Render the page of a meeting."""
    session, actor = db.session(), current_actor()
    may_run = policy.may_run(actor, body_path=place.body_path, my_role=place.my_role)
    page = meetings.agenda_page(session, place.id, cursor=request.args.get("after"))
    sees_figures = policy.may_see_figures(actor, body_path=place.body_path, my_role=place.my_role)
    voting = any(item.status is ItemStatus.VOTING for item in page.items)
    pending = any(item.status is ItemStatus.PENDING for item in page.items)
    turnout, voters = _turnout(place, voting=voting, may_run=may_run)
    mine = papers_of(session, place.id, place.my_member_id) if place.my_vote and place.my_member_id else ()
    desk = shapes.agenda_desk(
        [results.told(item, sees_figures=sees_figures) for item in page.items],
        turnout=turnout,
        asides=asides_of(session, place.id) if pending else {},
        chosen=chosen,
    )
    return render_template(
        "council/meeting.html",
        meeting=place,
        subtitle=shapes.subtitle(place),
        state=MEETING_LABELS[place.status],
        tone=MEETING_TONES[place.status],
        desk=desk,
        mine=shapes.my_state(place, mine),
        tabs=shapes.tabs(place, "agenda"),
        problems=problems,
        previous_href=_page_href(place.id, page.previous_cursor),
        next_href=_page_href(place.id, page.next_cursor),
        is_planned=place.status is MeetingStatus.PLANNED,
        in_session=place.status is MeetingStatus.OPEN,
        is_open_ended=place.status in rules.BEFORE_CLOSING,
        may_run=may_run,
        standings=standings(session, place.campaign_id, place.body_id, on=today()),
        voters=shapes.voter_rows(voters),
        opening=_opening_form(place, may_open=may_run and pending and place.status is MeetingStatus.OPEN),
        closing=ClosingForm(),
        secrecy_notes=SECRECY_NOTES,
        **(_run_facts(place, page.items) if may_run else NOT_RUN),
    )


def _opening_form(place: MeetingFile, *, may_open: bool) -> OpeningForm:
    """Return the form of an opening; votes by name are spoken of only where a rule leaves them open."""
    form = OpeningForm()
    if may_open and may_vote_openly(db.session(), place.id, place.body_id, on=today()):
        form.way.description = str(OPEN_VOTE_NOTE)
    else:
        form.way.choices = [(way.value, str(label)) for way, label in SECRET_WAY_LABELS.items()]
    return form


def _turnout(place: MeetingFile, *, voting: bool, may_run: bool) -> tuple[Mapping[UUID, Turnout], Sequence[Voter]]:
    """Return how many have voted on each item, and for those who run the meeting also who."""
    if not voting:
        return {}, ()
    session = db.session()
    return turnout_of(session, place.id) if may_run else (turnout_by_item(session, place.id), ())


NOT_RUN: Final[Mapping[str, object]] = {"step": "", "primary": None, "closing_words": ""}


def _run_facts(place: MeetingFile, items: Sequence[ItemRow]) -> Mapping[str, object]:
    """Return what the page shows only to those who run the meeting."""
    attendance = meetings.attendance_of(db.session(), place) if place.status is MeetingStatus.PLANNED else ()
    known = any(row.presence is Presence.PRESENT for row in attendance)
    return {
        "step": shapes.next_step(place, items, has_attendance=known),
        "primary": shapes.primary_of(place, items, has_attendance=known),
        "closing_words": shapes.closing_words(items),
    }


def _page_href(meeting_id: UUID, cursor: str | None) -> str | None:
    return url_for("council.meeting", meeting_id=meeting_id, after=cursor) if cursor else None
