"""Awards, days and spans in words."""

from datetime import date

from flask_babel import gettext as _

from app.awards.labels import language
from app.core.text import short_date
from app.eligibility.rulebook import UnknownRule, rulebooks


def award_words(regime_id: str, code: str) -> str:
    """Return the official name of an award in the language of the page, without the remark on its subject."""
    try:
        return rulebooks().award(regime_id, code).name(language()).split(" (")[0]
    except UnknownRule:
        return code


def decision_words(number: str, day: date | None, by: str) -> str:
    """Return number, day and author of a decision in one line, as far as they are known."""
    parts = [
        _("decision %(number)s", number=number) if number else "",
        _("of %(day)s", day=short_date(day)) if day else "",
        by,
    ]
    return ", ".join(part for part in (" ".join(part for part in parts[:2] if part), parts[2]) if part)


def span_words(first: date, last: date | None) -> str:
    """Return from when to when something was."""
    if last is None:
        return _("since %(day)s", day=short_date(first))
    return _("%(first)s to %(last)s", first=short_date(first), last=short_date(last))
