"""What the law says of a level: findings in words, each with its source."""

from collections.abc import Callable, Iterable
from typing import Final

from app.classification.rules.facts import Case
from app.classification.rules.findings import everybody, leaders, results
from app.classification.rules.findings.made import Found, Law
from app.classification.rules.schemes import Scheme
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.enums import Outcome
from app.eligibility.verdict import Finding

Rule = Callable[[Case, Law], Found | None]

RULES: Final[tuple[Rule, ...]] = (
    results.points,
    everybody.discipline,
    everybody.degradation,
    leaders.corruption,
    everybody.absence,
    everybody.former_unit,
    results.initiative,
    results.tasks_exceeded,
    leaders.unit_plan,
    leaders.limited,
    leaders.targets_on_time,
    leaders.sub_units,
    leaders.not_above_unit,
    results.organisation,
    everybody.analogy,
)
"""In the order of the screen. A rule that has nothing to say of a case gives None."""


def findings(case: Case, scheme: Scheme | None, choices: Choices = DEFAULTS) -> tuple[Finding, ...]:
    """Return everything the scheme says of this level; nothing where no scheme was read."""
    if scheme is None:
        return ()
    law = Law(scheme, choices)
    found = (rule(case, law) for rule in RULES)
    return tuple(each.as_finding(law) for each in found if each is not None)


def worst(found: Iterable[Finding]) -> Outcome:
    """Return the worst outcome of some findings; none at all means met."""
    return max((each.outcome for each in found), key=list(Outcome).index, default=Outcome.MET)
