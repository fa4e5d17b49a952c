"""The fund of a body and year, what a decision would cost, and making its list."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bonuses import policy, queries, services
from app.bonuses.presenters import fund, workbooks
from app.bonuses.presenters.pages import plan_arithmetic, plan_parts
from app.bonuses.presenters.words import money
from app.bonuses.views.blueprint import bp
from app.bonuses.views.doors import crumbs, open_decision, readable_workplace
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import RuleBroken
from app.decisions.queries import names_on_decision
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires


@bp.get("")
@requires(Permission.DECISION_READ)
def list_page() -> ResponseReturnValue:
    workplace, session = readable_workplace(), db.session()
    years = queries.fund_years(session, workplace.body_id)
    year = _asked_year(years, workplace.year)
    lists = queries.lists_of_year(session, workplace.body_id, year)
    sums = queries.award_sums(session, workplace.body_id, year)
    pending = queries.pending_decisions(session, workplace.body_id, year)
    costs = queries.awards_of_drafts(session, workplace.body_id, today())
    return render_template(
        "bonuses/fund.html",
        workplace_name=workplace.body_name,
        year=year,
        years=years,
        cards=fund.figure_cards(fund.fund_figures(lists, costs)),
        lists=fund.fund_rows(lists),
        awards=fund.award_rows(sums),
        totals=fund.totals(sums) if sums else None,
        unknown=sum(each.unknown for each in lists),
        waiting=fund.waiting_rows(pending, costs, may_prepare=policy.may_prepare(current_actor(), workplace.body_path)),
        paid_by_others=queries.count_paid_by_others(session, workplace.body_id, year),
        export_href=url_for("bonuses.fund_workbook", year=year),
    )


@bp.get("/fund.xlsx")
@requires(Permission.DECISION_READ)
def fund_workbook() -> ResponseReturnValue:
    workplace, session = readable_workplace(), db.session()
    year = _asked_year(queries.fund_years(session, workplace.body_id), workplace.year)
    content = workbooks.fund_workbook(
        queries.lists_of_year(session, workplace.body_id, year),
        queries.award_sums(session, workplace.body_id, year),
        body_name=workplace.body_name,
        year=year,
        created=now(),
    )
    return workbook_answer(content, f"quy-thi-dua-khen-thuong-{year}.xlsx")


def _asked_year(years: list[int], here: int) -> int:
    """Return the year of the address, else that of the top bar, else the newest one with a decision."""
    asked = request.args.get("year", type=int)
    if asked in years:
        return int(asked)
    return here if here in years or not years else years[0]


@bp.get("/decisions/<uuid:decision_id>/budget")
@requires(Permission.DECISION_READ)
def budget(decision_id: UUID) -> ResponseReturnValue:
    sheet, session = open_decision(decision_id), db.session()
    plan = queries.plan_of(session, sheet, names_on_decision(session, decision_id), sheet.signed_on or today())
    made = queries.list_of_decision(session, decision_id)
    may_make = policy.may_prepare(current_actor(), sheet.body_path) and sheet.signed_on is not None and made is None
    return render_template(
        "bonuses/budget.html",
        sheet=sheet,
        day=plan.day,
        parts=plan_parts(plan),
        arithmetic=plan_arithmetic(plan),
        total=money(plan.total),
        unknown=plan.unknown,
        asked=plan.asked,
        list_href=url_for("bonuses.detail", list_id=made.id) if made else None,
        make_href=url_for("bonuses.make", decision_id=decision_id) if may_make else None,
        crumbs=crumbs(),
    )


@bp.post("/decisions/<uuid:decision_id>/list")
@requires(Permission.DECISION_DRAFT)
def make(decision_id: UUID) -> ResponseReturnValue:
    open_decision(decision_id)
    try:
        list_id = services.make_list(decision_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        made = queries.list_of_decision(db.session(), decision_id)
        flash(str(refusal.problems[0].message), "warning")
        if made is None:
            return redirect(url_for("decisions.detail", decision_id=decision_id))
        return redirect(url_for("bonuses.detail", list_id=made.id))
    flash(_("The bonus list is made. Answer what it asks; the head then approves it."))
    return redirect(url_for("bonuses.detail", list_id=list_id))
