"""How the body of the top bar prints its certificates."""

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.certificates import policy, queries, rules, services
from app.certificates.forms import LayoutForm
from app.certificates.views.blueprint import bp
from app.certificates.views.doors import crumbs, readable_workplace
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, StaleVersion
from app.web.acting import carried_out
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.route("/layout", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def layout() -> ResponseReturnValue:
    workplace = readable_workplace()
    if not policy.may_issue(current_actor(), workplace.body_path):
        raise NotAllowed
    kept = queries.layout_of(db.session(), workplace.body_id)
    form = LayoutForm(data=asdict(kept))
    try:
        done = carried_out(
            form,
            lambda: services.set_layout(
                workplace.body_id, _plan(form), version=form.version.data, actor=current_actor(), at=now()
            ),
        )
    except StaleVersion:
        db.session.rollback()
        there = queries.layout_of(db.session(), workplace.body_id)
        here = url_for("certificates.layout")
        return conflict_page(form, asdict(there), version=there.version, reload_href=here)
    if done:
        flash(_("The layout is kept; certificates issued from now on carry it."))
        return redirect(url_for("certificates.list_page"))
    page = render_template(
        "certificates/layout.html", form=form, layout=kept, basis=rules.wording().basis, crumbs=crumbs()
    )
    return page, 422 if form.is_submitted() else 200


def _plan(form: LayoutForm) -> services.LayoutPlan:
    return services.LayoutPlan(
        width_mm=form.width_mm.data or 0,
        height_mm=form.height_mm.data or 0,
        border=form.border.data,
        authority_line=form.authority_line.data or "",
        signer_post=form.signer_post.data or "",
        signer_name=form.signer_name.data or "",
        place=form.place.data or "",
    )
