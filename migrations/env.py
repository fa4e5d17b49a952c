"""How Alembic reaches the application's one database; run through ``flask db``."""

from alembic import context
from flask import current_app

from app.core.database import UtcDateTime, db
from app.schema import metadata

config = context.config


def run() -> None:
    """Migrate on a connection handed in by the caller (tests), else on the application's own."""
    given = config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    with db.engine.connect() as connection:
        _migrate(connection)
        connection.commit()


def _migrate(connection) -> None:
    arguments = dict(current_app.extensions["migrate"].configure_args)
    context.configure(connection=connection, target_metadata=metadata, render_item=_plain_types, **arguments)
    with context.begin_transaction():
        context.run_migrations()


def _plain_types(kind, item, _autogen_context):
    """Write our own column types as the plain ones they store: a revision never imports the application."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: run them online.")
run()
