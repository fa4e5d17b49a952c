"""The register of a year: opened and its dates changed by HR officers."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.eligibility.rulebook import rulebooks
from app.registrations import policy, queries
from app.registrations.forms import RoundForm
from app.registrations.queries import RegistrationRound
from app.registrations.services import keep_round
from app.registrations.views.blueprint import bp
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace


@bp.route("/round", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def keep() -> ResponseReturnValue:
    workplace = current_workplace()
    if not policy.may_keep(current_actor(), workplace.body_path):
        raise NotAllowed
    kept = queries.round_of(db.session(), workplace.body_id, workplace.year)
    form = RoundForm()
    form.offer()
    if form.validate_on_submit():
        try:
            keep_round(
                workplace.body_id,
                workplace.year,
                form.plan(),
                version=form.version.data if kept else None,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            db.session.rollback()
            return _conflict(form, workplace)
        else:
            flash(_("The register of %(year)s is saved.", year=workplace.year))
            return redirect(url_for("registrations.list_page"))
    elif not form.is_submitted():
        _fill(form, kept, workplace)
    page = render_template(
        "registrations/round.html",
        form=form,
        place=workplace,
        is_new=kept is None,
        back_href=url_for("registrations.list_page"),
    )
    return page, 422 if form.is_submitted() else 200


def _fill(form: RoundForm, kept: RegistrationRound | None, workplace: Workplace) -> None:
    """Show the register as it stands, or propose the first quarter of its year."""
    if kept is not None:
        form.opens_on.data, form.closes_on.data = kept.opens_on, kept.closes_on
        form.regime_id.data, form.legal_basis.data, form.version.data = kept.regime_id, kept.legal_basis, kept.version
        return
    first = date(workplace.year, 1, 2)
    form.opens_on.data = max(first, today()) if workplace.year == today().year else first
    form.closes_on.data = max(date(workplace.year, 3, 31), form.opens_on.data)
    form.regime_id.data = rulebooks().choose_regime(workplace.year).regime_id


def _conflict(form: RoundForm, workplace: Workplace) -> ResponseReturnValue:
    kept = queries.round_of(db.session(), workplace.body_id, workplace.year)
    assert kept is not None
    values = {name: getattr(kept, name) for name in ("opens_on", "closes_on", "regime_id", "legal_basis")}
    return conflict_page(form, values, version=kept.version, reload_href=url_for("registrations.keep"))
