"""Changing a file, and the nominee's own report; a stale form gets both texts side by side."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.campaigns.queries import campaign_awards
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion, TransitionError
from app.eligibility.rulebook import rulebooks
from app.nominations import labels, policy, queries
from app.nominations.forms import EditForm, OwnReportForm
from app.nominations.presenters import files
from app.nominations.presenters.nominating import asks_ministry
from app.nominations.queries import File
from app.nominations.rules import EDITABLE
from app.nominations.services.editing import edit_nomination, write_own_report
from app.nominations.views.blueprint import bp
from app.nominations.views.files import visible_file
from app.web.forms import VersionedForm, conflict_page
from app.web.guards import current_actor, requires


@bp.route("/<uuid:nomination_id>/edit", methods=["GET", "POST"])
@requires(Permission.NOMINATION_EDIT)
def edit(nomination_id: UUID) -> ResponseReturnValue:
    file = _open_file(nomination_id, may=lambda file: policy.may_nominate(current_actor(), file.unit_path))
    form = EditForm(data=_values(file))
    _offer(form, file)
    if form.validate_on_submit():
        try:
            edit_nomination(nomination_id, form.content(), version=form.version.data, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            return _conflict(form, nomination_id)
        else:
            flash(_("The file is saved."))
            return redirect(url_for("nominations.detail", nomination_id=nomination_id))
    return _edit_page(form, file), 422 if form.is_submitted() else 200


@bp.route("/<uuid:nomination_id>/report", methods=["GET", "POST"])
@requires(Permission.NOMINATION_READ)
def own_report(nomination_id: UUID) -> ResponseReturnValue:
    file = _open_file(nomination_id, may=lambda file: policy.is_nominee(current_actor(), file.person_id))
    form = OwnReportForm(data={"report": file.report, "version": file.version})
    if form.validate_on_submit():
        try:
            write_own_report(
                nomination_id, form.report.data or "", version=form.version.data, actor=current_actor(), at=now()
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            return _conflict(form, nomination_id)
        else:
            flash(_("Your report is saved."))
            return redirect(url_for("nominations.detail", nomination_id=nomination_id))
    return _report_page(form, file), 422 if form.is_submitted() else 200


def _open_file(nomination_id: UUID, *, may: Callable[[File], bool]) -> File:
    """Return a file that this person may write now: seen, allowed, in the unit's hands."""
    file = visible_file(nomination_id)
    if not may(file):
        raise NotAllowed
    if file.status not in EDITABLE:
        raise TransitionError(f"a {file.status} file is not edited")
    return file


def _values(file: File) -> dict[str, Any]:
    """Return the present values by field. Any: values of several types."""
    return {
        "version": file.version,
        "award_code": file.award_code,
        "ministry_id": str(file.to_unit_id) if file.to_unit_id else "",
        "summary": file.summary,
        "report": file.report,
        "unit_met_on": file.unit_met_on,
        "unit_votes_for": file.unit_votes_for,
        "unit_votes_total": file.unit_votes_total,
    }


def _offer(form: EditForm, file: File) -> None:
    session = db.session()
    codes = dict.fromkeys([*campaign_awards(session, file.campaign_id), file.award_code])
    catalogue = rulebooks().regime(file.regime_id).awards
    fitting = [code for code in codes if code in catalogue and catalogue[code].subject is file.subject]
    ministries = queries.ministries(session) if asks_ministry(fitting, file.regime_id) else []
    form.offer([(code, labels.award_name(file.regime_id, code)) for code in fitting], ministries)


def _conflict(form: VersionedForm, nomination_id: UUID) -> ResponseReturnValue:
    db.session.rollback()
    file = visible_file(nomination_id)
    reload_href = url_for("nominations.detail", nomination_id=nomination_id)
    return conflict_page(form, _values(file), version=file.version, reload_href=reload_href)


def _edit_page(form: EditForm, file: File) -> str:
    marks = files.marks_by_part(queries.marks_of(db.session(), file.id))
    several_ministries = len(form.ministry_id.choices or ()) > 2
    return render_template(
        "nominations/edit.html",
        form=form,
        file=file,
        title=files.title_of(file),
        marks=marks,
        asks_ministry=several_ministries,
    )


def _report_page(form: OwnReportForm, file: File) -> str:
    marks = files.marks_by_part(queries.marks_of(db.session(), file.id))
    return render_template(
        "nominations/report.html", form=form, file=file, title=files.title_of(file), marks=marks["report"]
    )
