"""How a broken rulebook, or a question it cannot answer, is told."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a rulebook file: where, at which key, and what."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """Return the fault in one line, as an editor can jump to."""
        return f"{self.file}, line {self.line}, {self.key or '(whole file)'}: {self.message}"


class RulebookError(ValueError):
    """A rulebook file that must not be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults and print one per line."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UnknownRule(LookupError):
    """A regime, award, reading or setting that no rulebook names."""
