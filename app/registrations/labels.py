"""Words for registrations."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask_babel import lazy_gettext as _l

from app.awards.labels import abbreviation, language
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award, rulebooks

SUBJECTS: Final[Mapping[Subject, object]] = {
    Subject.INDIVIDUAL: _l("People"),
    Subject.COLLECTIVE: _l("Collectives"),
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "registration.made": _l("Registered"),
    "registration.changed": _l("Registration changed"),
    "registration.withdrawn": _l("Registration withdrawn"),
    "registration_round.opened": _l("Register of the year opened"),
    "registration_round.changed": _l("Register of the year changed"),
}


def award_words(code: str) -> str:
    """Return abbreviation and name of an award of any regime, the newest first."""
    newest_first = reversed(rulebooks().regimes())
    name = next((regime.awards[code].name(language()) for regime in newest_first if code in regime.awards), code)
    return f"{abbreviation(code)}: {name}"


def awards_of(regime_id: str, subject: Subject | None = None) -> Sequence[Award]:
    """Return the awards that can be registered for: those of the set of rules of the register."""
    return rulebooks().awards(regime_id, subject)
