"""The year-end page, the names behind its numbers, and its workbook."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.campaigns.enums import CampaignKind
from app.campaigns.labels import KIND_LABELS
from app.classification.labels import LEVEL_LABELS
from app.core.access import Permission
from app.core.database import db
from app.core.errors import NotFound
from app.core.text import nfc
from app.eligibility.enums import Subject
from app.leadership_review.queries import award_result
from app.nominations.enums import Channel
from app.nominations.labels import STATUS_LABELS, STATUS_TONES, award_name
from app.organisation.queries import Unit, unit_by_code
from app.reports import export, narrative, policy, presenters, queries, registration_comparison
from app.reports.figures import Measure
from app.reports.labels import MEASURE_LABELS
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires
from app.web.reading import read_member
from app.web.workplace import current_workplace

bp = Blueprint("reports", __name__, url_prefix="/reports")
registration_comparison.add_to(bp)

# The leadership review stands lower and asks here for the paragraph on the year's awards.
award_result.register(
    lambda session, actor, body, year: [narrative.vietnamese(queries.year_end_figures(session, actor, body, year))]
)


@bp.get("/year-end")
@requires(Permission.REPORT_READ)
def year_end_page() -> ResponseReturnValue:
    actor, session, (unit, year) = current_actor(), db.session(), _chosen()
    report = queries.year_end_figures(session, actor, unit, year)
    language = str(get_locale())
    levels = {level.value: str(label) for level, label in LEVEL_LABELS.items()}
    return render_template(
        "reports/year_end.html",
        report=report,
        unit=unit,
        year=year,
        years=_years(year),
        units=queries.unit_choices(session, actor.paths(Permission.REPORT_READ), current_workplace().body_path),
        tables=presenters.award_tables(report, language),
        measures=list(MEASURE_LABELS.values()),
        levels=presenters.level_lines(list(report.classification), levels, "," if language == "vi" else "."),
        paragraphs=[("vi", narrative.vietnamese(report)), ("en", narrative.english(report))],
    )


@bp.get("/year-end/names")
@requires(Permission.REPORT_READ)
def names() -> ResponseReturnValue:
    unit, year = _chosen()
    narrowed = queries.NameFilter(
        measure=read_member(Measure, request.args.get("measure")) or Measure.NOMINATED,
        code=request.args.get("award") or None,
        subject=read_member(Subject, request.args.get("subject")),
        channel=read_member(Channel, request.args.get("channel")),
        to_code=request.args.get("to") or None,
        campaign_kind=read_member(CampaignKind, request.args.get("campaign")),
    )
    page = queries.names_page(db.session(), current_actor(), unit, year, narrowed, cursor=request.args.get("at"))
    return render_template(
        "reports/names.html",
        page=page,
        unit=unit,
        year=year,
        measure=MEASURE_LABELS[narrowed.measure],
        kind=KIND_LABELS.get(narrowed.campaign_kind) if narrowed.campaign_kind else None,
        award_name=award_name,
        states=STATUS_LABELS,
        tones=STATUS_TONES,
    )


@bp.get("/year-end.xlsx")
@requires(Permission.REPORT_READ)
def workbook() -> ResponseReturnValue:
    actor, session, (unit, year) = current_actor(), db.session(), _chosen()
    report = queries.year_end_figures(session, actor, unit, year)
    content = export.as_workbook(report, queries.all_names(session, actor, unit, year))
    name = f"tong-ket-{unit.code.lower()}-{year}.xlsx"
    return workbook_answer(content, name)


def _chosen() -> tuple[Unit, int]:
    """Return the unit and year asked for, by default those of the top bar; raises NotFound out of reach."""
    workplace, actor, session = current_workplace(), current_actor(), db.session()
    code = nfc(request.args.get("unit", ""))[:40]
    unit = unit_by_code(session, code) if code else _home_unit(workplace.body_path)
    if unit is None or not policy.may_read(actor, unit.path):
        raise NotFound
    asked = request.args.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else workplace.year
    year = year if 1990 <= year <= 2100 else workplace.year
    return unit, year


def _home_unit(body_path: str) -> Unit | None:
    """Return the body of the top bar, or the first unit in it whose report the actor may read."""
    roots = current_actor().paths(Permission.REPORT_READ)
    if any(body_path.startswith(root) for root in roots):
        return unit_by_code(db.session(), body_path.rstrip(".").rpartition(".")[2])
    inside = sorted(root for root in roots if root.startswith(body_path))
    return unit_by_code(db.session(), inside[0].rstrip(".").rpartition(".")[2]) if inside else None


def _years(year: int) -> list[int]:
    this = max(current_workplace().year, year)
    return list(range(this + 1, min(this - 10, year - 1), -1))
