"""Which language a page speaks: the user's choice, then the browser's, then Vietnamese."""

from typing import Final

from babel.support import NullTranslations
from flask import g, has_request_context, request, session
from flask_babel import Domain

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


class HouseDomain(Domain):
    """Our one catalogue, found by the language of the page in one step: a long page asks for a hundred words."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        locale = getattr(g.get("_flask_babel"), "babel_locale", None)
        if locale is None:
            return super().get_translations()
        found = self._known.get(locale.language)
        if found is None:
            found = self._known[locale.language] = super().get_translations()
        return found
