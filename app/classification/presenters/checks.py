"""Findings on the screen: worst first, each with its article and how sure the source is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.eligibility.enums import Outcome
from app.eligibility.verdict import Finding

OUTCOME_LABELS: Final = {
    Outcome.MET: _l("Met"),
    Outcome.NEEDS_CONFIRMATION: _l("To be confirmed"),
    Outcome.NOT_MET: _l("Not met"),
}
OUTCOME_TONES: Final = {Outcome.MET: "green", Outcome.NEEDS_CONFIRMATION: "amber", Outcome.NOT_MET: "red"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding in words."""

    text: str
    message: str
    outcome: object
    tone: str
    citation: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The worst of some findings in one tag, with the sentences that must not be missed."""

    label: str
    tone: str
    warnings: list[str]


def check_lines(found: Iterable[Finding]) -> list[CheckLine]:
    """Return findings for a list, the worst first."""
    language = str(get_locale())
    worst_first = sorted(found, key=lambda each: -list(Outcome).index(each.outcome))
    return [
        CheckLine(
            text=each.text.in_language(language),
            message=each.message.in_language(language),
            outcome=OUTCOME_LABELS[each.outcome],
            tone=OUTCOME_TONES[each.outcome],
            citation=each.citation.in_language(language) if each.citation else "",
            is_sure=not each.must_confirm,
        )
        for each in worst_first
    ]


def check_summary(found: Sequence[Finding], *, only_against: bool = False) -> CheckSummary | None:
    """Return the worst of some findings; ``only_against`` leaves out what is merely open."""
    language = str(get_locale())
    against = [each for each in found if each.outcome is Outcome.NOT_MET]
    asked = [each for each in found if each.outcome is Outcome.NEEDS_CONFIRMATION]
    if against:
        label = ngettext("%(num)s not met", "%(num)s not met", len(against))
        return CheckSummary(label, "red", [each.message.in_language(language) for each in against])
    if only_against or not found:
        return None
    if asked:
        return CheckSummary(ngettext("%(num)s to confirm", "%(num)s to confirm", len(asked)), "amber", [])
    return CheckSummary(_("Nothing stands against it"), "green", [])
