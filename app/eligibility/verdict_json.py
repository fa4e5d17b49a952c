"""Facts, choices and verdicts as plain JSON data, and back without loss: a verdict can be replayed from it."""

from typing import Any

from app.eligibility.choices import Choices
from app.eligibility.facts import NomineeFacts
from app.eligibility.json_shapes import read, written
from app.eligibility.verdict import Verdict

Data = dict[str, Any]


def verdict_to_json(verdict: Verdict) -> Data:
    """Return a verdict as JSON data."""
    return _object(written(verdict))


def verdict_from_json(data: Data) -> Verdict:
    """Return the verdict that was written."""
    return read(Verdict, data)


def facts_to_json(facts: NomineeFacts) -> Data:
    """Return facts as JSON data; sets are sorted, so that equal facts read alike."""
    return _object(written(facts))


def facts_from_json(data: Data) -> NomineeFacts:
    """Return the facts that were written."""
    return read(NomineeFacts, data)


def choices_to_json(choices: Choices) -> Data:
    """Return a body's choices as JSON data."""
    return _object(written(choices))


def choices_from_json(data: Data) -> Choices:
    """Return the choices that were written."""
    return read(Choices, data)


def _object(data: Any) -> Data:  # whatever the shape gave
    if not isinstance(data, dict):
        raise TypeError("expected an object")
    return data
