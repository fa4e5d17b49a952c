"""The drafts made in one go: their summaries on one page, then on to the head."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import local_day, now
from app.core.database import db
from app.core.errors import NotFound, RuleBroken, StaleVersion
from app.core.text import nfc_block
from app.documents.queries import owners_with_attachments
from app.nominations import policy, queries
from app.nominations.enums import Status
from app.nominations.forms import BatchForm
from app.nominations.presenters import batches, chain
from app.nominations.queries import File
from app.nominations.services.contents import file_field
from app.nominations.services.editing import LONGEST_TEXT, Summary, write_summaries
from app.nominations.services.quotas import standings, told_within
from app.nominations.services.submission import complete_and_submit
from app.nominations.services.verdicts import judged_files, untold_cases
from app.nominations.views.blueprint import bp
from app.web.guards import current_actor, requires
from app.web.workplace import workplace_of

MOST_SHOWN: Final = 100
"""Texts of more files do not fit into one page; the list holds the others."""


@bp.get("/drafts")
@requires(Permission.NOMINATION_EDIT)
def drafts() -> ResponseReturnValue:
    """Lead to the page on which the drafts of the unit are completed, or to the list when there are none."""
    actor, workplace = current_actor(), workplace_of(current_actor())
    if workplace is not None:
        roots = actor.paths(Permission.NOMINATION_EDIT)
        found = queries.draft_to_begin_with(
            db.session(), actor, roots=roots, body_id=workplace.body_id, year=workplace.year
        )
        if found is not None:
            return redirect(url_for("nominations.batch", nomination_id=found))
    return redirect(url_for("nominations.list_page", status=Status.DRAFT.value))


@bp.get("/<uuid:nomination_id>/batch")
@requires(Permission.NOMINATION_EDIT)
def batch(nomination_id: UUID) -> ResponseReturnValue:
    return _page(BatchForm(), *_batch_of(nomination_id))


@bp.post("/<uuid:nomination_id>/batch")
@requires(Permission.NOMINATION_EDIT)
def write_batch(nomination_id: UUID) -> ResponseReturnValue:
    form = BatchForm()
    submits = request.form.get("then") == "submit"
    first, files = _batch_of(nomination_id)
    typed = {file.id: nfc_block(text) for file in files if (text := request.form.get(f"summary-{file.id}")) is not None}
    errors = {file_id: _too_long(text) for file_id, text in typed.items() if len(text) > LONGEST_TEXT}
    if errors or not form.validate_on_submit():
        return _page(form, first, files, typed=typed, errors=errors), 422
    try:
        if submits:
            complete_and_submit(_changed(files, typed), [file.id for file in files], actor=current_actor(), at=now())
        else:
            write_summaries(_changed(files, typed), actor=current_actor(), at=now())
    except StaleVersion:
        return _conflict(nomination_id, typed)
    except RuleBroken as refusal:
        db.session.rollback()
        return _refused(form, nomination_id, refusal, typed), 422
    if submits:
        flash(_("Submitted. The files are with the reviewing officers now."))
        return redirect(url_for("nominations.list_page"))
    flash(_("The summaries are saved."))
    return redirect(url_for("nominations.batch", nomination_id=nomination_id))


def _refused(form: BatchForm, nomination_id: UUID, refusal: RuleBroken, typed: Mapping[UUID, str]) -> str:
    """Show each problem at the file it speaks of; what concerns no single file stands on top."""
    first, files = _batch_of(nomination_id)
    said: defaultdict[str | None, list[str]] = defaultdict(list)
    for problem in refusal.problems:
        said[problem.field].append(str(problem.message))
    blocked = {file.id: " ".join(said[name]) for file in files if (name := file_field(file.id)) in said}
    known = {file_field(file_id) for file_id in blocked}
    form.add_problems(RuleBroken(*(problem for problem in refusal.problems if problem.field not in known)))
    return _page(form, first, files, typed=typed, blocked=blocked)


def _conflict(nomination_id: UUID, typed: Mapping[UUID, str]) -> ResponseReturnValue:
    """Show both texts of every summary that somebody else saved first; "keep mine" posts them as fresh ones."""
    db.session.rollback()
    _first, files = _batch_of(nomination_id)
    rows = [
        (f"{file.number}. {file.nominee_name}", typed[file.id], file.summary)
        for file in files
        if file.id in typed and typed[file.id] != file.summary
    ]
    fields = [
        *((f"summary-{file.id}", typed.get(file.id, file.summary)) for file in files),
        *((f"version-{file.id}", str(file.version)) for file in files),
    ]
    page = render_template(
        "errors/conflict.html",
        rows=rows,
        action=request.path,
        fields=fields,
        reload_href=url_for("nominations.batch", nomination_id=nomination_id),
    )
    return page, 409


def _batch_of(nomination_id: UUID) -> tuple[File, Sequence[File]]:
    session, actor = db.session(), current_actor()
    first = queries.file_of(session, actor, nomination_id)
    if first is None:
        raise NotFound
    files = queries.files_drafted_together(session, actor, first, most=MOST_SHOWN)
    return first, [file for file in files if policy.may_edit(actor, file.unit_path, file.status)]


def _changed(files: Sequence[File], typed: Mapping[UUID, str]) -> dict[UUID, Summary]:
    """Return the summaries that differ from what stands, each with the version its writer saw."""
    found = {}
    for file in files:
        text = typed.get(file.id)
        if text is not None and text != file.summary:
            version = request.form.get(f"version-{file.id}", "")
            found[file.id] = Summary(text, int(version) if version.isdecimal() and len(version) < 10 else 0)
    return found


def _too_long(text: str) -> str:
    excess = len(text) - LONGEST_TEXT
    return _("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=LONGEST_TEXT)


def _page(
    form: BatchForm,
    first: File,
    files: Sequence[File],
    *,
    typed: Mapping[UUID, str] | None = None,
    errors: Mapping[UUID, str] | None = None,
    blocked: Mapping[UUID, str] | None = None,
) -> str:
    actor = current_actor()
    with_files = owners_with_attachments(db.session(), [file.id for file in files])
    untold = untold_cases(actor, [(file, file.unit_path) for file in files])
    judged = judged_files(db.session(), files, at=now(), untold=untold)
    root = "" if first.unit_path == first.body_path else first.unit_path
    choices = next((each.choices for each in judged.values()), None)
    known = standings(db.session(), first.campaign_id, first.body_id, on=local_day(now()), root=root, choices=choices)
    named = {file.award_code for file in files}
    drafts = batches.draft_views(
        files,
        with_files=with_files,
        outcomes={file_id: each.verdict.overall for file_id, each in judged.items()},
        typed=typed or {},
        errors=errors or {},
        blocked=blocked or {},
    )
    return render_template(
        "nominations/batch.html",
        form=form,
        first=first,
        drafts=drafts,
        problems=batches.problems(drafts),
        meters=[each for each in told_within(known, [first.unit_path]) if each.code in named],
        may_explain=policy.may_explain_excess(actor, first.unit_path),
        may_submit=bool(files)
        and all(policy.may_submit(actor, file.unit_path) and chain.is_writable(file) for file in files),
    )
