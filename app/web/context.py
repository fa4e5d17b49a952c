"""What every page knows without being told: who, where, in which language and theme."""

from typing import Any

from flask import Flask, current_app, request, session
from flask_babel import get_locale

from app.core.database import db
from app.core.installation import fact
from app.web import navigation
from app.web.addresses import address
from app.web.assets import static_urls
from app.web.guards import signed_in_user
from app.web.language import LANGUAGES
from app.web.workplace import workplace_of


def register(app: Flask) -> None:
    """Add the page context to the templates of ``app``."""
    app.context_processor(_page_context)
    app.jinja_env.globals.update(static_url=static_urls(app), get_locale=get_locale)


def _page_context() -> dict[str, Any]:  # Any: names of a template
    user = signed_in_user()
    actor = user.actor if user else None
    return {
        "actor": actor,
        "navigation": navigation.links(actor, navigation.PLACES) if actor else [],
        "more_places": navigation.links(actor, navigation.MORE) if actor else [],
        "workplace": workplace_of(actor) if actor else None,
        "theme": user.theme if user else session.get("theme", "auto"),
        "is_demo": _is_demo(),
        "languages": LANGUAGES,
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
        "search_url": address("search.results") if actor and "search.results" in current_app.view_functions else None,
    }


def _is_demo() -> bool:
    """Say whether this installation holds demo data; asked once per process, the answer never turns back."""
    known = current_app.extensions.get("vinhdanh.is_demo")
    if known is None:
        known = current_app.extensions["vinhdanh.is_demo"] = fact(db.session(), "demo") is not None
    return bool(known)
