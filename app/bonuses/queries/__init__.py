"""Every select over bonus lists, their lines and the fund of a year."""

from app.bonuses.models import BonusLine, BonusList
from app.bonuses.queries.fund import (
    AwardSum,
    FundList,
    PendingDecision,
    award_sums,
    count_paid_by_others,
    fund_years,
    lists_of_year,
    pending_decisions,
    sums_of_decision,
)
from app.bonuses.queries.lists import LineRow, ListSheet, lines_of, list_of_decision, list_sheet
from app.bonuses.queries.recipients import AwardedName, Plan, awards_of_drafts, plan_of
from app.bonuses.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "AwardSum",
    "AwardedName",
    "BonusLine",
    "BonusList",
    "FundList",
    "LineRow",
    "ListSheet",
    "PendingDecision",
    "Plan",
    "award_sums",
    "awards_of_drafts",
    "count_paid_by_others",
    "fund_years",
    "lines_of",
    "list_of_decision",
    "list_sheet",
    "lists_of_year",
    "pending_decisions",
    "plan_of",
    "sums_of_decision",
]
