"""Pages of leadership reviews."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions.queries import head_of
from app.leadership_review import policy, queries, rules, services
from app.leadership_review.draft import cleaned
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.forms import ClosingForm, ReopeningForm, ReviewForm, StartForm, form_values
from app.leadership_review.labels import PART_LABELS, POINT_LABELS, STATUS_LABELS, STATUS_TONES
from app.leadership_review.presenters import pages, paper
from app.leadership_review.queries import ReviewFile, award_result
from app.web.guards import current_actor, requires
from app.web.workplace import current_workplace

bp = Blueprint("leadership_review", __name__, url_prefix="/leadership-reviews")


@bp.get("")
@requires(Permission.REVIEW_READ)
def list_page() -> ResponseReturnValue:
    return _list_page()


@bp.post("")
@requires(Permission.REVIEW_EDIT)
def start() -> ResponseReturnValue:
    form = StartForm()
    workplace = current_workplace()
    if not form.validate_on_submit():
        return _list_page(problems=[error for field in form for error in field.errors])
    try:
        review_id = services.start_review(workplace.body_id, form.year.data or 0, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _list_page(problems=_sentences(refusal))
    flash(
        _("The review of %(year)s is started. Fill in what is known; it can be saved at any time.", year=form.year.data)
    )
    return redirect(url_for("leadership_review.edit", review_id=review_id))


@bp.get("/<uuid:review_id>")
@requires(Permission.REVIEW_READ)
def detail(review_id: UUID) -> ResponseReturnValue:
    return _detail_page(_visible(review_id))


@bp.route("/<uuid:review_id>/edit", methods=["GET", "POST"])
@requires(Permission.REVIEW_EDIT)
def edit(review_id: UUID) -> ResponseReturnValue:
    review = _visible(review_id)
    if not policy.may_write(current_actor(), review.body.path):
        raise NotAllowed
    if request.method == "POST":
        return _save(review)
    if review.status is not ReviewStatus.DRAFT:
        flash(_("The head has closed this review: it is read only."), "info")
        return redirect(_href(review))
    return _edit_page(ReviewForm(data=form_values(review.draft, review.version)), review)


@bp.post("/<uuid:review_id>/closing")
@requires(Permission.REVIEW_CLOSE)
def close(review_id: UUID) -> ResponseReturnValue:
    review, form = _visible(review_id), ClosingForm()
    if not form.validate_on_submit():
        return _detail_page(review, problems=[_("Open the review again and try once more.")])
    try:
        services.close_review(review_id, version=form.version.data, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _detail_page(review, problems=_sentences(refusal))
    except StaleVersion:
        sentence = _("The review was changed while you were reading it. Read it as it stands now, then close it.")
        return _detail_page(_visible(review_id), problems=[sentence], status=409)
    flash(_("The review is closed and read only. The award result stays as it was told today."))
    return redirect(_href(review))


@bp.post("/<uuid:review_id>/reopening")
@requires(Permission.REVIEW_CLOSE)
def reopen(review_id: UUID) -> ResponseReturnValue:
    review, form = _visible(review_id), ReopeningForm()
    if form.validate_on_submit():
        try:
            services.reopen_review(review_id, form.reason.data or "", actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The review is open again and can be edited."))
            return redirect(_href(review))
    return _detail_page(review, reopening=form, status=422)


@bp.get("/<uuid:review_id>/paper")
@requires(Permission.REVIEW_READ)
def print_page(review_id: UUID) -> ResponseReturnValue:
    review, session = _visible(review_id), db.session()
    head = head_of(session, review.body.id, review.draft.conference_on or today())
    laid_out = paper.report(review, _award_paragraphs(review), head)
    return render_template("leadership_review/paper.html", paper=laid_out, back_href=_href(review))


def _visible(review_id: UUID) -> ReviewFile:
    review = queries.review_file(db.session(), review_id)
    if review is None or not policy.may_read(current_actor(), review.body.path):
        raise NotFound
    return review


def _href(review: ReviewFile) -> str:
    return url_for("leadership_review.detail", review_id=review.id)


def _sentences(refusal: RuleBroken) -> list[str]:
    return [str(problem.message) for problem in refusal.problems]


def _award_paragraphs(review: ReviewFile) -> list[str]:
    """Return the award result: as kept at closing, or of a draft as it stands today."""
    if review.status is ReviewStatus.CLOSED:
        return [text for text in review.award_result.split("\n\n") if text]
    return award_result.paragraphs(db.session(), current_actor(), review.body, review.year)


def _report_href(review: ReviewFile) -> str | None:
    may_read = current_actor().may_at(Permission.REPORT_READ, review.body.path)
    if not may_read or "reports.year_end_page" not in current_app.view_functions:
        return None
    return url_for("reports.year_end_page", unit=review.body.code, year=review.year)


def _list_page(problems: Sequence[object] = ()) -> ResponseReturnValue:
    workplace, actor = current_workplace(), current_actor()
    readable = policy.may_read(actor, workplace.body_path)
    rows = queries.reviews_of(db.session(), workplace.body_id) if readable else []
    may_write = policy.may_write(actor, workplace.body_path)
    page = render_template(
        "leadership_review/list.html",
        rows=pages.listed(rows),
        years=pages.years_to_start(rows, workplace.year, today().year) if may_write else [],
        place=workplace,
        problems=problems,
    )
    return page, 422 if problems else 200


def _detail_page(
    review: ReviewFile, *, problems: Sequence[str] = (), reopening: ReopeningForm | None = None, status: int = 422
) -> ResponseReturnValue:
    actor, path = current_actor(), review.body.path
    closed = review.status is ReviewStatus.CLOSED
    may_close = policy.may_close(actor, path)
    page = render_template(
        "leadership_review/detail.html",
        review=review,
        state=STATUS_LABELS[review.status],
        tone=STATUS_TONES[review.status],
        level=pages.level_words(review.draft.proposed_level),
        tasks=pages.task_lines(review.draft.tasks),
        has_plans=any(task.plan for task in review.draft.tasks),
        figure_groups=pages.figure_groups(review.draft.figures),
        point_parts=pages.point_parts(review.draft),
        remedies=review.draft.points[PointKind.REMEDY],
        parts=PART_LABELS,
        award_paragraphs=_award_paragraphs(review),
        report_href=_report_href(review),
        history=pages.history(events_of(db.session(), review.id)),
        may_edit=policy.may_edit(actor, path, review.status),
        gaps=[] if closed else _gaps(review),
        closing=ClosingForm(data={"version": review.version}, formdata=None) if may_close and not closed else None,
        reopening=(reopening or ReopeningForm(formdata=None)) if may_close and closed else None,
        problems=problems,
    )
    return page, status if problems or reopening else 200


def _gaps(review: ReviewFile) -> list[str]:
    return [str(problem.message) for problem in rules.closing_problems(review.draft, today())]


def _save(review: ReviewFile) -> ResponseReturnValue:
    """Save what was typed, or only add, move or take away a row; whatever happens, nothing typed is lost."""
    form = ReviewForm()
    if act := request.form.get("row"):
        form.rearrange(act)
        return _edit_page(form, review, is_changed=True)
    if not form.validate():
        return _edit_page(form, review, status=422)
    try:
        services.save_review(review.id, form.draft(), version=form.version.data, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return _edit_page(form, review, status=422)
    except StaleVersion:
        return _conflict_page(form, review.id)
    except TransitionError:
        form.form_errors.append(
            _("The head has closed this review. Ask them to open it again; your text is still here.")
        )
        return _edit_page(form, review, status=409)
    flash(_("The review is saved."))
    return redirect(_href(review))


def _conflict_page(form: ReviewForm, review_id: UUID) -> ResponseReturnValue:
    theirs = _visible(review_id)
    rows = pages.comparison(cleaned(form.draft()), theirs.draft)
    kept = [(name, value) for name, values in request.form.lists() if name not in _RENEWED for value in values]
    last = events_of(db.session(), review_id)[-1:]
    page = render_template(
        "errors/conflict.html",
        rows=rows,
        action=request.path,
        fields=[*kept, ("version", str(theirs.version))],
        reload_href=_href(theirs),
        changed_by=last[0].actor_name if last else None,
    )
    return page, 409


_RENEWED = frozenset({"csrf_token", "version"})


def _edit_page(
    form: ReviewForm, review: ReviewFile, *, is_changed: bool = False, status: int = 200
) -> ResponseReturnValue:
    form.name_rows()
    page = render_template(
        "leadership_review/edit.html",
        form=form,
        review=review,
        kinds=[(kind.value, POINT_LABELS[kind]) for kind in PointKind],
        parts=PART_LABELS,
        is_changed=is_changed,
        back_href=_href(review),
    )
    return page, status
