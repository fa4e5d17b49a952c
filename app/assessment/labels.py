"""What a verdict says on the screen: each condition with its outcome, evidence, article and the officer's answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.eligibility.enums import Confidence, Outcome
from app.eligibility.rulebook import Localised
from app.eligibility.verdict import Finding, Verdict
from app.web.filters import moment

OUTCOME_LABELS: Final[Mapping[Outcome, object]] = {
    Outcome.MET: _l("Met"),
    Outcome.NEEDS_CONFIRMATION: _l("To be confirmed"),
    Outcome.NOT_MET: _l("Not met"),
}
OUTCOME_TONES: Final[Mapping[Outcome, str]] = {
    Outcome.MET: "green",
    Outcome.NEEDS_CONFIRMATION: "amber",
    Outcome.NOT_MET: "red",
}
MARKS: Final[Mapping[Outcome, str]] = {
    Outcome.MET: "met",
    Outcome.NEEDS_CONFIRMATION: "open",
    Outcome.NOT_MET: "unmet",
}
"""Name of the sign before a condition; the word stands beside it."""


class Answered(Protocol):
    """An officer's answer to a condition, with name and day."""

    @property
    def is_confirmed(self) -> bool: ...
    @property
    def note(self) -> str: ...
    @property
    def by_name(self) -> str: ...
    @property
    def at(self) -> datetime: ...


Ticks = Mapping[str, Answered]
NO_ANSWERS: Final[Ticks] = {}


@dataclass(frozen=True, slots=True)
class TickView:
    """A question that only a person can answer, and the answer given."""

    key: str
    answer: str
    note: str
    given: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One condition, bar or rule."""

    mark: str
    outcome: str
    tone: str
    asked: str
    message: str
    evidence: Sequence[str]
    citation: str
    unconfirmed: str
    tick: TickView | None
    parts: Sequence["FindingView"]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What the law says of a file."""

    outcome: str
    tone: str
    sentence: str
    findings: Sequence[FindingView]
    warnings: Sequence[FindingView]
    stored: str = ""
    exception_reason: str = ""


def outcome_tag(outcome: Outcome) -> tuple[str, str]:
    """Return the word and the tone of an outcome."""
    return str(OUTCOME_LABELS[outcome]), OUTCOME_TONES[outcome]


def worded(verdict: Verdict, ticks: Ticks = NO_ANSWERS, *, stored: str = "", exception_reason: str = "") -> VerdictView:
    """Return a verdict in the language of the page."""
    word, tone = outcome_tag(verdict.overall)
    return VerdictView(
        word,
        tone,
        _sentence(verdict.overall),
        [_finding(each, ticks) for each in verdict.findings],
        [_finding(each, ticks) for each in verdict.warnings],
        stored,
        exception_reason,
    )


def _sentence(outcome: Outcome) -> str:
    return {
        Outcome.MET: _("Every condition is met."),
        Outcome.NEEDS_CONFIRMATION: _("Nothing speaks against it; some conditions are still to be confirmed."),
        Outcome.NOT_MET: _("At least one condition is not met."),
    }[outcome]


def _finding(finding: Finding, ticks: Ticks) -> FindingView:
    word, tone = outcome_tag(finding.outcome)
    return FindingView(
        MARKS[finding.outcome],
        word,
        tone,
        _said(finding.text),
        _said(finding.message),
        [_said(each) for each in finding.evidence],
        _said(finding.citation) if finding.citation else "",
        _("to be confirmed before use") if finding.must_confirm or finding.confidence is Confidence.K else "",
        _tick(finding.tick, ticks) if finding.tick else None,
        [_finding(part, ticks) for part in finding.parts],
    )


def _tick(key: str, ticks: Ticks) -> TickView:
    row = ticks.get(key)
    if row is None:
        return TickView(key, "", "", "")
    given = _("%(who)s, %(when)s", who=row.by_name, when=moment(row.at))
    return TickView(key, "yes" if row.is_confirmed else "no", row.note, given)


def _said(text: Localised) -> str:
    return text.in_language(str(get_locale() or "vi"))
