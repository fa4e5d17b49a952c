"""Types of the part of Flask-Babel that we use; the library ships none."""

from collections.abc import Callable
from typing import Any

from babel import Locale
from flask import Flask

from flask_babel.speaklater import LazyString as LazyString

class Babel:
    def __init__(self, app: Flask | None = None, **options: Any) -> None: ...
    def init_app(
        self,
        app: Flask,
        *,
        locale_selector: Callable[[], str | None] | None = None,
        timezone_selector: Callable[[], str | None] | None = None,
        **options: Any,
    ) -> None: ...

def gettext(string: str, **variables: Any) -> str: ...
def ngettext(singular: str, plural: str, num: int, **variables: Any) -> str: ...
def lazy_gettext(string: str, **variables: Any) -> LazyString: ...
def lazy_ngettext(singular: str, plural: str, num: int, **variables: Any) -> LazyString: ...
def get_locale() -> Locale | None: ...
def force_locale(locale: str) -> Any: ...
