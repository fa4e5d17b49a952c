"""How the rules of this folder make their findings."""

from dataclasses import dataclass
from typing import Final

from app.classification.rules.schemes import Scheme
from app.eligibility.choices import Choices
from app.eligibility.enums import Confidence, Outcome
from app.eligibility.rulebook import Localised
from app.eligibility.verdict import Finding

MET: Final = Outcome.MET
ASK: Final = Outcome.NEEDS_CONFIRMATION
UNMET: Final = Outcome.NOT_MET
S: Final = Confidence.S
K: Final = Confidence.K


@dataclass(frozen=True, slots=True)
class Law:
    """The scheme of a case, and what the body chose where the law leaves a choice."""

    scheme: Scheme
    choices: Choices

    @property
    def id(self) -> str:
        """The scheme."""
        return self.scheme.id

    def has(self, *scheme_ids: str) -> bool:
        """Say whether the scheme is one of these."""
        return self.scheme.id in scheme_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule says; without a citation the decrees of the scheme are cited."""

    rule: str
    outcome: Outcome
    text: Localised
    message: Localised
    citation: Localised | None = None
    confidence: Confidence = S
    tick: str | None = None
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def as_finding(self, law: Law) -> Finding:
        """Return it in the form of every verdict."""
        return Finding(
            condition=f"classification.{self.rule}",
            kind="classification",
            outcome=self.outcome,
            text=self.text,
            message=self.message,
            citation=self.citation or law.scheme.data.instruments[0],
            confidence=self.confidence,
            must_confirm=self.confidence is K or law.scheme.data.secondary,
            sources=self.sources or law.scheme.data.sources,
            readings=self.readings,
            tick=self.tick,
        )


def said(vi: str, en: str) -> Localised:
    """Return a text in both languages."""
    return Localised(vi=vi, en=en)


YES: Final = said("Đã xác nhận: có.", "Confirmed: yes.")
NO: Final = said("Đã xác nhận: không.", "Confirmed: no.")
UNKNOWN: Final = said("Chưa có dữ liệu, cần xác nhận.", "Not on record, to be confirmed.")
