"""What can go wrong in the trade; only ``app.web.errors`` knows status codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class DomainError(Exception):
    """Any refusal that a person can be told about."""


class NotAllowed(DomainError):
    """The actor may see the record but may not do this."""


class NotFound(DomainError):
    """There is no such record, or the actor may not know of it."""


class Conflict(DomainError):
    """Somebody or something else was there first."""


class TransitionError(Conflict):
    """The record's state does not allow this act."""


class StaleVersion(Conflict):
    """The record changed since the form was opened."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: the form field it belongs to (or none) and a translatable message."""

    message: object  # str or lazy string: anything whose str() is the sentence to show
    field: str | None = None


class RuleBroken(DomainError):
    """One or more rules of the trade refuse the act; views show them beside the fields."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: Sequence[Problem] = problems
        super().__init__("; ".join(str(problem.message) for problem in problems))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise one RuleBroken with all problems, if there are any."""
    found = tuple(problems)
    if found:
        raise RuleBroken(*found)


class HasVersion(Protocol):
    """A record with an optimistic version number."""

    @property
    def version(self) -> int: ...


def check_version(record: HasVersion, expected: int) -> None:
    """Refuse an act based on an older text of ``record``; raises StaleVersion."""
    if record.version != expected:
        raise StaleVersion
