"""Printed ballots: the papers to print, and the two counts of what came back."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.council import policy, services
from app.council.forms import CountAnewForm, found_counts
from app.council.presenters import paper_ballots as shapes
from app.council.queries import meetings, paper_ballots
from app.council.queries.meetings import MeetingFile
from app.council.queries.paper_ballots import PaperItem
from app.council.rules import VotingNotOpen
from app.council.views.blueprint import bp
from app.council.views.meetings import to_run
from app.documents.pdf import pdf_response, render
from app.web.guards import current_actor, requires


@bp.get("/meetings/<uuid:meeting_id>/ballot-papers")
@requires(Permission.COUNCIL_READ)
def ballot_papers(meeting_id: UUID) -> ResponseReturnValue:
    """Say what is printed for whom, and offer it as PDF."""
    place = to_run(meeting_id)
    session = db.session()
    items = paper_ballots.paper_items(session, meeting_id)
    return render_template(
        "council/ballot_papers.html",
        meeting=place,
        rows=shapes.paper_rows(items),
        batches=shapes.batches(items, paper_ballots.electors_of(session, meeting_id)),
        is_too_much=shapes.printed_lines(items) > shapes.MOST_PRINTED,
        papers_count=shapes.printed_lines(items),
    )


@bp.get("/meetings/<uuid:meeting_id>/ballot-papers/sheets.pdf")
@requires(Permission.COUNCIL_READ)
def ballot_sheets(meeting_id: UUID) -> ResponseReturnValue:
    """Print one sheet for each elector, with all names on which they vote."""
    place, items = _to_print(meeting_id)
    found = shapes.batches(items, paper_ballots.electors_of(db.session(), meeting_id))
    return pdf_response(render("ballot_sheets.typ", shapes.sheets_paper(place, found)), "phieu-bau.pdf")


@bp.get("/meetings/<uuid:meeting_id>/ballot-papers/slips.pdf")
@requires(Permission.COUNCIL_READ)
def ballot_slips(meeting_id: UUID) -> ResponseReturnValue:
    """Print one slip for each elector of each file, to be cut apart."""
    place, items = _to_print(meeting_id)
    return pdf_response(render("ballot_slips.typ", shapes.slips_paper(place, items)), "phieu-bau-tung-ho-so.pdf")


@bp.route("/meetings/<uuid:meeting_id>/paper-counts", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def paper_counts(meeting_id: UUID) -> ResponseReturnValue:
    """Enter what one person found in the boxes, for the whole batch at once."""
    session, actor = db.session(), current_actor()
    place = meetings.meeting_file(session, meeting_id, actor)
    if not policy.may_count(actor, council_id=place.council_id, body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    items = paper_ballots.paper_items(session, meeting_id)
    if request.method == "GET":
        return _count_page(place, items)
    found, wrong = found_counts(request.form, [item.item_id for item in items])
    if wrong:
        errors = {f"found-{item_id}": _("Type a whole number.") for item_id in wrong}
        return _count_page(place, items, errors=errors), 422
    if not found:
        return _count_page(place, items, problems=[_("Enter the numbers of at least one file.")]), 422
    try:
        services.enter_counts(meeting_id, found, actor=actor, at=now())
    except VotingNotOpen:
        session.rollback()
        problem = _("The vote on some of these files was closed meanwhile; nothing was entered. Enter the others.")
        return _count_page(place, paper_ballots.paper_items(session, meeting_id), problems=[problem]), 409
    except RuleBroken as refusal:
        session.rollback()
        errors = {problem.field: str(problem.message) for problem in refusal.problems if problem.field}
        general = [str(problem.message) for problem in refusal.problems if not problem.field]
        return _count_page(place, items, errors=errors, problems=general), 422
    flash(_("Your count is entered."))
    return redirect(url_for("council.paper_counts", meeting_id=meeting_id))


@bp.post("/meetings/<uuid:meeting_id>/paper-counts/discarding")
@requires(Permission.COUNCIL_READ)
def discard_counts(meeting_id: UUID) -> ResponseReturnValue:
    """Throw away the counts that do not agree, so that others count."""
    place, form = to_run(meeting_id), CountAnewForm()
    try:
        number = services.discard_counts(meeting_id, form.reason.data or "", actor=current_actor(), at=now())
    except RuleBroken as refusal:
        db.session.rollback()
        form.add_problems(refusal)
        items = paper_ballots.paper_items(db.session(), meeting_id)
        general = [str(problem.message) for problem in refusal.problems]
        return _count_page(place, items, problems=general, anew=form), 422
    flash(ngettext("%(num)s box is counted anew.", "%(num)s boxes are counted anew.", number))
    return redirect(url_for("council.paper_counts", meeting_id=meeting_id))


def _to_print(meeting_id: UUID) -> tuple[MeetingFile, Sequence[PaperItem]]:
    place = to_run(meeting_id)
    items = paper_ballots.paper_items(db.session(), meeting_id)
    if not items or shapes.printed_lines(items) > shapes.MOST_PRINTED:
        raise NotFound
    return place, items


def _count_page(
    place: MeetingFile,
    items: Sequence[PaperItem],
    *,
    errors: Mapping[str, str] | None = None,
    problems: Sequence[str] = (),
    anew: CountAnewForm | None = None,
) -> str:
    counts = paper_ballots.counts_of(db.session(), place.id)
    typed = request.form if request.method == "POST" and anew is None else {}
    may_run = policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role)
    lines = shapes.count_lines(items, counts, me=current_actor().user_id, typed=typed, errors=errors or {})
    summary = [_("Some files are not entered: see beside each.")] if errors else []
    return render_template(
        "council/paper_counts.html",
        meeting=place,
        lines=lines,
        can_enter=any(line.cells for line in lines),
        progress=shapes.progress_words(lines, counts),
        problems=[*problems, *summary],
        may_run=may_run,
        anew=(anew or CountAnewForm(formdata=None)) if may_run and shapes.is_open_count(counts) else None,
    )
