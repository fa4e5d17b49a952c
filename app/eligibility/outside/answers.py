"""Findings and sums as JSON for whoever asked from outside; the keys are stable, see docs/eligibility-json.md."""

from typing import Any

from app.core.text import number_words_vi
from app.eligibility.bonuses import BonusesTogether, BonusLine, Payment
from app.eligibility.excellent import ExcellentLine, ExcellentMeter
from app.eligibility.quota import QuotaMeter
from app.eligibility.rulebook import Localised
from app.eligibility.verdict import Finding, Verdict
from app.eligibility.vote import VoteResult

Answer = dict[str, Any]


def verdict_answer(verdict: Verdict) -> Answer:
    """Return a verdict: what it says over all, and finding by finding."""
    return {
        "regime": verdict.regime_id,
        "award": verdict.award_code,
        "year": verdict.year,
        "overall": verdict.overall.value,
        "findings": [_finding(each) for each in verdict.findings],
        "warnings": [_finding(each) for each in verdict.warnings],
    }


def quota_answer(meter: QuotaMeter | ExcellentMeter) -> Answer:
    """Return where a number stands against its ceiling."""
    return _excellent(meter) if isinstance(meter, ExcellentMeter) else _quota(meter)


def bonus_answer(together: BonusesTogether) -> Answer:
    """Return what is paid, line by line, in đồng."""
    return {
        "total": together.total,
        "total_in_words_vi": f"{number_words_vi(together.total)} đồng",
        "total_if_confirmed": together.total_if_confirmed,
        "needs_confirmation": together.needs_confirmation,
        "payments": [_payment(each) for each in together.payments],
        "citation": _text(together.citation),
        "must_confirm": together.must_confirm,
        "readings": list(together.readings),
    }


def vote_answer(result: VoteResult) -> Answer:
    """Return what a vote came to, with the numbers it follows from."""
    rule = result.rule
    return {
        "outcome": result.outcome.value,
        "message": _both(result.text),
        "rule": {
            "id": rule.id,
            "secret": rule.secret,
            "min_percent": rule.min_percent,
            "base": rule.base.value,
            "quorum": f"{rule.quorum_numerator}/{rule.quorum_denominator}",
            "is_default": rule.is_default,
        },
        "base_count": result.base_count,
        "in_favour": result.in_favour,
        "votes_needed": result.votes_needed,
        "attending": result.attending,
        "quorum_needed": result.quorum_needed,
        "is_quorate": result.is_quorate,
        "citation": _text(rule.citation),
        "confidence": rule.confidence.value,
        "must_confirm": rule.must_confirm,
        "readings": list(result.readings),
        "depends_on": list(result.depends_on),
    }


def _finding(finding: Finding) -> Answer:
    answer: Answer = {
        "condition": finding.condition,
        "kind": str(finding.kind),
        "outcome": finding.outcome.value,
        "text": _both(finding.text),
        "message": _both(finding.message),
        "evidence": [_both(each) for each in finding.evidence],
        "citation": _text(finding.citation),
        "confidence": finding.confidence.value,
        "must_confirm": finding.must_confirm,
        "readings": list(finding.readings),
        "tick": finding.tick,
    }
    if finding.parts:
        answer["parts"] = [_finding(part) for part in finding.parts]
    return answer


def _quota(meter: QuotaMeter) -> Answer:
    return {
        "regime": meter.regime_id,
        "award": meter.award,
        "used": meter.used,
        "ceiling": meter.ceiling,
        "over_by": meter.over_by,
        "pct": meter.pct,
        "base": meter.base,
        "base_award": meter.base_award,
        "rounding": meter.rounding,
        "is_binding": meter.is_binding,
        "is_default": meter.is_default,
        "is_provisional": meter.is_provisional,
        "message": _both(meter.text),
        "citation": _text(meter.citation),
        "confidence": meter.confidence.value,
        "must_confirm": meter.must_confirm,
        "local_rule": meter.local_rule,
        "ignored_rules": list(meter.ignored_rules),
        "readings": list(meter.readings),
    }


def _excellent(meter: ExcellentMeter) -> Answer:
    return {
        "scheme": meter.scheme_id,
        "pct": meter.pct,
        "is_raised": meter.is_raised,
        "base_levels": meter.base_levels,
        "rounding": meter.rounding,
        "over_by": meter.over_by,
        "agency": _line(meter.agency),
        "groups": [{"group": line.group, **_line(line)} for line in meter.groups],
        "citation": _text(meter.citation),
        "confidence": meter.confidence.value,
        "must_confirm": meter.must_confirm,
        "readings": list(meter.readings),
    }


def _line(line: ExcellentLine) -> Answer:
    return {
        "used": line.used,
        "base": line.base,
        "ceiling": line.ceiling,
        "over_by": line.over_by,
        "message": _both(line.text),
    }


def _payment(payment: Payment) -> Answer:
    return {
        "decided_on": payment.decided_on.isoformat(),
        "total": payment.total,
        "message": _both(payment.text),
        "lines": [_bonus_line(line) for line in payment.lines],
    }


def _bonus_line(line: BonusLine) -> Answer:
    bonus = line.bonus
    return {
        "award": bonus.award,
        "amount": bonus.amount,
        "is_paid": line.is_paid,
        "needs_confirmation": line.needs_confirmation,
        "reason": _both(line.reason),
        "multiplier": str(bonus.multiplier),
        "base_salary": bonus.salary.amount_vnd,
        "message": _both(bonus.text),
        "citation": _text(bonus.citation),
        "confidence": bonus.confidence.value,
        "must_confirm": bonus.must_confirm,
    }


def _both(text: Localised) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _text(text: Localised | None) -> str | None:
    """Return a citation as official papers write it."""
    return None if text is None else text.vi
