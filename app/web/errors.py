"""Error type to status and page: the only file that knows both. Each page says what to do next."""

import logging

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from app.core.database import db
from app.core.errors import Conflict, NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError

log = logging.getLogger(__name__)

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429})


def register(app: Flask) -> None:
    """Answer every refusal and failure of ``app`` with a page."""
    app.register_error_handler(NotAllowed, lambda _error: _page(403))
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(NoResultFound, lambda _error: _page(404))
    app.register_error_handler(StaleVersion, lambda _error: _page(409, stale=True))
    app.register_error_handler(TransitionError, lambda _error: _page(409, moved_on=True))
    app.register_error_handler(Conflict, lambda _error: _page(409))
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(CSRFError, lambda _error: _page(400, form_expired=True))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failure)


def _page(status: int, **facts: object) -> ResponseReturnValue:
    db.session.rollback()
    return render_template(f"errors/{status}.html", **facts), status


def _rule_broken(error: RuleBroken) -> ResponseReturnValue:
    """A refused act of a page without a form to fill: say the reasons and lead back."""
    db.session.rollback()
    return render_template("errors/rules.html", problems=[str(p.message) for p in error.problems]), 422


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status in PAGES:
        return _page(status)
    return error if status < 500 else _failure(error)


def _failure(error: Exception) -> ResponseReturnValue:
    """Answer without the page context, which would ask the database and the account."""
    log.error("unhandled failure at %s", request.endpoint, exc_info=error)
    return current_app.jinja_env.get_template("errors/500.html").render(), 500
