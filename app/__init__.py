"""Vinh Danh: the yearly emulation and commendation round of Vietnamese public bodies."""

from flask import Flask

from app import blueprints, cli, schema
from app.core.database import db
from app.extensions import babel, csrf, login_manager, migrate
from app.settings import PROJECT_ROOT, Settings
from app.web import configuration, context, errors, filters, guards, language, security


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings (by default those of the environment)."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, instance_path=str(settings.instance_dir.resolve()))
    configuration.apply(app, settings)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(PROJECT_ROOT / "migrations"), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    babel.init_app(app, locale_selector=language.chosen_locale, timezone_selector=language.timezone)
    security.register(app)
    guards.register(app)
    errors.register(app)
    filters.register(app)
    context.register(app)
    blueprints.register(app)
    cli.register(app)
    return app


__all__ = ["create_app", "schema"]
