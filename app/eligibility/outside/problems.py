"""What is wrong with an input, where, and what to do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

Place = tuple[str | int, ...]
LONGEST_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the place of the key in the input, and a sentence that says what to do."""

    place: Place
    message: str

    def __str__(self) -> str:
        """Return the problem in one line: ``conferrals[2].award: ...``."""
        return f"{path_of(self.place)}: {self.message}" if self.place else self.message

    def below(self, *steps: str | int) -> "Problem":
        """Return the problem as seen from further up."""
        return replace(self, place=(*steps, *self.place))


class BadInput(ValueError):
    """An input that cannot be answered; every problem found is told at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def path_of(place: Place) -> str:
    """Return a place as one writes it: ``unit.members[3].discipline[0].severity``."""
    path = ""
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{shown(step)}" if path else shown(step)
    return path


def shown(word: str) -> str:
    """Return a word of the input so that a terminal can show it: plain if it is a usual key, else quoted and cut."""
    return word if word.isidentifier() and len(word) <= LONGEST_WORD else quoted(word)


def quoted(word: str) -> str:
    """Return a word of the input in quotes, its control characters made visible, cut where it is long."""
    return repr(word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 3] + "...")


def unknown(what: str, word: str, known: Sequence[str]) -> str:
    """Say that a word is not known, and which one may have been meant."""
    close = get_close_matches(word[:LONGEST_WORD], known, n=1, cutoff=0.6)
    hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
    return f"{quoted(word)} is no {what}; {hint}"
