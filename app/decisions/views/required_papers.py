"""The papers of the files on a letter, name by name, and the reasons for those that are missing."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.decisions import policy, queries, services
from app.decisions.enums import LetterStatus
from app.decisions.forms import WaiverForm
from app.decisions.presenters.desk import paper_name
from app.decisions.presenters.required_papers import in_short, lacking_rows, name_views
from app.decisions.queries import LetterSheet
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_letter
from app.web.acting import carried_out
from app.web.guards import current_actor, requires


@bp.get("/letters/<uuid:letter_id>/papers")
@requires(Permission.DECISION_READ)
def letter_papers(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    return _page(sheet, WaiverForm(formdata=None, data={"version": sheet.version}))


@bp.post("/letters/<uuid:letter_id>/papers/waivers")
@requires(Permission.DECISION_DRAFT)
def waive_papers(letter_id: UUID) -> ResponseReturnValue:
    sheet, form = open_letter(letter_id), WaiverForm()
    if carried_out(
        form,
        lambda: services.waive_papers(
            letter_id,
            form.papers.data,
            form.reason.data or "",
            version=form.version.data,
            actor=current_actor(),
            at=now(),
        ),
    ):
        flash(_("The reason is kept with the letter; these names may go without the papers."))
        return redirect(url_for("decisions.letter_papers", letter_id=letter_id))
    return _page(sheet, form), 422


def _page(sheet: LetterSheet, form: WaiverForm) -> str:
    names = queries.papers_on_letter(db.session(), sheet.id)
    gives_reasons = sheet.status is LetterStatus.DRAFT and policy.may_draft(current_actor(), sheet.body_path)
    return render_template(
        "decisions/required_papers.html",
        sheet=sheet,
        form=form,
        short=in_short(names),
        names=name_views(names),
        lacking=lacking_rows(names) if gives_reasons else [],
        ticked=[f"{nomination_id}:{paper}" for nomination_id, paper in form.papers.data],
        crumbs=[*crumbs(), (paper_name(sheet), url_for("decisions.letter", letter_id=sheet.id))],
    )
