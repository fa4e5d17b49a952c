"""A case of the law as a line of a table: facts, award, what each finding must say, where the law says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.engine import assess
from app.eligibility.enums import Outcome
from app.eligibility.facts import NomineeFacts
from app.eligibility.prospects import prospect
from app.eligibility.verdict import Verdict

MET, ASK, NOT = Outcome.MET, Outcome.NEEDS_CONFIRMATION, Outcome.NOT_MET


@dataclass(frozen=True, kw_only=True)
class LegalCase:
    """What the law says of some facts; findings that are not named must be met."""

    name: str
    source: str
    regime: str
    award: str
    facts: NomineeFacts
    overall: Outcome
    findings: Mapping[str, Outcome] = field(default_factory=dict)
    choices: Choices = DEFAULTS


def by_key(verdict: Verdict) -> dict[str, Outcome]:
    """The outcome of each finding by its key, those below included; the first of a key stands."""
    found: dict[str, Outcome] = {}
    for top in verdict.findings:
        for finding in top.walk():
            found.setdefault(finding.condition, finding.outcome)
    return found


def check(case: LegalCase) -> None:
    verdict = assess(case.facts, case.regime, case.award, choices=case.choices)
    outcomes = by_key(verdict)
    named = {key: outcomes.get(key) for key in case.findings}
    others = {each.condition: each.outcome for each in verdict.findings if each.condition not in case.findings}
    parents = {key for key in others if any(name.startswith(f"{key}.") for name in case.findings)}

    assert named == dict(case.findings)
    assert {key: outcome for key, outcome in others.items() if key not in parents and outcome is not MET} == {}
    assert verdict.overall is case.overall
    assert prospect(case.facts, case.regime, case.award, choices=case.choices).outcome is case.overall


def table(cases: list[LegalCase]) -> "pytest.MarkDecorator":
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases])
