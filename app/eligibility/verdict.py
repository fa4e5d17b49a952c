"""What the law says of a nominee: findings in words, each with its article and its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.eligibility.enums import ConditionKind, Confidence, Outcome
from app.eligibility.rulebook.parts import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One condition, bar or rule, and what the facts say to it.

    ``condition`` is a stable key such as ``CSTDCS.conditions.1.conditions.0``, ``bar.new_hire``,
    ``rule.form_beside_title`` or ``local.<id>``; ``tick`` is the key under which an officer may confirm it, None
    where it is computed.
    ``parts`` are the findings below an ``all_of``, an ``any_of`` or another standard.
    """

    condition: str
    kind: ConditionKind | str
    outcome: Outcome
    text: Localised
    """What is asked, in the words of the standard."""
    message: Localised
    """What was found."""
    evidence: tuple[Localised, ...] = ()
    citation: Localised | None = None
    confidence: Confidence
    must_confirm: bool = False
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    tick: str | None = None
    parts: tuple["Finding", ...] = ()

    def walk(self) -> Iterator["Finding"]:
        """Yield this finding and every one below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Every finding on one nominee and one award; ``overall`` is the worst of them."""

    regime_id: str
    award_code: str
    year: int
    overall: Outcome
    findings: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    """What does not decide: timing, priority, a choice of the body that differs from the default."""
