"""One file: its page, its print, and the acts of one button."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Actor, Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.documents.queries import attachments_of
from app.documents.uploads import current_store, largest_bytes, uploads_of
from app.nominations import labels, queries
from app.nominations.enums import Status
from app.nominations.forms import ActForm, AttachForm, PaperForm
from app.nominations.presenters import chain, files, verdicts
from app.nominations.queries import File
from app.nominations.queries.whereabouts import Whereabouts, whereabouts_of
from app.nominations.services.attaching import attach_files, detach_file, say_which_paper
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import verify_nominations
from app.nominations.views.blueprint import bp
from app.web import opening
from app.web.guards import current_actor, requires


def visible_file(nomination_id: UUID) -> File:
    """Return a file that the actor may know of; NotFound for every other."""
    file = queries.file_of(db.session(), current_actor(), nomination_id)
    if file is None:
        raise NotFound
    return file


def asked_before(file: File) -> str | None:
    """Return where this reader answers a question before the file opens; None: it opens at once."""
    return opening.question_before(db.session(), current_actor(), "nomination", file.id)


@bp.get("/<uuid:nomination_id>")
@requires(Permission.NOMINATION_READ)
def detail(nomination_id: UUID) -> ResponseReturnValue:
    file = visible_file(nomination_id)
    asked = asked_before(file)
    return redirect(asked) if asked else detail_page(file)


@bp.get("/<uuid:nomination_id>/print")
@requires(Permission.NOMINATION_READ)
def print_view(nomination_id: UUID) -> ResponseReturnValue:
    file = visible_file(nomination_id)
    asked = asked_before(file)
    if asked:
        return redirect(asked)
    return render_template(
        "nominations/print.html",
        file=file,
        award=labels.award_name_vi(file.regime_id, file.award_code),
        attachments=attachments_of(db.session(), file.id),
    )


@bp.post("/<uuid:nomination_id>/submission")
@requires(Permission.NOMINATION_SUBMIT)
def submit(nomination_id: UUID) -> ResponseReturnValue:
    try:
        submit_nominations([nomination_id], actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _refused(nomination_id, refusal)
    flash(_("Submitted. The file is with the reviewing officers now."))
    return redirect(url_for("nominations.detail", nomination_id=nomination_id))


@bp.post("/<uuid:nomination_id>/verification")
@requires(Permission.NOMINATION_VERIFY)
def verify(nomination_id: UUID) -> ResponseReturnValue:
    try:
        verify_nominations([nomination_id], actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _refused(nomination_id, refusal)
    flash(_("Verified. The file can go before the council."))
    return redirect(url_for("nominations.detail", nomination_id=nomination_id))


@bp.post("/<uuid:nomination_id>/attachments")
@requires(Permission.NOMINATION_EDIT)
def attach(nomination_id: UUID) -> ResponseReturnValue:
    form = AttachForm()
    try:
        attach_files(
            nomination_id,
            uploads_of(form.files.data),
            paper=form.paper.data or "",
            actor=current_actor(),
            at=now(),
            store=current_store(),
            limit=largest_bytes(),
        )
    except RuleBroken as refusal:
        return _refused(nomination_id, refusal)
    flash(_("The files are attached."))
    return redirect(url_for("nominations.detail", nomination_id=nomination_id, _anchor="attachments"))


@bp.post("/<uuid:nomination_id>/attachments/<uuid:attachment_id>/paper")
@requires(Permission.NOMINATION_EDIT)
def say_paper(nomination_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    paper = PaperForm().paper.data or ""
    try:
        say_which_paper(nomination_id, attachment_id, paper, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _refused(nomination_id, refusal)
    flash(_("It is noted which paper the file is."))
    return redirect(url_for("nominations.detail", nomination_id=nomination_id, _anchor="attachments"))


@bp.post("/<uuid:nomination_id>/attachments/<uuid:attachment_id>/removal")
@requires(Permission.NOMINATION_EDIT)
def detach(nomination_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    detach_file(nomination_id, attachment_id, actor=current_actor(), at=now())
    flash(_("The file is removed."))
    return redirect(url_for("nominations.detail", nomination_id=nomination_id, _anchor="attachments"))


def _refused(nomination_id: UUID, refusal: RuleBroken) -> ResponseReturnValue:
    """Show the file again with the reasons on top."""
    db.session.rollback()
    problems = [str(problem.message) for problem in refusal.problems]
    return detail_page(visible_file(nomination_id), problems=problems), 422


def detail_page(file: File, *, problems: Sequence[str] = ()) -> str:
    """Render the page of a file: five queries beside that of the file."""
    session = db.session()
    rights = files.rights(current_actor(), file)
    events = events_of(session, file.id)
    attachments = attachments_of(session, file.id)
    where = whereabouts_of(session, file.id)
    return render_template(
        "nominations/detail.html",
        file=file,
        problems=problems,
        form=ActForm(data={"version": file.version}),
        attach_form=AttachForm(),
        rights=rights,
        title=files.title_of(file),
        is_returned=file.status is Status.RETURNED,
        report_hint=files.report_hint(file),
        tag=files.status_tag_words(file.status),
        steps=chain.steps(file, events),
        next_text=chain.next_text(file),
        links=files.link_views(where.links),
        facts=[*files.facts(file), *files.revocation_facts(file, where)],
        elsewhere=_elsewhere(current_actor(), file, where),
        vote_facts=files.vote_facts(file),
        conditions=verdicts.kept_in_short(file.kept),
        missing=files.missing_words(file, has_attachment=bool(attachments)),
        marks=files.marks_by_part(queries.marks_of(session, file.id)),
        attachments=files.attachment_views(
            attachments,
            href=lambda attachment_id: url_for("documents.download", attachment_id=attachment_id),
            removal=(
                lambda attachment_id: url_for("nominations.detach", nomination_id=file.id, attachment_id=attachment_id)
            )
            if rights.edit
            else None,
            saying=(
                lambda attachment_id: url_for(
                    "nominations.say_paper", nomination_id=file.id, attachment_id=attachment_id
                )
            )
            if rights.edit or rights.supplement
            else None,
        ),
        papers=labels.paper_choices() if attachments and (rights.edit or rights.supplement) else (),
        events=files.history(events, regime_id=file.regime_id),
    )


def _elsewhere(actor: Actor, file: File, found: Whereabouts) -> list[tuple[object, str]]:
    """Return the records about the same file that this person may open: label and address."""
    links: list[tuple[object, str]] = []
    sits = found.council_id in actor.council_ids
    if found.item_id and (sits or actor.may_at(Permission.COUNCIL_READ, file.body_path)):
        links.append((_("Review by the council"), url_for("council.item", item_id=found.item_id)))
    if found.decision_id and actor.may_at(Permission.DECISION_READ, file.body_path):
        links.append((_("The decision"), url_for("decisions.detail", decision_id=found.decision_id)))
    if found.revoking_id and actor.may_at(Permission.DECISION_READ, file.body_path):
        links.append((_("The decision that revoked it"), url_for("decisions.detail", decision_id=found.revoking_id)))
    if found.letter_id and actor.may_at(Permission.DECISION_READ, file.body_path):
        links.append((_("The proposal letter"), url_for("decisions.letter", letter_id=found.letter_id)))
    mine = actor.person_id is not None and actor.person_id == file.person_id
    if file.person_id and (mine or actor.may_at(Permission.NOMINATION_READ, file.unit_path)):
        links.append((_("Award record"), url_for("decisions.person_record", person_id=file.person_id)))
    return links
