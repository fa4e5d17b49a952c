"""The register of a year as a list, and as a workbook."""

from collections.abc import Mapping
from typing import Any, Final

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.paging import Page
from app.documents.workbook import write_workbook
from app.eligibility.rulebook import rulebooks
from app.organisation.queries import UnitRow
from app.registrations import policy, queries, rules
from app.registrations.forms import ListFilter
from app.registrations.labels import awards_of
from app.registrations.presenters import pages, workbook
from app.registrations.queries import RegistrationFilter, RegistrationRound, RegistrationRow
from app.registrations.views.blueprint import bp, units_of
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace

COMPARISON: Final = "reports.registrations"


@bp.get("")
@requires(Permission.REGISTRATION_READ)
def list_page() -> ResponseReturnValue:
    workplace, actor, session = current_workplace(), current_actor(), db.session()
    kept = queries.round_of(session, workplace.body_id, workplace.year)
    units, _on = units_of(actor, workplace, Permission.REGISTRATION_READ)
    form = _filter_form(workplace, kept, units)
    narrowed = _narrowed(form, workplace, units)
    counts = queries.award_counts(session, actor, narrowed)
    total = sum(count for _code, count in counts)
    page = queries.registration_page(session, actor, narrowed, cursor=request.args.get("at"), total=total)
    keeps = policy.may_keep(actor, workplace.body_path)
    open_now = kept is not None and (keeps or rules.is_open(kept, today()))
    return render_template(
        "registrations/list.html",
        place=workplace,
        kept=kept,
        state=pages.register_state(kept, workplace.year, today()),
        round_facts=pages.round_facts(kept) if kept else [],
        form=form,
        pills=_pills(form),
        rows=[pages.row_view(row, url_for("registrations.detail", registration_id=row.id)) for row in page.items],
        count=ngettext("%(num)s registration", "%(num)s registrations", total),
        by_award=pages.count_words(counts),
        may_register=open_now and actor.may(Permission.REGISTRATION_EDIT),
        may_keep=keeps,
        comparison_href=_comparison_href(),
        export_href=_list_href(_kept_arguments(form), "registrations.list_workbook"),
        **_page_links(page),
    )


@bp.get("/list.xlsx")
@requires(Permission.REGISTRATION_READ)
def list_workbook() -> ResponseReturnValue:
    workplace, actor, session = current_workplace(), current_actor(), db.session()
    kept = queries.round_of(session, workplace.body_id, workplace.year)
    units, _on = units_of(actor, workplace, Permission.REGISTRATION_READ)
    narrowed = _narrowed(_filter_form(workplace, kept, units), workplace, units)
    rows = queries.all_registrations(session, actor, narrowed)
    basis = kept.legal_basis if kept else ""
    sheet = workbook.sheet(rows, body_name=workplace.body_name, year=workplace.year, legal_basis=basis)
    return workbook_answer(write_workbook([sheet], created=now()), f"dang-ky-thi-dua-{workplace.year}.xlsx")


def _comparison_href() -> str | None:
    """Return the page on which reports lays registrations beside what was reached, for those who may read it."""
    readable = current_actor().may(Permission.REPORT_READ) and COMPARISON in current_app.view_functions
    return url_for(COMPARISON) if readable else None


def _filter_form(workplace: Workplace, kept: RegistrationRound | None, units: list[UnitRow]) -> ListFilter:
    regime_id = kept.regime_id if kept else rulebooks().choose_regime(workplace.year).regime_id
    form = ListFilter(request.args)
    form.offer(pages.unit_options(units), awards_of(regime_id))
    form.clean()
    return form


def _narrowed(form: ListFilter, workplace: Workplace, units: list[UnitRow]) -> RegistrationFilter:
    paths = {str(unit.id): unit.path for unit in units}
    return RegistrationFilter(
        body_id=workplace.body_id,
        year=workplace.year,
        unit_path=paths.get(form.unit.data or "", ""),
        award_code=form.award.data or "",
        subject=form.subject.data,
        text=form.q.data or "",
        withdrawn=form.state.data == "withdrawn",
    )


def _kept_arguments(form: ListFilter) -> dict[str, str]:
    return {field.name: str(field.data) for field in form if field.data}


def _pills(form: ListFilter) -> list[tuple[str, str]]:
    kept = _kept_arguments(form)
    words = {name: _chosen_words(form[name], value) for name, value in kept.items() if name != "q"}
    if form.q.data:
        words["q"] = _("Name: %(text)s", text=form.q.data)
    return [(words[name], _list_href({key: kept[key] for key in kept if key != name})) for name in kept]


def _chosen_words(field: Any, value: str) -> str:  # Any: a field with choices
    known = {str(key): str(label).strip() for key, label, *_rest in field.choices}
    return known.get(value, value)


def _page_links(page: Page[RegistrationRow]) -> dict[str, str | None]:
    def href(cursor: str | None) -> str | None:
        return _list_href({**request.args.to_dict(), "at": cursor}) if cursor else None

    return {"previous_href": href(page.previous_cursor), "next_href": href(page.next_cursor)}


def _list_href(arguments: Mapping[str, str], endpoint: str = "registrations.list_page") -> str:
    values: dict[str, Any] = dict(arguments)
    return url_for(endpoint, **values)
