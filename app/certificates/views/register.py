"""The register of certificates of a body and year, as a page, a workbook, and several certificates to print."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.certificates import policy, queries
from app.certificates.forms import PrintForm, RegisterFilterForm
from app.certificates.labels import CERTIFICATE_STATE_LABELS
from app.certificates.papers.printing import MOST_AT_ONCE, certificates_pdf
from app.certificates.presenters.pages import register_rows
from app.certificates.presenters.workbook import register_workbook
from app.certificates.queries import CertificateRow, RegisterFilter
from app.certificates.views.blueprint import bp
from app.certificates.views.doors import readable_workplace
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotFound
from app.core.paging import Page
from app.documents.pdf import pdf_response
from app.nominations.labels import award_name
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace


@bp.get("")
@requires(Permission.DECISION_READ)
def list_page() -> ResponseReturnValue:
    workplace, session = readable_workplace(), db.session()
    years = queries.register_years(session, workplace.body_id)
    year = _asked_year(years, workplace.year)
    form = _filter_form(workplace, year)
    asked = _asked(form, workplace, year)
    total = queries.count_in_register(session, asked)
    page = queries.register_page(session, asked, cursor=request.args.get("at"), total=total)
    kept = _kept(form)
    numbers = [] if kept else queries.numbers_of_year(session, workplace.body_id, year)
    return render_template(
        "certificates/register.html",
        workplace_name=workplace.body_name,
        year=year,
        years=years,
        form=form,
        pills=_pills(form, year),
        rows=register_rows(page.items, numbers),
        count=ngettext("%(num)s certificate", "%(num)s certificates", total),
        has_any=total > 0,
        may_issue=policy.may_issue(current_actor(), workplace.body_path),
        export_href=url_for("certificates.workbook", **_arguments(kept, year)),
        print_href=_print_href(page),
        **_page_links(page),
    )


@bp.get("/register.xlsx")
@requires(Permission.DECISION_READ)
def workbook() -> ResponseReturnValue:
    workplace = readable_workplace()
    year = _asked_year(queries.register_years(db.session(), workplace.body_id), workplace.year)
    asked = _asked(_filter_form(workplace, year), workplace, year)
    rows = queries.all_in_register(db.session(), asked)
    content = register_workbook(rows, body_name=workplace.body_name, year=year, created=now())
    return workbook_answer(content, f"so-cap-giay-chung-nhan-{year}.xlsx")


@bp.get("/certificates.pdf")
@requires(Permission.DECISION_READ)
def several() -> ResponseReturnValue:
    """Print the certificates that the address names; those of another body or without value are left out."""
    workplace, session = readable_workplace(), db.session()
    ids = PrintForm(request.args).certificate_ids.data[:MOST_AT_ONCE]
    rows = queries.some_certificates(session, workplace.body_id, ids, most=MOST_AT_ONCE)
    if not rows:
        raise NotFound
    content = certificates_pdf(rows, queries.layout_of(session, workplace.body_id))
    return pdf_response(content, "giay-chung-nhan.pdf")


def _asked_year(years: list[int], here: int) -> int:
    """Return the year of the address, else that of the top bar, else the newest one with a certificate."""
    asked = request.args.get("year", type=int)
    if asked in years:
        return int(asked)
    return here if here in years or not years else years[0]


def _filter_form(workplace: Workplace, year: int) -> RegisterFilterForm:
    form = RegisterFilterForm(request.args)
    awards = queries.awards_in_register(db.session(), workplace.body_id, year)
    form.offer(sorted({(code, award_name(regime_id, code)) for regime_id, code in awards}))
    form.clean()
    return form


def _asked(form: RegisterFilterForm, workplace: Workplace, year: int) -> RegisterFilter:
    return RegisterFilter(
        body_id=workplace.body_id,
        year=year,
        award_code=form.award.data or "",
        state=form.state.data,
        text=form.q.data or "",
    )


def _kept(form: RegisterFilterForm) -> dict[str, str]:
    return {field.name: str(field.data) for field in form if field.data}


def _arguments(kept: dict[str, str], year: int) -> dict[str, Any]:  # Any: arguments of an address
    return {**kept, "year": year}


def _pills(form: RegisterFilterForm, year: int) -> list[tuple[str, str]]:
    kept = _kept(form)
    awards: dict[str, str] = {str(each[0]): str(each[1]) for each in form.award.choices or ()}
    states = {each.value: str(label) for each, label in CERTIFICATE_STATE_LABELS.items()}
    words = {
        "q": _("Name: %(text)s", text=form.q.data),
        "award": awards.get(form.award.data or "", ""),
        "state": states.get(str(form.state.data), ""),
    }
    return [(words[name], _without(name, kept, year)) for name in kept]


def _without(name: str, kept: dict[str, str], year: int) -> str:
    others = {key: value for key, value in kept.items() if key != name}
    return url_for("certificates.list_page", **_arguments(others, year))


def _print_href(page: Page[CertificateRow]) -> str | None:
    """Return the certificates of this page that are worth something today as one PDF."""
    ids = [str(row.id) for row in page.items if row.replaced_at is None and row.revoked_on is None]
    return url_for("certificates.several", certificate_ids=ids) if ids else None


def _page_links(page: Page[CertificateRow]) -> dict[str, str | None]:
    def href(cursor: str | None) -> str | None:
        arguments: dict[str, Any] = {**request.args.to_dict(), "at": cursor}  # Any: arguments of an address
        return url_for("certificates.list_page", **arguments) if cursor else None

    return {"previous_href": href(page.previous_cursor), "next_href": href(page.next_cursor)}
