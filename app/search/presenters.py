"""The results as the page shows them: three short tables, each with the way to its whole list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from app.core.access import Actor, Permission
from app.core.text import short_date
from app.nominations.labels import STATUS_LABELS, STATUS_TONES, award_name
from app.organisation.labels import KIND_LABELS
from app.organisation.queries import PersonRow, UnitRow
from app.search.queries import SHOWN, Found, Results


@dataclass(frozen=True, slots=True)
class Section:
    """The results of one kind."""

    title: str
    count: str
    columns: list[dict[str, Any]]
    rows: list[list[Any]]
    all_label: str
    all_href: str | None


def sections(found: Results, text: str, actor: Actor) -> list[Section]:
    """Return the sections that hold anything."""
    made = (_people(found.people, text, actor), _units(found.units, actor), _nominations(found.nominations, text))
    return [section for section in made if section.rows]


def _people(people: Sequence[PersonRow], text: str, actor: Actor) -> Section:
    rows: list[list[Any]] = [
        [
            {"text": row.full_name, "href": url_for("organisation.person", person_id=row.id)},
            row.post,
            row.unit_name,
            short_date(row.birth_on) if row.birth_on else "",
        ]
        for row in people[:SHOWN]
    ]
    columns = [_("Full name"), _("Post"), _("Unit"), _("Born")]
    href = url_for("organisation.people", q=text, presence="all") if actor.may(Permission.ORGANISATION_READ) else None
    return _section(_("People"), columns, rows, len(people), _("Show all people found"), href)


def _units(units: Sequence[UnitRow], actor: Actor) -> Section:
    rows: list[list[Any]] = [
        [
            {"text": row.name, "href": url_for("organisation.unit", unit_id=row.id)},
            row.code,
            str(KIND_LABELS[row.kind]),
        ]
        for row in units[:SHOWN]
    ]
    href = url_for("organisation.tree") if actor.may(Permission.ORGANISATION_READ) else None
    return _section(_("Units"), [_("Unit"), _("Code"), _("Kind")], rows, len(units), _("Open the organisation"), href)


def _nominations(found: Sequence[Found], text: str) -> Section:
    detail = "nominations.detail" in current_app.view_functions
    rows: list[list[Any]] = [
        [
            {
                "text": row.nominee_name,
                "href": url_for("nominations.detail", nomination_id=row.id) if detail else None,
                "detail": row.nominee_unit_name,
            },
            award_name(row.regime_id, row.award_code),
            f"{row.number}/{row.year}",
            {"label": str(STATUS_LABELS[row.status]), "tone": STATUS_TONES[row.status]},
        ]
        for row in found[:SHOWN]
    ]
    columns = [_("Nominee"), _("Award"), _("Number"), _("State")]
    href = url_for("nominations.list_page", q=text) if detail else None
    return _section(_("Nominations"), columns, rows, len(found), _("Show all nominations found this year"), href)


def _section(
    title: str, columns: list[str], rows: list[list[Any]], found: int, all_label: str, href: str | None
) -> Section:
    count = _("the first %(count)s", count=SHOWN) if found > SHOWN else str(found)
    heads: list[dict[str, Any]] = [{"label": label, "name": index == 0} for index, label in enumerate(columns)]
    return Section(title, count, heads, rows, all_label, href if found > SHOWN else None)
