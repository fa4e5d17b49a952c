"""Which years can be looked at."""

from typing import Final

FIRST_YEAR: Final = 2015


def years(today_year: int) -> range:
    """Return the years that can be chosen, the newest first."""
    return range(today_year + 1, FIRST_YEAR - 1, -1)


def chosen_year(text: str, today_year: int) -> int | None:
    """Return the year typed, None when it cannot be chosen."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        return None
    return int(text) if int(text) in years(today_year) else None
