"""The list of nominations, what is done to several of them at once, and the list as a workbook."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.core.access import Actor, Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound, RuleBroken, TransitionError
from app.documents.workbook import write_workbook
from app.nominations import queries, rules
from app.nominations.enums import Status
from app.nominations.forms import TickForm
from app.nominations.presenters import listing, lists
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import verify_nominations
from app.nominations.views.blueprint import bp
from app.web.addresses import address
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, workplace_of

REMEMBERED: Final = "nominations"
"""Where the signed cookie keeps the filters, so that coming back finds the list as it was left."""


@bp.get("")
@requires(Permission.NOMINATION_READ)
def list_page() -> ResponseReturnValue:
    remembered = _remembered()
    if remembered and not request.query_string:
        return redirect(f"{request.path}?{remembered}")
    query = listing.ListQuery.read(request.args)
    _remember(query)
    return _list_page(query)


@bp.post("/submissions")
@requires(Permission.NOMINATION_SUBMIT)
def submit_many() -> ResponseReturnValue:
    return _act_on(TickForm().nomination_ids.data, Permission.NOMINATION_SUBMIT)


@bp.post("/verifications")
@requires(Permission.NOMINATION_VERIFY)
def verify_many() -> ResponseReturnValue:
    return _act_on(TickForm().nomination_ids.data, Permission.NOMINATION_VERIFY)


@bp.get("/list.xlsx")
@requires(Permission.NOMINATION_READ)
def workbook() -> ResponseReturnValue:
    actor = current_actor()
    workplace = workplace_of(actor)
    if workplace is None:
        raise NotFound
    query = listing.ListQuery.read(request.args)
    filters = query.filters(body_id=workplace.body_id, body_path=workplace.body_path, year=workplace.year)
    on = rules.reference_day(filters.year, today())
    rows = queries.export_rows(db.session(), actor, filters, on=on)
    with force_locale("vi"):  # The officers' lists are Vietnamese whatever the screen speaks.
        sheets = lists.sheets(rows, body_name=workplace.body_name, year=filters.year)
    return workbook_answer(write_workbook(sheets, created=now()), f"de-nghi-{filters.year}.xlsx")


def _act_on(ids: Sequence[UUID], permission: Permission) -> ResponseReturnValue:
    submits = permission is Permission.NOMINATION_SUBMIT
    act = submit_nominations if submits else verify_nominations
    try:
        if not ids:
            return _refused([_("Tick at least one nomination first.")], ids)
        act(ids, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _refused([str(each.message) for each in refusal.problems], ids)
    except TransitionError:
        return _refused([_("Some of the nominations ticked have moved on. The list shows where they stand now.")], ids)
    flash(_done_text(len(ids), submits=submits))
    return redirect(url_for("nominations.list_page"))


def _refused(problems: Sequence[str], ids: Sequence[UUID]) -> ResponseReturnValue:
    """Show the list as it was left, still ticked, with the reasons on top."""
    db.session.rollback()
    query = listing.ListQuery.read(dict(parse_qsl(_remembered())))
    return _list_page(query, problems=problems, chosen=set(ids)), 422


def _done_text(count: int, *, submits: bool) -> str:
    if submits:
        return ngettext("%(num)s nomination submitted.", "%(num)s nominations submitted.", count)
    return ngettext("%(num)s nomination verified.", "%(num)s nominations verified.", count)


def _remember(query: listing.ListQuery) -> None:
    """Write the cookie only when the filters changed: an unchanged one is not sent again."""
    filters = query.address("", after=query.after)[1:].replace(listing.ALL, "")
    wanted = f"{_here()} {filters}" if filters else ""
    if (session.get(REMEMBERED) or "") != wanted:
        session[REMEMBERED] = wanted


def _remembered() -> str:
    """Return the filters of the last visit; those of another body mean nothing here."""
    body, _space, filters = str(session.get(REMEMBERED) or "").partition(" ")
    return filters if body == _here() else ""


def _here() -> str:
    workplace = workplace_of(current_actor())
    return workplace.body_id.hex if workplace else ""


def _list_page(query: listing.ListQuery, *, problems: Sequence[str] = (), chosen: Collection[UUID] = ()) -> str:
    actor = current_actor()
    workplace = workplace_of(actor)
    if workplace is None:
        return render_template("nominations/no_body.html")
    if query.year == workplace.year:
        query = replace(query, year=None)
    return render_template("nominations/list.html", problems=problems, **_names(actor, workplace, query, chosen))


def _names(actor: Actor, workplace: Workplace, query: listing.ListQuery, chosen: Collection[UUID]) -> dict[str, object]:
    reader = db.session()
    filters = query.filters(body_id=workplace.body_id, body_path=workplace.body_path, year=workplace.year)
    page = queries.nomination_page(reader, actor, filters, sort=query.sort, cursor=query.after or None)
    choices = queries.filter_choices(
        reader, actor, body_id=filters.body_id, body_path=workplace.body_path, year=filters.year
    )
    path = address("nominations.list_page")
    shown = listing.selects(query, choices, year=workplace.year)
    previous_href, next_href = listing.page_links(query, page, path)
    return {
        "query": query,
        "path": path,
        "rows": listing.row_views(page.items, tickable=_tickable(actor), chosen=chosen),
        "selects": [select for select in shown if select.name in listing.MAIN],
        "more_selects": [select for select in shown if select.name not in listing.MAIN],
        "pills": listing.pills(query, shown, path),
        "count_text": listing.count_text(page.total or 0),
        "sorts": listing.sort_links(query, path),
        "previous_href": previous_href,
        "next_href": next_href,
        "clear_href": query.address(path, **listing.NOTHING),
        "export_href": query.address(address("nominations.workbook")),
        "year": filters.year,
        "may_nominate": actor.may(Permission.NOMINATION_EDIT),
        "may_submit": actor.may(Permission.NOMINATION_SUBMIT),
        "may_verify": actor.may(Permission.NOMINATION_VERIFY),
        "chosen_count": len(chosen),
    }


def _tickable(actor: Actor) -> set[Status]:
    """Return the states in which the actor may act on several files at once."""
    states: set[Status] = set()
    if actor.may(Permission.NOMINATION_SUBMIT):
        states |= rules.EDITABLE
    if actor.may(Permission.NOMINATION_VERIFY):
        states.add(Status.SUBMITTED)
    return states
