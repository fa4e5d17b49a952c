"""Written opinions of absent members: the list, the paper with its scan, and what it says on each file."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.council import policy, rules, services
from app.council.enums import Choice
from app.council.forms import OpinionForm, opinion_replies
from app.council.presenters import meetings as meeting_shapes
from app.council.presenters import opinions as shapes
from app.council.queries import meetings, opinions
from app.council.queries.meetings import MeetingFile
from app.council.queries.opinions import Readership, WriterRow
from app.council.services import OpinionReply
from app.council.services.opinions import OWNER
from app.council.views.blueprint import bp
from app.documents import access
from app.documents.services import attachments_of
from app.documents.uploads import current_store, largest_bytes, uploads_of
from app.web.guards import current_actor, requires

access.register(OWNER, opinions.may_see_scan)

MEMBER = "/meetings/<uuid:meeting_id>/opinions/<uuid:member_id>"


@bp.get("/meetings/<uuid:meeting_id>/opinions")
@requires(Permission.COUNCIL_READ)
def opinions_page(meeting_id: UUID) -> ResponseReturnValue:
    """List the members who are not present, and whose opinion came in writing."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    rows = opinions.writers_of(session, meeting_id)
    readable = {row.member_id for row in rows if _may_read(place, row)}
    may_run = _may_run(place)
    return render_template(
        "council/opinions.html",
        meeting=place,
        writers=shapes.writers(rows, place, may_run=may_run, readable=readable),
        may_enter=may_run and place.status in rules.BEFORE_CLOSING,
        tabs=meeting_shapes.tabs(place, "opinions"),
    )


@bp.route(MEMBER, methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def opinion(meeting_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Show the paper of one member; a POST keeps it with its scan, or corrects its day."""
    place, writer = _place(meeting_id, member_id)
    form = OpinionForm()
    if request.method == "GET":
        return _page(place, writer, form)
    if not _may_run(place):
        raise NotAllowed
    if form.validate_on_submit() and form.received_on.data:
        try:
            services.receive_opinion(
                meeting_id,
                member_id,
                form.received_on.data,
                uploads_of(form.files.data),
                actor=current_actor(),
                at=now(),
                store=current_store(),
                limit=largest_bytes(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The paper is kept. Enter what it says on each file."))
            return redirect(url_for("council.opinion", meeting_id=meeting_id, member_id=member_id))
    return _page(place, writer, form), 422


@bp.post(f"{MEMBER}/votes")
@requires(Permission.COUNCIL_READ)
def enter_opinion(meeting_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Enter what the paper says on the files shown; or mark them all alike, to be checked and saved."""
    place, writer = _place(meeting_id, member_id)
    if not _may_run(place):
        raise NotAllowed
    items = opinions.opinion_items(db.session(), meeting_id, member_id)
    replies = opinion_replies(request.form, [item.item_id for item in items])
    fill = request.form.get("fill", "")
    if fill in set(Choice):
        return _page(place, writer, _known(writer), replies=replies, fill=Choice(fill))
    try:
        services.enter_opinion(meeting_id, member_id, replies, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        db.session.rollback()
        return _page(place, writer, _known(writer), replies=replies, refusal=refusal), 422
    flash(_("What the paper says is entered."))
    number = _page_number()
    if number * shapes.PAGE_SIZE < len(items):
        return redirect(url_for("council.opinion", meeting_id=meeting_id, member_id=member_id, page=number + 1))
    return redirect(url_for("council.opinions_page", meeting_id=meeting_id))


@bp.post(f"{MEMBER}/removal")
@requires(Permission.COUNCIL_READ)
def withdraw_opinion(meeting_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Take out an opinion entered by mistake."""
    place, writer = _place(meeting_id, member_id)
    if not _may_run(place):
        raise NotAllowed
    try:
        services.withdraw_opinion(meeting_id, member_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        db.session.rollback()
        return _page(place, writer, _known(writer), refusal=refusal), 422
    flash(_("The written opinion is taken out."))
    return redirect(url_for("council.opinions_page", meeting_id=meeting_id))


@bp.post(f"{MEMBER}/scans/<uuid:attachment_id>/removal")
@requires(Permission.COUNCIL_READ)
def remove_scan(meeting_id: UUID, member_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Take a wrong scan off the paper."""
    place, writer = _place(meeting_id, member_id)
    if not _may_run(place):
        raise NotAllowed
    try:
        services.remove_scan(meeting_id, member_id, attachment_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        db.session.rollback()
        return _page(place, writer, _known(writer), refusal=refusal), 422
    flash(_("The file is removed."))
    return redirect(url_for("council.opinion", meeting_id=meeting_id, member_id=member_id))


def _may_run(place: MeetingFile) -> bool:
    return policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role)


def _may_read(place: MeetingFile, writer: WriterRow) -> bool:
    of = Readership(place.council_id, place.body_path, place.status, writer.person_id, place.my_role)
    return opinions.may_read(current_actor(), of)


def _place(meeting_id: UUID, member_id: UUID) -> tuple[MeetingFile, WriterRow]:
    """Return the meeting and the member; those who may not read this opinion are refused."""
    session = db.session()
    place = meetings.meeting_file(session, meeting_id, current_actor())
    writer = opinions.writer_of(session, meeting_id, member_id)
    if writer is None:
        raise NotFound  # Present, without a vote, or of another council: nothing to write, whoever asks.
    if not _may_run(place) and (writer.opinion_id is None or not _may_read(place, writer)):
        raise NotAllowed
    return place, writer


def _known(writer: WriterRow) -> OpinionForm:
    """Return the form of the paper as it is kept."""
    form = OpinionForm(formdata=None)
    form.received_on.data = writer.received_on
    return form


def _page(
    place: MeetingFile,
    writer: WriterRow,
    form: OpinionForm,
    *,
    replies: Mapping[UUID, OpinionReply] | None = None,
    refusal: RuleBroken | None = None,
    fill: Choice | None = None,
) -> str:
    session, may_run = db.session(), _may_run(place)
    may_enter = may_run and place.status in rules.BEFORE_CLOSING and not _is_here(writer)
    if request.method == "GET":
        form.received_on.data = writer.received_on
    items = opinions.opinion_items(session, place.id, writer.member_id) if writer.opinion_id else ()
    number = _page_number()
    shown = items[(number - 1) * shapes.PAGE_SIZE : number * shapes.PAGE_SIZE]
    files = attachments_of(session, writer.opinion_id) if writer.opinion_id else ()
    errors, general = _told(refusal)
    groups = shapes.groups(shown, may_enter=may_enter, replies=replies or {}, errors=errors, fill=fill)
    return render_template(
        "council/opinion.html",
        meeting=place,
        writer=writer,
        form=form,
        has_paper=writer.opinion_id is not None,
        scans=shapes.scans(files, place, writer.member_id, may_remove=may_enter),
        groups=groups,
        options=shapes.options(),
        may_enter=may_enter,
        can_save=may_enter and any(not line.fixed for group in groups for line in group.lines),
        problems=general,
        page=number,
        page_words=shapes.page_words(number, items),
        previous_href=_href(place.id, writer.member_id, number - 1) if number > 1 else None,
        next_href=_href(place.id, writer.member_id, number + 1) if number * shapes.PAGE_SIZE < len(items) else None,
    )


def _is_here(writer: WriterRow) -> bool:
    return writer.substitute_is_here or writer.is_present


def _told(refusal: RuleBroken | None) -> tuple[dict[str, str], Sequence[str]]:
    """Return the refusals beside their files, and those that go on top."""
    problems = refusal.problems if refusal else ()
    errors = {problem.field: str(problem.message) for problem in problems if problem.field}
    general = [str(problem.message) for problem in problems if not problem.field or problem.field == "replies"]
    return errors, [*general, *([_("Some files are not entered: see beside each.")] if len(errors) > 0 else [])]


def _page_number() -> int:
    typed = request.args.get("page", "1")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 5 else 1


def _href(meeting_id: UUID, member_id: UUID, number: int) -> str:
    return url_for("council.opinion", meeting_id=meeting_id, member_id=member_id, page=number)
