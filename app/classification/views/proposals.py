"""The unit's meeting and its proposals."""

from decimal import Decimal
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.classification import policy, presenters, services
from app.classification.forms import ProposalForm, ProposalRowForm, row_values
from app.classification.presenters import SheetRow
from app.classification.views import sheet as sheets
from app.classification.views.blueprint import bp, page_links
from app.classification.views.sheet import Sheet, sheet_of, with_fields
from app.core.access import Permission
from app.core.clock import now, today
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.eligibility.enums import ClassificationLevel
from app.web.guards import current_actor, requires


@bp.route("/units/<uuid:unit_id>/<int:year>/proposal", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_PROPOSE)
def proposal(unit_id: UUID, year: int) -> ResponseReturnValue:
    sheet = sheet_of(unit_id, year)
    if not policy.may_propose(current_actor(), sheet.place.path):
        raise NotAllowed
    form = _form(sheet)
    if form.validate_on_submit():
        try:
            changed = services.propose(
                unit_id,
                year,
                form.proposals(unit_id, sheet.known),
                meeting=form.meeting(),
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            meeting = sheet.place.meeting
            return sheets.conflict(
                [*with_fields(sheet.rows, form.rows)],
                _typed,
                _standing,
                reload_href=url_for("classification.proposal", unit_id=unit_id, year=year),
                renewed={"meeting_version": str(meeting.version if meeting else 0)},
            )
        else:
            flash(ngettext("%(num)s proposal saved.", "%(num)s proposals saved.", changed))
            return redirect(request.full_path.rstrip("?"))
    page = render_template(
        "classification/proposal.html",
        **sheets.frame_of(sheet, "proposal"),
        form=form,
        rows=with_fields(sheet.rows, form.rows),
        settled=[row for row in sheet.rows if not row.is_open],
        **page_links(sheet.page),
    )
    return page, 422 if form.is_submitted() else 200


def _form(sheet: Sheet) -> ProposalForm:
    meeting, people = sheet.place.meeting, sum(row.is_person for row in sheet.rows)
    values: dict[str, object] = {"rows": row_values([row for row in sheet.rows if row.is_open])}
    if meeting is None:
        values |= {"met_on": today() if today().year == sheet.year else None, "total": people or None}
        values |= {"meeting_version": 0}
    else:
        values |= {"met_on": meeting.met_on, "present": meeting.present, "total": meeting.total}
        values |= {"none_forced": meeting.none_forced, "minutes": meeting.minutes}
        values |= {"meeting_version": meeting.version}
    return ProposalForm(data=values)


def _typed(fields: ProposalRowForm) -> str:
    votes = (fields.votes_for.data, fields.votes_total.data)
    return _words(fields.level.data, fields.points.data, votes, fields.comment.data)


def _standing(row: SheetRow) -> str:
    entry = row.entry
    votes = (entry.votes_for, entry.votes_total) if entry else (None, None)
    return _words(row.level, row.points, votes, entry.comment if entry else "")


def _words(
    level: ClassificationLevel | None, points: Decimal | None, votes: tuple[int | None, int | None], comment: str | None
) -> str:
    parts = [str(presenters.level_name(level))]
    if points is not None:
        parts.append(_("%(points)s points", points=presenters.points_text(points)))
    if votes[1] is not None:
        parts.append(f"{votes[0]}/{votes[1]}")
    if comment:
        parts.append(comment)
    return ", ".join(parts)
