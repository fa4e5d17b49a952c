"""``flask report year-end``: the year of a unit on the terminal, as JSON or as a workbook."""

import json
import sys

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.core.database import db
from app.organisation.queries import Unit, unit_by_code
from app.reports import export, queries

command = AppGroup("report", help="Figures from the console.")


@command.command("year-end")
@click.option("--year", type=click.IntRange(1990, 2100), required=True)
@click.option("--unit", "code", help="Code of the unit; by default the highest body.")
@click.option("--format", "form", type=click.Choice(["text", "json", "xlsx"]), default="text", show_default=True)
def year_end(year: int, code: str | None, form: str) -> None:
    """Print the year-end summary; XLSX goes to standard output as bytes."""
    unit = _unit(code)
    report = queries.year_end_figures(db.session(), None, unit, year)
    if form == "json":
        click.echo(json.dumps(export.as_json(report), ensure_ascii=False, indent=2))
    elif form == "xlsx":
        sys.stdout.buffer.write(export.as_workbook(report, queries.all_names(db.session(), None, unit, year)))
    else:
        click.echo(export.as_text(report), nl=False)


def _unit(code: str | None) -> Unit:
    bodies = select(Unit).where(Unit.body_id == Unit.id).order_by(func.length(Unit.path), Unit.name)
    unit = unit_by_code(db.session(), code) if code else db.session.scalars(bodies).first()
    if unit is None:
        raise click.ClickException(f"there is no unit with code {code}" if code else "there is no body yet")
    return unit
