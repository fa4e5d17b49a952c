"""Vinh Danh: the yearly emulation and commendation round of Vietnamese public bodies."""

from flask import Flask

from app import blueprints, schema
from app.core.database import db
from app.extensions import babel, csrf, login_manager
from app.settings import Settings
from app.web import configuration, context, errors, filters, guards, language, security


def create_app(settings: Settings | None = None, *, with_commands: bool = True) -> Flask:
    """Build the application from its settings (by default those of the environment).

    A process that only serves does without the commands and what they hold in memory.
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__, instance_path=str(settings.instance_dir.resolve()))
    configuration.apply(app, settings)
    db.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app)
    babel.init_app(app, locale_selector=language.chosen_locale, timezone_selector=language.timezone)
    security.register(app)
    guards.register(app)
    errors.register(app)
    filters.register(app)
    context.register(app)
    blueprints.register(app)
    if with_commands:
        from app import cli  # Late, because migrations and demo data would fill a tenth of a server's memory.

        cli.register(app)
    return app


__all__ = ["create_app", "schema"]
