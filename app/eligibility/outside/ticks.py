"""What a case confirms must be something that can be confirmed: a key nobody asks for is a typing error."""

from app.eligibility.case_reading import Case
from app.eligibility.outside.problems import BadInput, Problem, unknown
from app.eligibility.verdict import Verdict


def check_ticks(case: Case, verdict: Verdict) -> None:
    """Refuse a tick that no condition of the award asks for."""
    findings = [finding for top in (*verdict.findings, *verdict.warnings) for finding in top.walk()]
    known = list(dict.fromkeys(finding.tick for finding in findings if finding.tick))
    wrong = [(place, key) for place, key in case.ticks if key not in known]
    if wrong:
        what = f"condition of {case.award} that a person confirms"
        raise BadInput(Problem(place, unknown(what, key, known)) for place, key in wrong)
