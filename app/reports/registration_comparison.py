"""The pages that lay the register of a year beside what was reached: by unit and award, down to the names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.awards.labels import abbreviation
from app.core.access import Permission
from app.core.database import db
from app.core.text import nfc
from app.eligibility.rulebook import rulebooks
from app.organisation.queries import units_within
from app.reports.registration_comparison_queries import ComparisonLine, Reached, Scope, comparison, names_behind
from app.web.filters import number
from app.web.guards import current_actor, requires
from app.web.reading import read_id, read_member
from app.web.workplace import current_workplace

REACHED_LABELS: Final[Mapping[Reached, object]] = {
    Reached.REGISTERED: _l("Registered"),
    Reached.NOMINATED: _l("Nominated"),
    Reached.CONFERRED: _l("Conferred"),
    Reached.NOT_REACHED: _l("Not reached"),
}
Cell = dict[str, object] | str


def add_to(bp: Blueprint) -> None:
    """Put the pages below the address of the reports."""
    bp.add_url_rule("/registrations", "registrations", page)
    bp.add_url_rule("/registrations/names", "registration_names", names)


@requires(Permission.REPORT_READ)
def page() -> ResponseReturnValue:
    """Count by award, and by unit and award."""
    scope = _scope()
    lines = _in_tree_order(scope, comparison(db.session(), current_actor(), scope))
    return render_template(
        "reports/registrations.html",
        place=current_workplace(),
        award_columns=_columns(_("Award")),
        by_award=_by_award(lines),
        unit_columns=[*_columns(_("Unit"))[:1], {"label": _("Award")}, *_columns("")[1:]],
        by_unit=[_unit_cells(line) for line in lines],
        totals=[_("Total"), *_figures(lines)],
        unit_totals=[_("Total"), "", *_figures(lines)],
        is_empty=not lines,
    )


@requires(Permission.REPORT_READ)
def names() -> ResponseReturnValue:
    """Show the names behind one number."""
    scope = _scope()
    reached = read_member(Reached, request.args.get("reached")) or Reached.REGISTERED
    code = nfc(request.args.get("award", ""))[:20]
    found = names_behind(
        db.session(),
        current_actor(),
        scope,
        reached=reached,
        award_code=code,
        unit_id=read_id(request.args.get("unit")),
        cursor=request.args.get("at"),
    )
    return render_template(
        "reports/registration_names.html",
        place=current_workplace(),
        title=f"{REACHED_LABELS[reached]}: {abbreviation(code)}" if code else str(REACHED_LABELS[reached]),
        rows=[
            {
                "name": row.name,
                "href": url_for("registrations.detail", registration_id=row.registration_id),
                "unit": row.unit_name,
                "award": abbreviation(row.award_code),
                "state": _state(row.is_nominated, row.is_conferred),
            }
            for row in found.items
        ],
        previous_href=_page_href(found.previous_cursor),
        next_href=_page_href(found.next_cursor),
    )


def _scope() -> Scope:
    """Return the register of the top bar; what the actor may not see is left out by the one visibility condition."""
    workplace = current_workplace()
    return Scope(workplace.body_id, workplace.year, workplace.body_path)


def _in_tree_order(scope: Scope, lines: Sequence[ComparisonLine]) -> list[ComparisonLine]:
    """Order units as officers list them, the awards of each in the official order."""
    units = {unit.id: place for place, unit in enumerate(units_within(db.session(), [scope.root]))}
    order = _official_order()
    last = len(units)
    return sorted(lines, key=lambda line: (units.get(line.unit_id, last), order.get(line.award_code, len(order))))


def _official_order() -> dict[str, int]:
    return {code: place for regime in rulebooks().regimes() for place, code in enumerate(regime.awards)}


def _columns(first: str) -> list[dict[str, object]]:
    numbers = [{"label": str(label), "numeric": True} for label in REACHED_LABELS.values()]
    return [{"label": first, "name": True}, *numbers]


def _by_award(lines: Sequence[ComparisonLine]) -> list[list[Cell]]:
    """Return one row for each award, in the official order."""
    grouped: dict[str, list[ComparisonLine]] = defaultdict(list)
    for line in lines:
        grouped[line.award_code].append(line)
    order = _official_order()
    codes = sorted(grouped, key=lambda code: order.get(code, len(order)))
    return [[abbreviation(code), *_figures(grouped[code], award=code)] for code in codes]


def _unit_cells(line: ComparisonLine) -> list[Cell]:
    award = line.award_code
    return [line.unit_name, abbreviation(award), *_figures([line], award=award, unit=str(line.unit_id))]


def _figures(lines: Iterable[ComparisonLine], **narrowed: str) -> list[Cell]:
    """Return the four numbers, each leading to its names."""
    known = list(lines)
    cells: list[Cell] = []
    for reached in Reached:
        count = sum(line.count(reached) for line in known)
        values: dict[str, Any] = {"reached": reached.value, **narrowed}
        cells.append({"text": number(count), "href": url_for("reports.registration_names", **values)} if count else "0")
    return cells


def _state(is_nominated: bool, is_conferred: bool) -> tuple[str, str]:
    if is_conferred:
        return str(REACHED_LABELS[Reached.CONFERRED]), "green"
    return (str(REACHED_LABELS[Reached.NOMINATED]), "blue") if is_nominated else (_("Not nominated"), "grey")


def _page_href(cursor: str | None) -> str | None:
    values: dict[str, Any] = {**request.args.to_dict(), "at": cursor}
    return url_for("reports.registration_names", **values) if cursor else None
