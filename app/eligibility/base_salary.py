"""The base salary in force on a day, on which every bonus is computed."""

import csv
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from app.eligibility.enums import Confidence
from app.eligibility.rulebook.errors import Fault, RulebookError, UnknownRule

FILE: Final = Path(__file__).parent / "rulebooks" / "base_salary.csv"


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """An amount, from when it holds, and the decree that set it."""

    effective_from: date
    amount_vnd: int
    legal_basis: str
    confidence: Confidence


def base_salary_on(day: date) -> BaseSalary:
    """Return the base salary in force on a day."""
    steps = base_salaries()
    position = bisect_right([step.effective_from for step in steps], day)
    if position == 0:
        raise UnknownRule(f"no base salary is on record for {day.isoformat()}")
    return steps[position - 1]


@cache
def base_salaries() -> tuple[BaseSalary, ...]:
    """Return every step, oldest first, read once."""
    return load_base_salaries(FILE)


def load_base_salaries(path: Path) -> tuple[BaseSalary, ...]:
    """Read the steps from a file, or raise a RulebookError with its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    skipped = sum(1 for line in lines if line.startswith("#"))
    reader = csv.DictReader(line for line in lines if not line.startswith("#"))
    steps: list[BaseSalary] = []
    for row in reader:
        try:
            step = BaseSalary(
                effective_from=date.fromisoformat(row["effective_from"]),
                amount_vnd=int(row["amount_vnd"]),
                legal_basis=row["legal_basis"],
                confidence=Confidence(row["confidence"]),
            )
        except (KeyError, ValueError) as error:
            raise RulebookError([Fault(path.name, skipped + reader.line_num, "", str(error))]) from error
        if steps and step.effective_from <= steps[-1].effective_from:
            raise RulebookError([Fault(path.name, skipped + reader.line_num, "effective_from", "not in order")])
        steps.append(step)
    return tuple(steps)
