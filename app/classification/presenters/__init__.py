"""Classifications as pages show them."""

from app.classification.presenters.checks import CheckLine, check_lines, check_summary
from app.classification.presenters.lists import (
    CountTable,
    Totals,
    collectives,
    count_columns,
    decided_words,
    group_name,
    in_order,
    level_bars,
    level_name,
    level_tone,
    lock_history,
    people_by_group,
    people_by_unit,
    person_detail,
    share,
    totals,
)
from app.classification.presenters.meters import MeterLine, MeterView, meter_views
from app.classification.presenters.papers import annex_parts, annex_reference, annex_units
from app.classification.presenters.sheets import Deadline, SheetRow, deadline_words, newest_day, points_text, sheet_rows
from app.classification.presenters.waiting import AgainstLine, WaitingUnit, against_lines, waiting_units

__all__ = [
    "AgainstLine",
    "CheckLine",
    "CountTable",
    "Deadline",
    "MeterLine",
    "MeterView",
    "SheetRow",
    "Totals",
    "WaitingUnit",
    "against_lines",
    "annex_parts",
    "annex_reference",
    "annex_units",
    "check_lines",
    "check_summary",
    "collectives",
    "count_columns",
    "deadline_words",
    "decided_words",
    "group_name",
    "in_order",
    "level_bars",
    "level_name",
    "level_tone",
    "lock_history",
    "meter_views",
    "newest_day",
    "people_by_group",
    "people_by_unit",
    "person_detail",
    "points_text",
    "share",
    "sheet_rows",
    "totals",
    "waiting_units",
]
