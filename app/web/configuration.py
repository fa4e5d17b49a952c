"""The settings in Flask's own words."""

from datetime import timedelta

from flask import Flask

from app.settings import Environment, Settings
from app.web.rendering import SpokenEnvironment


def apply(app: Flask, settings: Settings) -> None:
    """Configure Flask and its extensions from the typed settings, kept whole under ``app.extensions``."""
    app.extensions["vinhdanh.settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.environment is Environment.TESTING,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # The text of a database error goes to the log: it must quote nobody's identity number and nobody's vote.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        SESSION_COOKIE_NAME="vinhdanh",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # A form left open over lunch must not lose its text; the session bounds it.
        WTF_CSRF_SSL_STRICT=settings.secure_cookies,
        BABEL_DEFAULT_LOCALE="vi",
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        TRAP_BAD_REQUEST_ERRORS=False,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_environment = SpokenEnvironment  # type: ignore[assignment]  # Flask means the class it begins with
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}


def current_settings(app: Flask) -> Settings:
    """Return the typed settings of ``app``."""
    settings = app.extensions["vinhdanh.settings"]
    assert isinstance(settings, Settings)
    return settings
