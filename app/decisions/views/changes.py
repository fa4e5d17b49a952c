"""Drafting a decision that revokes or amends a signed one, and changing that draft."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import StaleVersion, TransitionError
from app.decisions import queries, rules, services
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.forms import AmendmentForm, RevocationForm, TickedForm, amendment_form
from app.decisions.papers.wording import change_title
from app.decisions.presenters.desk import paper_name
from app.decisions.presenters.names import name_parts, post_and_unit
from app.decisions.queries import DecisionSheet, Name
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_decision
from app.web.acting import carried_out
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.route("/<uuid:decision_id>/revocation", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def revocation(decision_id: UUID) -> ResponseReturnValue:
    return _revocation(_changeable(decision_id), None)


@bp.route("/<uuid:decision_id>/amendment", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def amendment(decision_id: UUID) -> ResponseReturnValue:
    return _amendment(_changeable(decision_id), None)


@bp.route("/<uuid:decision_id>/change", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def edit_change(decision_id: UUID) -> ResponseReturnValue:
    draft = open_decision(decision_id)
    if draft.change is None or draft.status is not DecisionStatus.DRAFT:
        raise TransitionError("only a draft that changes another decision is changed here")
    target = open_decision(draft.change.target_id)
    return _revocation(target, draft) if draft.revokes else _amendment(target, draft)


def _changeable(decision_id: UUID) -> DecisionSheet:
    sheet = open_decision(decision_id)
    if sheet.change is not None or sheet.status not in rules.CHANGEABLE:
        raise TransitionError("only a signed decision that confers awards can be changed")
    return sheet


def _revocation(target: DecisionSheet, draft: DecisionSheet | None) -> ResponseReturnValue:
    standing = queries.standing_names(db.session(), target.id)
    chosen = [name.nomination_id for name in queries.changed_names(db.session(), draft.id)] if draft else []
    form = RevocationForm(data=_begun(ChangeKind.REVOCATION, target, draft, nomination_ids=chosen))
    return _answer(
        "decisions/revocation.html", form, target, draft, parts=name_parts(standing), ticked=form.nomination_ids.data
    )


def _amendment(target: DecisionSheet, draft: DecisionSheet | None) -> ResponseReturnValue:
    """Ask first which names are printed wrongly, then how they are to be printed."""
    standing = queries.standing_names(db.session(), target.id)
    written = list(queries.changed_names(db.session(), draft.id)) if draft else []
    ticked = TickedForm(request.args, meta={"csrf": False}).nomination_ids.data
    asks_names = request.method == "GET" and "step" not in request.args and (draft is None or "names" in request.args)
    if asks_names:
        chosen = [name.nomination_id for name in written]
        return _page("decisions/amendment_names.html", target, draft, parts=name_parts(standing), ticked=chosen)
    rows = _rows(standing, written, ticked)
    form = amendment_form(rows, data=_begun(ChangeKind.AMENDMENT, target, draft))
    return _answer("decisions/amendment.html", form, target, draft, rows=[_row(form, name) for name in rows])


def _rows(standing: Sequence[Name], written: Sequence[Name], ticked: Sequence[UUID]) -> list[Name]:
    """Return the names with fields: those of the form sent, else the ticked ones, else those of the draft."""
    drafted = {name.nomination_id: name for name in written}
    if request.method == "POST":
        wanted = set(AmendmentForm().row_ids.data)
    else:
        wanted = set(ticked) if "step" in request.args else set(drafted)
    return [drafted.get(name.nomination_id, name) for name in standing if name.nomination_id in wanted]


def _row(form: AmendmentForm, name: Name) -> dict[str, object]:
    """Return the fields of one name beside what is printed today."""
    row = name.nomination_id
    parts = ["name"] if row in form.collectives else ["name", "post", "unit"]
    return {
        "id": row,
        "printed": ", ".join(part for part in (name.nominee_name, post_and_unit(name)) if part),
        "fields": [form[f"{part}-{row}"] for part in parts],
    }


def _begun(kind: ChangeKind, target: DecisionSheet, draft: DecisionSheet | None, **more: object) -> dict[str, object]:
    """Return what the form begins with: the draft, or a suggested subject line."""
    if draft is None or draft.change is None:
        assert target.signed_on is not None  # a signed decision has its day
        return {"title": change_title(kind, target.full_number, target.signed_on), "version": 0, **more}
    change = draft.change
    return {
        "title": draft.title,
        "version": draft.version,
        "reason": change.reason,
        "rule_id": change.rule_id,
        "legal_basis": change.legal_basis,
        "is_whole": change.is_whole,
        "new_title": change.new_title,
        "new_text": change.new_text,
        **more,
    }


def _answer(
    template: str,
    form: RevocationForm | AmendmentForm,
    target: DecisionSheet,
    draft: DecisionSheet | None,
    **more: object,
) -> ResponseReturnValue:
    """Save what was typed, or show the form (again)."""
    saved: list[UUID] = []
    try:
        if carried_out(form, lambda: saved.append(_save(form, target, draft))):
            flash(_("The draft is saved. Read it through; the head can sign it below."))
            return redirect(url_for("decisions.detail", decision_id=saved[0]))
    except StaleVersion:
        if draft is None:
            raise
        return _conflict(form, draft.id)
    return _page(template, target, draft, form=form, **more)


def _save(form: RevocationForm | AmendmentForm, target: DecisionSheet, draft: DecisionSheet | None) -> UUID:
    if draft is None:
        return services.draft_change(target.id, form.plan(), actor=current_actor(), at=now())
    services.edit_change(draft.id, form.plan(), version=form.version.data, actor=current_actor(), at=now())
    return draft.id


def _conflict(form: RevocationForm | AmendmentForm, draft_id: UUID) -> ResponseReturnValue:
    there = open_decision(draft_id)
    here = url_for("decisions.edit_change", decision_id=draft_id)
    present = {"title": there.title, "reason": there.change.reason if there.change else ""}
    return conflict_page(form, present, version=there.version, reload_href=here)


def _page(template: str, target: DecisionSheet, draft: DecisionSheet | None, **more: object) -> ResponseReturnValue:
    form = more.get("form")
    back = draft or target
    page = render_template(
        template,
        target=target,
        target_name=paper_name(target),
        draft=draft,
        back_href=url_for("decisions.detail", decision_id=back.id),
        crumbs=[*crumbs(), (paper_name(back), url_for("decisions.detail", decision_id=back.id))],
        **more,
    )
    return page, 422 if form is not None and request.method == "POST" else 200
