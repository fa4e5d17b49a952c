"""Headings of the report."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.reports.figures import Measure

MEASURE_LABELS: Final[Mapping[Measure, LazyString]] = {
    Measure.NOMINATED: _l("Nominated"),
    Measure.ENDORSED: _l("Endorsed by the council"),
    Measure.CONFERRED: _l("Conferred"),
    Measure.PENDING: _l("Pending"),
    Measure.DECLINED: _l("Declined"),
}
