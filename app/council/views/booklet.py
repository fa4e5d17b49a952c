"""The papers that prepare a meeting, for those who may read its files: booklet, summary sheet, council sheet."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.council.presenters import booklet as shapes
from app.council.queries import meetings
from app.council.queries.attendance import attendance_of
from app.council.queries.reading import (
    files_listed,
    former_awards,
    identity_numbers,
    standings_of,
    verdicts_kept,
)
from app.council.views.blueprint import bp
from app.council.views.conflicts import question_before_all
from app.documents.pdf import pdf_response, render
from app.documents.workbook import write_workbook
from app.nominations.queries import campaign_tally, files_among
from app.organisation.policy import may_see_identity_number
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires


@bp.get("/meetings/<uuid:meeting_id>/booklet")
@requires(Permission.COUNCIL_READ)
def booklet(meeting_id: UUID) -> ResponseReturnValue:
    """Hand out the booklet: cover, members, agenda, and every file. Who votes answers about conflicts first."""
    session, known = db.session(), _gathered(meeting_id)
    question = question_before_all(known.meeting, url_for("council.files", meeting_id=meeting_id))
    if question:
        return question
    ids = list(known.files)
    people = [file.person_id for file in known.files.values() if file.person_id]
    units = [file.collective_id for file in known.files.values() if file.collective_id]
    data = shapes.booklet(
        known,
        attendance_of(session, known.meeting),
        verdicts_kept(session, ids),
        former_awards(session, people, units),
    )
    return pdf_response(render("booklet.typ", data), f"tai-lieu-phien-hop-{shapes.day_of(known.meeting)}.pdf")


@bp.get("/meetings/<uuid:meeting_id>/summary-sheet")
@requires(Permission.COUNCIL_READ)
def summary_sheet(meeting_id: UUID) -> ResponseReturnValue:
    """Hand out the summary sheet: one line for each file."""
    known = _gathered(meeting_id)
    content = render("summary_sheet.typ", shapes.summary_sheet(known))
    return pdf_response(content, f"bang-tong-hop-phien-hop-{shapes.day_of(known.meeting)}.pdf")


@bp.get("/meetings/<uuid:meeting_id>/council-sheet")
@requires(Permission.COUNCIL_READ)
def council_sheet(meeting_id: UUID) -> ResponseReturnValue:
    """Hand out the council sheet; identity numbers only to those who read them on the pages of people too."""
    session, known = db.session(), _gathered(meeting_id)
    people = [file.person_id for file in known.files.values() if file.person_id]
    whole = may_see_identity_number(current_actor(), [known.meeting.body_path])
    sheet = shapes.council_sheet(
        known, standings_of(session, meeting_id), identity_numbers(session, people) if whole else {}
    )
    name = f"danh-sach-hoi-dong-{shapes.day_of(known.meeting)}.xlsx"
    return workbook_answer(write_workbook([sheet], created=now()), name)


def _gathered(meeting_id: UUID) -> shapes.Gathered:
    """Return the files of a meeting that the reader may know of, as the pages show them."""
    session, actor = db.session(), current_actor()
    place = meetings.meeting_file(session, meeting_id, actor)
    rows = files_listed(session, meeting_id, None)
    files = {file.id: file for file in files_among(session, actor, [row.nomination_id for row in rows])}
    return shapes.Gathered(
        meeting=place,
        rows=[row for row in rows if row.nomination_id in files],
        files=files,
        excesses=campaign_tally(session, place.campaign_id).excesses,
    )
