"""The fund of a year: its figures, its lists, its awards, decisions that still need a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.bonuses.labels import LIST_STATUS_LABELS, LIST_STATUS_TONES
from app.bonuses.presenters.words import money
from app.bonuses.queries import AwardSum, FundList, PendingDecision
from app.core.text import short_date
from app.decisions.enums import DecisionStatus
from app.decisions.queries import award_rank
from app.eligibility.enums import Subject
from app.nominations.labels import award_name
from app.web.filters import number

Costs = Mapping[UUID, tuple[int, int]]
"""What each draft costs when signed today, and how many of its lines have no figure."""


@dataclass(frozen=True, slots=True)
class FundFigures:
    """The money of a year."""

    planned: int
    listed: int
    paid: int
    to_recover: int
    recovered: int


@dataclass(frozen=True, slots=True)
class FundRow:
    """A list of the year as the table shows it."""

    title: str
    detail: str
    href: str
    state: object
    tone: str
    decided_on: date
    paid_on: date | None
    listed: str
    paid: str
    to_recover: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A decision without a list."""

    title: str
    detail: str
    href: str
    names: str
    cost: str
    make_href: str | None
    budget_href: str


def fund_figures(lists: Sequence[FundList], costs: Costs) -> FundFigures:
    """Add up the lists of a year, and what the drafts would cost."""
    return FundFigures(
        planned=sum(total for total, _unknown in costs.values()),
        listed=sum(each.listed for each in lists),
        paid=sum(each.paid for each in lists),
        to_recover=sum(each.to_recover for each in lists),
        recovered=sum(each.recovered for each in lists),
    )


def figure_cards(figures: FundFigures) -> list[tuple[str, str, str]]:
    """Return (number, label, note) of each figure."""
    return [
        (number(figures.planned), _("Budget of draft decisions"), _("if signed today, in đồng")),
        (number(figures.listed), _("On bonus lists"), _("awards that stand, and what was paid")),
        (number(figures.paid), _("Paid out"), _("as it was paid")),
        (number(figures.to_recover), _("To be recovered"), _("revoked after payment")),
        (number(figures.recovered), _("Recovered"), _("paid back to the fund")),
    ]


def fund_rows(lists: Sequence[FundList]) -> list[FundRow]:
    """Return the lists of a year."""
    return [
        FundRow(
            title=each.decision_number,
            detail=each.decision_title,
            href=url_for("bonuses.detail", list_id=each.id),
            state=LIST_STATUS_LABELS[each.status],
            tone=LIST_STATUS_TONES[each.status],
            decided_on=each.decided_on,
            paid_on=each.paid_on,
            listed=number(each.listed),
            paid=number(each.paid),
            to_recover=number(each.to_recover),
        )
        for each in lists
    ]


def in_catalogue_order(sums: Sequence[AwardSum]) -> list[AwardSum]:
    """Return the awards of a year, collectives first, each in its place of the catalogue."""
    return sorted(
        sums,
        key=lambda each: (
            each.subject is Subject.INDIVIDUAL,
            award_rank(each.regime_id, each.award_code),
            each.regime_id,
            each.award_code,
        ),
    )


def award_rows(sums: Sequence[AwardSum]) -> list[list[object]]:
    """Return a row of numbers for each award."""
    return [
        [
            award_name(each.regime_id, each.award_code),
            number(each.lines),
            number(each.listed),
            number(each.paid),
            number(each.to_recover),
        ]
        for each in in_catalogue_order(sums)
    ]


def totals(sums: Sequence[AwardSum]) -> list[object]:
    """Return the row of sums below the awards."""
    return [
        _("Total"),
        *(number(sum(getattr(each, name) for each in sums)) for name in ("lines", "listed", "paid", "to_recover")),
    ]


def waiting_rows(pending: Sequence[PendingDecision], costs: Costs, *, may_prepare: bool) -> list[WaitingRow]:
    """Return the decisions that confer awards and have no list."""
    return [_waiting(each, costs, may_prepare=may_prepare) for each in pending]


def _waiting(each: PendingDecision, costs: Costs, *, may_prepare: bool) -> WaitingRow:
    is_draft = each.status is DecisionStatus.DRAFT
    total, unknown = costs.get(each.id, (0, 0))
    cost = money(total) if is_draft else ""
    if is_draft and unknown:
        cost = " ".join((cost, ngettext("(%(num)s without a figure)", "(%(num)s without a figure)", unknown)))
    detail = _("Draft decision") if is_draft else f"{each.full_number}, {short_date(each.signed_on or date.min)}"
    return WaitingRow(
        title=each.title,
        detail=detail,
        href=url_for("decisions.detail", decision_id=each.id),
        names=number(each.names),
        cost=cost,
        make_href=url_for("bonuses.make", decision_id=each.id) if may_prepare and not is_draft else None,
        budget_href=url_for("bonuses.budget", decision_id=each.id),
    )
