"""The ceiling on excellent people as meters: a bar, the same in words, and what a script needs to follow along."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import get_locale
from flask_babel import gettext as _

from app.classification.rules.schemes import scheme_by_id
from app.eligibility.excellent import ExcellentLine, ExcellentMeter
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.filters import number


@dataclass(frozen=True, slots=True)
class MeterLine:
    """One ceiling; ``group`` is empty for the whole body."""

    group: str
    label: str
    used: int
    base: int
    ceiling: int
    text: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class MeterView:
    """The ceilings of one scheme."""

    scheme_id: str
    title: str
    pct: int
    rounding: str
    with_excellent: bool
    """The base counts the excellent too."""
    citation: str
    is_sure: bool
    lines: list[MeterLine]
    is_over: bool


def meter_views(meters: Iterable[ExcellentMeter]) -> list[MeterView]:
    """Return every scheme that has a ceiling."""
    return [_view(meter) for meter in meters if meter.pct is not None]


def _view(meter: ExcellentMeter) -> MeterView:
    scheme = scheme_by_id(meter.scheme_id)
    assert meter.pct is not None
    return MeterView(
        scheme_id=meter.scheme_id,
        title=_("Excellent people by %(decree)s", decree=scheme.name if scheme else meter.scheme_id),
        pct=meter.pct,
        rounding=meter.rounding,
        with_excellent=meter.base_levels == "that_level_and_above",
        citation=meter.citation.in_language(str(get_locale())),
        is_sure=not meter.must_confirm,
        lines=[_line(line, meter.pct) for line in (meter.agency, *meter.groups)],
        is_over=meter.over_by > 0,
    )


def _line(line: ExcellentLine, pct: int) -> MeterLine:
    ceiling = line.ceiling or 0
    label = str(STAFF_GROUP_LABELS[StaffGroup(line.group)]) if line.group else _("The whole body")
    return MeterLine(
        group=line.group or "",
        label=label,
        used=line.used,
        base=line.base,
        ceiling=ceiling,
        text=_(
            "%(used)s of at most %(ceiling)s (%(pct)s %% of %(base)s at HTTNV)",
            used=number(line.used),
            ceiling=number(ceiling),
            pct=pct,
            base=number(line.base),
        ),
        is_over=line.over_by > 0,
    )
