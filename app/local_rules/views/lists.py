"""The rules of a body: by what they touch, on paper, and all that were ever made."""

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotAllowed
from app.core.text import short_date
from app.local_rules import policy, queries
from app.local_rules.forms import DayForm
from app.local_rules.presenters import additions, listing, records
from app.local_rules.views.blueprint import bp, point_href, rule_href
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace


@bp.get("")
@requires(Permission.RULE_READ)
def list_page() -> ResponseReturnValue:
    workplace = current_workplace()
    form = DayForm(request.args)
    on = _day(form, workplace)
    form.on.data = on
    form.on.raw_data = None
    rules = queries.rules_for(db.session(), current_actor(), workplace.body_path)
    in_force, coming = listing.counts_words(rules, on)
    found = listing.groups(
        rules,
        body_id=workplace.body_id,
        on=on,
        href=point_href,
        rule_href=rule_href,
        only_chosen=bool(form.chosen.data),
    )
    return render_template(
        "local_rules/list.html",
        place=workplace,
        form=form,
        on=short_date(on),
        groups=found,
        count=ngettext("%(num)s rule holds", "%(num)s rules hold", in_force),
        coming=ngettext("%(num)s begins later", "%(num)s begin later", coming) if coming else "",
        may_edit=policy.may_edit(current_actor(), workplace.body_path),
        print_href=url_for("local_rules.print_page", on=short_date(on)),
    )


@bp.get("/print")
@requires(Permission.RULE_READ)
def print_page() -> ResponseReturnValue:
    workplace = current_workplace()
    on = _day(DayForm(request.args), workplace)
    rules = queries.rules_for(db.session(), current_actor(), workplace.body_path)
    found = listing.groups(
        rules, body_id=workplace.body_id, on=on, href=point_href, rule_href=rule_href, only_chosen=True
    )
    return render_template("local_rules/print.html", place=workplace, on=short_date(on), groups=found)


@bp.get("/history")
@requires(Permission.RULE_READ)
def history() -> ResponseReturnValue:
    workplace = current_workplace()
    rules = queries.rules_for(db.session(), current_actor(), workplace.body_path)
    newest = sorted(rules, key=lambda rule: (rule.valid_from, rule.created_at), reverse=True)
    return render_template(
        "local_rules/history.html",
        place=workplace,
        rows=[records.rule_view(rule, on=today(), href=rule_href(rule.id)) for rule in newest],
        count=ngettext("%(num)s rule", "%(num)s rules", len(newest)),
        back_href=url_for("local_rules.list_page"),
    )


def _day(form: DayForm, workplace: Workplace) -> date:
    """Return the day that was asked for, else today or the last day of a year gone by."""
    if form.validate() and form.on.data is not None:
        return form.on.data
    return min(today(), date(workplace.year, 12, 31))


@bp.get("/add")
@requires(Permission.RULE_EDIT)
def add() -> ResponseReturnValue:
    workplace = current_workplace()
    if not policy.may_edit(current_actor(), workplace.body_path):
        raise NotAllowed
    return render_template(
        "local_rules/add.html",
        place=workplace,
        groups=additions.additions(point_href),
        back_href=url_for("local_rules.list_page"),
    )
