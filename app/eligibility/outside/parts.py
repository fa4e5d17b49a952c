"""The bricks of an input: days, years, texts and the choices of a body, as JSON writes them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.eligibility.choices import DEFAULTS, Choices, LocalBar, LocalQuota, LocalVote
from app.eligibility.enums import VoteBase
from app.eligibility.outside.problems import Place, Problem, unknown
from app.eligibility.rulebook import Localised, Rulebooks
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.vote_rules import parse_quorum

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2100
MANY: Final = 10_000


def _a_day(text: str) -> str:
    """Check that a text is a day that exists; it stays a text until the facts are made."""
    if not DAY.fullmatch(text):
        raise ValueError("must be a day as YYYY-MM-DD, such as 2018-12-20")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"must lie between the years {FIRST_YEAR} and {LAST_YEAR}")
    return text


def _a_quorum(text: str) -> str:
    parse_quorum(text)
    return text


Day = Annotated[str, AfterValidator(_a_day)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Input(BaseModel):
    """A frozen piece of an input that refuses unknown keys and lenient types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class BarInput(Input):
    """A condition that a body asks beyond the law."""

    id: Short
    awards: Annotated[tuple[Short, ...], Field(min_length=1, max_length=100)]
    condition: Condition
    basis: Localised


class QuotaInput(Input):
    """A ceiling of the body."""

    id: Short
    award: Short
    of: Short | None = None
    pct: Percent | None = None
    count: Count | None = None
    basis: Localised


class VoteInput(Input):
    """A voting rule of the body."""

    id: Short
    award: Short | None = None
    min_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    secret: bool | None = None
    base: VoteBase | None = None
    quorum: Annotated[str, AfterValidator(_a_quorum)] | None = None
    basis: Localised


class ChoicesInput(Input):
    """What a body has chosen; left out, the cautious defaults hold."""

    readings: dict[str, str] = {}
    settings: dict[str, bool | int | Decimal | str | None] = {}
    bases: dict[str, Localised] = {}
    bars: Annotated[tuple[BarInput, ...], Field(max_length=100)] = ()
    quotas: Annotated[tuple[QuotaInput, ...], Field(max_length=100)] = ()
    votes: Annotated[tuple[VoteInput, ...], Field(max_length=100)] = ()

    def choices(self) -> Choices:
        """Return the choices in the shape of the rules; without any the very defaults, whose standards stay ready."""
        if not self.model_fields_set:
            return DEFAULTS
        return Choices(
            readings=self.readings,
            settings=self.settings,
            bases=self.bases,
            bars=tuple(
                LocalBar(id=b.id, awards=frozenset(b.awards), condition=b.condition, basis=b.basis) for b in self.bars
            ),
            quotas=tuple(LocalQuota(**dict(quota)) for quota in self.quotas),
            votes=tuple(LocalVote(**dict(vote)) for vote in self.votes),
        )


def day_of(text: str) -> date:
    """Return a day that was checked before."""
    return date.fromisoformat(text)


def known_codes(books: Rulebooks) -> tuple[str, ...]:
    """Return the code of every award of every regime."""
    return tuple(dict.fromkeys(code for regime in books.regimes() for code in regime.awards))


def check_award(books: Rulebooks, regime_id: str, code: str) -> Iterator[Problem]:
    """Yield what is wrong with a regime and an award of it."""
    regimes = [regime.id for regime in books.regimes()]
    if regime_id not in regimes:
        yield Problem(("regime",), unknown("regime", regime_id, regimes))
    elif code not in books.regime(regime_id).awards:
        yield Problem(("award",), unknown(f"award of {regime_id}", code, list(books.regime(regime_id).awards)))


def check_codes(books: Rulebooks, codes: Iterator[tuple[Place, str]]) -> Iterator[Problem]:
    """Yield each code that no regime knows, at its place."""
    known = known_codes(books)
    for place, code in codes:
        if code not in known:
            yield Problem(place, unknown("award code", code, known))
