"""Which language a page speaks: the user's choice, then the browser's, then Vietnamese."""

from typing import Final

from flask import has_request_context, request, session

LANGUAGES: Final = ("vi", "en")
TIMEZONE: Final = "Asia/Ho_Chi_Minh"


def chosen_locale() -> str:
    """Return ``vi`` or ``en`` for this request; a command speaks Vietnamese."""
    if not has_request_context():
        return LANGUAGES[0]
    wanted = session.get("language")
    if wanted in LANGUAGES:
        return str(wanted)
    return request.accept_languages.best_match(LANGUAGES) or "vi"


def timezone() -> str:
    """Return the zone in which moments are shown."""
    return TIMEZONE
