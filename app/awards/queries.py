"""The catalogue of a regime, narrowed by what the reader looks for."""

from app.core.errors import NotFound
from app.core.text import fold
from app.eligibility.enums import AuthorityLevel, Subject
from app.eligibility.rulebook import Award, Regime, UnknownRule, rulebooks


def regime_named(regime_id: str) -> Regime:
    """Return a regime, or raise NotFound."""
    try:
        return rulebooks().regime(regime_id)
    except UnknownRule as error:
        raise NotFound(str(error)) from error


def award_named(regime_id: str, code: str) -> Award:
    """Return an award of a regime, or raise NotFound."""
    try:
        return rulebooks().award(regime_id, code)
    except UnknownRule as error:
        raise NotFound(str(error)) from error


def regime_of_year(year: int) -> Regime:
    """Return the regime that a campaign of this year would follow by default."""
    return rulebooks().regime(rulebooks().choose_regime(year).regime_id)


def awards_matching(
    regime: Regime, *, subject: Subject | None = None, authority: AuthorityLevel | None = None, words: str = ""
) -> list[Award]:
    """Return the awards in the official order whose code, names or abbreviation hold every word."""
    wanted = fold(words).split()
    found = rulebooks().awards(regime.id, subject, authority)
    return [award for award in found if all(word in _searched(award) for word in wanted)]


def _searched(award: Award) -> str:
    return fold(" ".join((award.code, award.name_vi, award.name_en, award.abbreviation)))
