"""The convening notice: written by those who run the meeting, handed out as a paper and as a calendar file."""

from io import BytesIO
from uuid import UUID

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.council import policy, rules
from app.council.forms import NoticeForm
from app.council.presenters import meetings as meeting_shapes
from app.council.presenters import notices as shapes
from app.council.presenters.booklet import day_of
from app.council.queries import meetings
from app.council.queries.attendance import attendance_of
from app.council.queries.meetings import MeetingFile
from app.council.queries.notices import MeetingNotice, award_counts, notice_of
from app.council.services.notices import NoticePlan, save_notice
from app.council.views.blueprint import bp
from app.documents.calendar import CALENDAR, calendar_file
from app.documents.pdf import pdf_response, render
from app.organisation.queries import unit_by_id
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/notice", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def notice(meeting_id: UUID) -> ResponseReturnValue:
    """Read the notice; until the meeting closes, those who run it write it."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    known = notice_of(session, meeting_id)
    may_run = policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role)
    form = NoticeForm()
    if request.method == "POST":
        if not may_run:
            raise NotAllowed
        if form.validate():
            answer = _save(place, form, known)
            if answer is not None:
                return answer
    else:
        form.process(data=shapes.values(known) if known else {**_proposed(place), "issued_on": today()})
    page = render_template(
        "council/notice.html",
        meeting=place,
        known=known,
        form=form if may_run and place.status in rules.BEFORE_CLOSING else None,
        data=_paper(place, known) if known else None,
        tabs=meeting_shapes.tabs(place, "notice"),
    )
    return page, 422 if request.method == "POST" else 200


def _proposed(place: MeetingFile) -> dict[str, object]:
    return shapes.proposed(attendance_of(db.session(), place))


def _paper(place: MeetingFile, known: MeetingNotice) -> dict[str, object]:
    session = db.session()
    return shapes.paper(
        place,
        unit_by_id(session, place.body_id),
        known,
        attendance_of(session, place),
        award_counts(session, place.id),
    )


def _save(place: MeetingFile, form: NoticeForm, known: MeetingNotice | None) -> ResponseReturnValue | None:
    here = url_for("council.notice", meeting_id=place.id)
    plan = NoticePlan(
        form.full_number.data or "",
        form.issued_on.data,
        form.signer_name.data or "",
        form.signer_line.data or "",
        form.text.data or "",
    )
    try:
        save_notice(place.id, plan, actor=current_actor(), at=now(), version=form.version.data or 0)
    except RuleBroken as refusal:
        db.session.rollback()
        form.add_problems(refusal)
        return None
    except StaleVersion:
        db.session.rollback()
        present = notice_of(db.session(), place.id)
        shown = shapes.values(present) if present else {}
        return conflict_page(form, shown, version=present.version if present else 0, reload_href=here)
    flash(_("The notice is saved. Members find it here, on their desk and as a calendar file."))
    return redirect(here)


@bp.get("/meetings/<uuid:meeting_id>/notice/paper")
@requires(Permission.COUNCIL_READ)
def notice_paper(meeting_id: UUID) -> ResponseReturnValue:
    """Hand out the notice as a paper."""
    place, known = _written(meeting_id)
    return pdf_response(render("notice.typ", _paper(place, known)), f"giay-moi-hop-{day_of(place)}.pdf")


@bp.get("/meetings/<uuid:meeting_id>/notice/calendar")
@requires(Permission.COUNCIL_READ)
def notice_calendar(meeting_id: UUID) -> ResponseReturnValue:
    """Hand out the meeting as a calendar file."""
    place, known = _written(meeting_id)
    content = calendar_file(shapes.appointment(place, known, award_counts(db.session(), place.id)), made_at=now())
    name = f"lich-hop-{day_of(place)}.ics"
    return send_file(BytesIO(content), mimetype=CALENDAR, as_attachment=True, download_name=name)


def _written(meeting_id: UUID) -> tuple[MeetingFile, MeetingNotice]:
    """Return a meeting with its notice; without one there is nothing to hand out."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    known = notice_of(session, meeting_id)
    if known is None:
        raise NotFound
    return place, known
