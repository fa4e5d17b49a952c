"""The number register of a body and year: which numbers are taken, which lie open between them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that no paper here carries, from the first to the last of them."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many numbers lie open."""
        return self.last - self.first + 1


def gaps(taken: Iterable[int]) -> list[Gap]:
    """Return the gaps below the highest number, lowest first.

    >>> gaps([2, 3, 6])
    [Gap(first=1, last=1), Gap(first=4, last=5)]
    """
    found, expected = [], 1
    for number in sorted(set(taken)):
        if number > expected:
            found.append(Gap(expected, number - 1))
        expected = number + 1
    return found
