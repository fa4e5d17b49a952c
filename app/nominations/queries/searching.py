"""How a search finds its files. A word that is looked for meets the beginnings of words.

Words are counted first, none beyond what a list counts. When one is rare, its files are looked up, and the other words
are compared with their texts only. When all are common, the list reads texts from the newest file on: it soon is full.
"""

from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.nominations.queries.narrowing import Filters, values_of, with_word

AFTER_ALL: Final = "\U0010ffff"
"""Sorts behind every letter: a word and this bound all the words that begin with it."""


class Asked(NamedTuple):
    """The conditions that narrow a list, the values they are told, and whether they are known to find "more than"."""

    names: tuple[str, ...]
    values: dict[str, Any]
    finds_many: bool


def asked_of(session: Session, filters: Filters, up_to: int) -> Asked:
    """Return how to ask for what the filters name; a search costs one question more, whatever it looks for.

    ``up_to``: what a list counts; a word of more files is common.
    """
    values = values_of(filters)
    if not filters.words:
        return Asked(tuple(values), values, False)
    bounds = {f"start_{number}": word.strip() for number, word in enumerate(filters.words)}
    ends = {f"end_{number}": word.strip() + AFTER_ALL for number, word in enumerate(filters.words)}
    place = {"body_id": filters.body_id, "year": filters.year}
    found = session.connection().execute(_counts(len(filters.words), up_to), {**place, **bounds, **ends}).one()
    fewest = min(found)
    if fewest > up_to:
        return Asked(tuple(values), values, values.keys() == {"body_id", "year", "word_0"})
    rarest = found.index(fewest)
    del values[f"word_{rarest}"]
    names = (*values, "looked_up")
    return Asked(
        names, values | {"looked_up": bounds[f"start_{rarest}"], "looked_up_end": ends[f"end_{rarest}"]}, False
    )


@cache
def _counts(words: int, up_to: int) -> Select[*tuple[Any, ...]]:  # Any: one number for each word
    """Return how many files have each word, or one more than ``up_to``."""
    numbers = (with_word(f"start_{word}", f"end_{word}").distinct().limit(up_to + 1) for word in range(words))
    return select(*(select(func.count()).select_from(each.subquery()).scalar_subquery() for each in numbers))
