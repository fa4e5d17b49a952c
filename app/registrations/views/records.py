"""One registration: its page, its change, its withdrawal; and one's own."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.registrations import policy, queries, rules, services
from app.registrations.forms import ChangeForm, WithdrawForm
from app.registrations.labels import awards_of
from app.registrations.presenters import pages
from app.registrations.queries import RegistrationRow
from app.registrations.views.blueprint import bp
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires, signed_in


@bp.get("/mine")
@signed_in
def mine() -> ResponseReturnValue:
    actor = current_actor()
    rows = queries.registrations_of_person(db.session(), actor.person_id) if actor.person_id else []
    return render_template(
        "registrations/mine.html",
        rows=[
            (row.year, pages.row_view(row, url_for("registrations.detail", registration_id=row.id)), row.withdrawn_at)
            for row in rows
        ],
    )


@bp.get("/<uuid:registration_id>")
@signed_in
def detail(registration_id: UUID) -> ResponseReturnValue:
    row, session = _visible(registration_id), db.session()
    return render_template(
        "registrations/detail.html",
        row=row,
        facts=pages.facts(row),
        award=pages.row_view(row, "").award,
        is_withdrawn=row.withdrawn_at is not None,
        editable=_may_write(row),
        history=pages.history(events_of(session, row.id)),
        may_list=current_actor().may(Permission.REGISTRATION_READ),
    )


@bp.route("/<uuid:registration_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_EDIT)
def edit(registration_id: UUID) -> ResponseReturnValue:
    row = _editable(registration_id)
    kept = queries.round_of(db.session(), row.body_id, row.year)
    form = ChangeForm()
    form.offer(awards_of(kept.regime_id, row.subject) if kept else [])
    if form.validate_on_submit():
        try:
            services.change_registration(
                registration_id,
                str(form.award_code.data),
                form.note.data or "",
                version=form.version.data,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            db.session.rollback()
            row = _visible(registration_id)
            values = {"award_code": row.award_code, "note": row.note}
            href = url_for("registrations.edit", registration_id=registration_id)
            return conflict_page(form, values, version=row.version, reload_href=href)
        else:
            flash(_("The registration is saved."))
            return redirect(url_for("registrations.detail", registration_id=registration_id))
    elif not form.is_submitted():
        form.award_code.data, form.note.data, form.version.data = row.award_code, row.note, row.version
    back_href = url_for("registrations.detail", registration_id=registration_id)
    page = render_template("registrations/edit.html", form=form, row=row, back_href=back_href)
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:registration_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_EDIT)
def withdraw(registration_id: UUID) -> ResponseReturnValue:
    row = _editable(registration_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            services.withdraw_registration(
                registration_id, form.reason.data or "", version=form.version.data, actor=current_actor(), at=now()
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The registration is withdrawn."))
            return redirect(url_for("registrations.detail", registration_id=registration_id))
    elif not form.is_submitted():
        form.version.data = row.version
    page = render_template(
        "registrations/withdraw.html",
        form=form,
        facts=pages.facts(row),
        row=row,
        back_href=url_for("registrations.detail", registration_id=registration_id),
    )
    return page, 422 if form.is_submitted() else 200


def _visible(registration_id: UUID) -> RegistrationRow:
    row = queries.registration_in_sight(db.session(), current_actor(), registration_id)
    if row is None:
        raise NotFound
    return row


def _editable(registration_id: UUID) -> RegistrationRow:
    row = _visible(registration_id)
    if not policy.may_register(current_actor(), row.unit_path):
        raise NotAllowed
    if row.withdrawn_at is not None:
        raise TransitionError("a withdrawn registration stays as it is")
    return row


def _may_write(row: RegistrationRow) -> bool:
    """Say whether the page offers to change the registration; the service asks again."""
    actor = current_actor()
    if row.withdrawn_at is not None or not policy.may_register(actor, row.unit_path):
        return False
    kept = queries.round_of(db.session(), row.body_id, row.year)
    keeps = policy.may_keep(actor, queries.body_path(db.session(), row.body_id))
    return not rules.window_problems(kept, year=row.year, on=today(), keeps_register=keeps)
