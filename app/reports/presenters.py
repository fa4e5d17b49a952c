"""The year-end page: lines with a link behind every number."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.campaigns.enums import CampaignKind
from app.campaigns.labels import KIND_LABELS
from app.eligibility.enums import Subject
from app.nominations.labels import award_abbreviation
from app.reports.figures import AwardFigure, ClassificationFigure, Measure, YearEnd


@dataclass(frozen=True, slots=True)
class Number:
    """A count and the address of its names; none behind a zero."""

    value: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One award as the table shows it."""

    name: str
    detail: str
    subject: str
    where: str
    numbers: list[Number]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of yearly campaigns, or of the others, with totals."""

    title: str
    lines: list[Line]
    totals: list[int]
    note: str
    """Why a line may not add up; empty where every line does."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One classification level with its share."""

    subject: str
    level: str
    count: int
    percent: str


def award_tables(report: YearEnd, language: str) -> list[Table]:
    """Return the two tables of awards; a kind of campaign without any is left out."""
    titles = ((True, _("Yearly campaign")), (False, _("Thematic and sudden campaigns")))
    tables = []
    for yearly, title in titles:
        lines = report.of_kinds(yearly)
        if lines:
            totals = [sum(line.count(measure) for line in lines) for measure in Measure]
            tables.append(Table(title, [_line(line, report, language) for line in lines], totals, _note(lines)))
    return tables


def _note(lines: Sequence[AwardFigure]) -> str:
    fallen = sum(line.fallen for line in lines)
    if not fallen:
        return ""
    return ngettext(
        "%(num)s endorsed file stands in no later column: the head did not approve it, or the award was revoked.",
        "%(num)s endorsed files stand in no later column: the head did not approve them, or the award was revoked.",
        fallen,
    )


def _line(line: AwardFigure, report: YearEnd, language: str) -> Line:
    kind = line.kind
    where = _("here") if kind.to is None else _("proposed to %(name)s", name=kind.to.name)
    numbers = [Number(line.count(measure), _names_of(line, report, measure)) for measure in Measure]
    detail = str(KIND_LABELS[kind.campaign_kind])
    if kind.campaign_kind is CampaignKind.YEARLY:
        detail = award_abbreviation(kind.regime_id, kind.code)
    return Line(line.name(language), detail, subject_label(kind.subject), where, numbers)


def _names_of(line: AwardFigure, report: YearEnd, measure: Measure) -> str | None:
    if not line.count(measure):
        return None
    kind = line.kind
    return url_for(
        "reports.names",
        unit=report.unit.code,
        year=report.year,
        measure=measure.value,
        award=kind.code,
        subject=kind.subject.value,
        channel=kind.channel.value,
        to=kind.to.code if kind.to else None,
        campaign=kind.campaign_kind.value,
    )


def subject_label(subject: Subject) -> str:
    """Return "collectives" or "individuals" in the language of the page."""
    return _("collectives") if subject is Subject.COLLECTIVE else _("individuals")


def level_lines(figures: list[ClassificationFigure], names: dict[str, str], decimal_mark: str) -> list[LevelLine]:
    """Return the classification with per cent of each kind of subject, to one decimal."""
    totals = {subject: sum(line.count for line in figures if line.subject is subject) for subject in Subject}
    return [
        LevelLine(
            subject_label(line.subject),
            names[line.level],
            line.count,
            f"{line.count * 100 / totals[line.subject]:.1f}".replace(".", decimal_mark) + " %",
        )
        for line in figures
    ]
