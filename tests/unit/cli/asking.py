"""Cases to ask about, and how an answer or a refusal is taken apart."""

import json
from collections.abc import Callable
from typing import Any

from click.testing import Result

PERSON: dict[str, Any] = {
    "regime": "r2018",
    "award": "CSTDCS",
    "year": 2018,
    "person": {"joined_on": "2010-09-01"},
    "classifications": [{"year": 2018, "level": "HTTNV"}],
    "initiatives": [{"id": "SK1", "year": 2018, "level": "grassroots"}],
    "confirmed": ["qualitative", "registered_for_emulation"],
}
UNIT: dict[str, Any] = {"regime": "r2024", "award": "TTLDTT", "year": 2025, "unit": {"members": []}}
QUOTA: dict[str, Any] = {
    "regime": "r2018",
    "award": "CSTDCS",
    "counts": {"chosen": {"CSTDCS": 13}, "recognised": {"LDTT": 84}},
}
EXCELLENT: dict[str, Any] = {"scheme": "nd335_2025", "levels": {"HTXSNV": 1, "HTTNV": 5}}
BONUS: dict[str, Any] = {"regime": "r2024", "awards": [{"award": "LDTT", "decided_on": "2026-12-20"}]}
VOTE: dict[str, Any] = {"regime": "r2018", "award": "CSTDT", "members": 10, "present": 10, "for": 9}

Ask = Callable[..., Result]


def answer(result: Result) -> Any:  # any JSON data
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def refusal(result: Result) -> list[str]:
    """Return the problems told, each without the name of the input."""
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert all(": " in line for line in lines)
    return [line.partition(": ")[2] for line in lines]
