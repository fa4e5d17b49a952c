"""Reading the files of a meeting one after the other, with notes that only their writer sees."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.council import policy, rules
from app.council.forms import ActForm, NoteForm, moves
from app.council.labels import ITEM_LABELS
from app.council.presenters import law, results
from app.council.presenters import meetings as meeting_shapes
from app.council.presenters import reading as shapes
from app.council.queries import meetings
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.queries.reading import Mine, beside_file, files_listed, way_through
from app.council.services.notes import write_note
from app.council.services.order import move_award, move_file
from app.council.views.blueprint import bp
from app.council.views.conflicts import conflict_page, member_desk
from app.documents.queries import attachments_of
from app.nominations.labels import award_name
from app.nominations.queries import file_of, last_verdict, ticks_of
from app.web.guards import current_actor, requires


@bp.get("/meetings/<uuid:meeting_id>/files")
@requires(Permission.COUNCIL_READ)
def files(meeting_id: UUID) -> ResponseReturnValue:
    """Show the files of a meeting by award and unit: from here they are read, printed and put in order."""
    actor, session = current_actor(), db.session()
    place = meetings.meeting_file(session, meeting_id, actor)
    rows = files_listed(session, meeting_id, place.my_member_id)
    may_run = policy.may_run(actor, body_path=place.body_path, my_role=place.my_role)
    return render_template(
        "council/files.html",
        meeting=place,
        groups=shapes.by_award(rows),
        first=rows[0].item_id if rows else None,
        number=len(rows),
        may_move=may_run and place.status in rules.BEFORE_CLOSING,
        tabs=meeting_shapes.tabs(place, "files"),
    )


@bp.post("/meetings/<uuid:meeting_id>/order")
@requires(Permission.COUNCIL_READ)
def order(meeting_id: UUID) -> ResponseReturnValue:
    """Move a file, or all files for an award, one place up or down."""
    place, form = meetings.meeting_file(db.session(), meeting_id, current_actor()), ActForm()
    if not policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    here = url_for("council.files", meeting_id=meeting_id)
    if not form.validate_on_submit():
        return redirect(here)
    asked = moves(request.form)
    if asked.item_id is not None:
        move_file(meeting_id, asked.item_id, up=asked.up, actor=current_actor(), at=now())
        return redirect(f"{here}#file-{asked.item_id}")
    if asked.award_code:
        move_award(meeting_id, asked.award_code, up=asked.up, actor=current_actor(), at=now())
        return redirect(f"{here}#award-{asked.award_code}")
    return redirect(here)


@bp.get("/items/<uuid:item_id>/reading")
@requires(Permission.COUNCIL_READ)
def reading(item_id: UUID) -> ResponseReturnValue:
    """Show one file of the flow; a member with a vote answers about conflicts of interest before it opens."""
    item, place = meetings.item_file(db.session(), item_id, current_actor())
    return _reading_page(item, place)


@bp.post("/items/<uuid:item_id>/note")
@requires(Permission.VOTE_CAST)
def note(item_id: UUID) -> ResponseReturnValue:
    """Keep the member's own note, and read on."""
    item, place = meetings.item_file(db.session(), item_id, current_actor())
    form = NoteForm()
    if not form.validate_on_submit():
        return _reading_page(item, place, form=form), 422
    try:
        write_note(item_id, form.text.data or "", actor=current_actor())
    except RuleBroken as refusal:
        db.session.rollback()
        form.add_problems(refusal)
        return _reading_page(item, place, form=form), 422
    flash(_("Your note is kept. Only you can read it.") if form.text.data else _("Your note is removed."))
    onward = _next_of(item, place) if "onward" in request.form else None
    return redirect(url_for("council.reading", item_id=onward or item_id))


def _next_of(item: ItemRow, place: MeetingFile) -> UUID | None:
    stops, _mine = way_through(db.session(), place.id, item.id, place.my_member_id)
    ids = [stop.item_id for stop in stops]
    at = ids.index(item.id)
    return ids[at + 1] if at + 1 < len(ids) else None


def _reading_page(item: ItemRow, place: MeetingFile, *, form: NoteForm | None = None) -> str:
    session = db.session()
    stops, mine = way_through(session, place.id, item.id, place.my_member_id)
    if place.my_vote and shapes.must_answer(item.status, item.method, mine):
        _place, desk = member_desk(place.id, unanswered=True)
        return conflict_page(place, desk, onward=url_for("council.reading", item_id=item.id))
    return _file_page(item, place, shapes.way(stops, item.id), mine, form)


def _file_page(item: ItemRow, place: MeetingFile, way: shapes.Way, mine: Mine, form: NoteForm | None) -> str:
    session = db.session()
    file = file_of(session, current_actor(), item.nomination_id)
    if file is None:
        raise NotFound
    kept = last_verdict(session, file.id)
    ticks = ticks_of(session, [file.id]).get(file.id, {}) if kept else {}
    awards, reasons = beside_file(session, file)
    state, tone = results.state_of(item)
    if form is None:
        form = NoteForm(formdata=None, data={"text": mine.note or ""})
    return render_template(
        "council/reading.html",
        item=item,
        meeting=place,
        file=file,
        way=way,
        state=state or ITEM_LABELS[item.status],
        tone=tone,
        award=award_name(file.regime_id, file.award_code),
        facts=shapes.facts(file),
        former=shapes.former(awards),
        excesses=shapes.excess_words(reasons),
        attachments=shapes.attachments(attachments_of(session, file.id)),
        law=law.kept_verdict(kept, ticks) if kept else None,
        aside=shapes.aside_words(mine),
        form=form if place.my_member_id else None,
    )
