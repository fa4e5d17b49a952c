"""What every page is compared with: Flask, one indexed query, fifty rows written by Jinja, and nothing else.

No session, no rights, no translation, no layout; the same database, connection pool, server and process as the program.
"""

from typing import Final
from uuid import UUID

from flask import Flask, render_template
from sqlalchemy import Engine, Uuid, column, select, table

ROWS: Final = 50

NOMINATION: Final = table(
    "nomination",
    column("id", Uuid()),
    column("number"),
    column("nominee_name"),
    column("nominee_unit_name"),
    column("award_code"),
    column("status"),
    column("status_at"),
    column("body_id", Uuid()),
    column("year"),
)


def bare_app(engine: Engine, body_id: UUID, year: int) -> Flask:
    """Build an application of one route."""
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    c = NOMINATION.c
    query = (
        select(c.id, c.number, c.nominee_name, c.nominee_unit_name, c.award_code, c.status, c.status_at)
        .where(c.body_id == body_id, c.year == year)
        .order_by(c.number.desc())
        .limit(ROWS)
    )

    @app.get("/")
    def rows() -> str:
        with engine.connect() as connection:
            return render_template("bare.html", rows=connection.execute(query).all())

    return app
