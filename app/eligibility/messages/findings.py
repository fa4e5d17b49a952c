"""Answers turned into findings: what is asked, what was found, evidence, article, parts."""

from collections.abc import Iterator

from app.eligibility.case import Case
from app.eligibility.combination import RuleAnswer
from app.eligibility.enums import ConditionsLogic
from app.eligibility.messages.asked import asked
from app.eligibility.messages.found import Said, found
from app.eligibility.messages.words import both, conferral_evidence, joined, leave_evidence
from app.eligibility.outcomes import ASK, MET, NAMES, UNMET
from app.eligibility.rulebook import Localised, Regime
from app.eligibility.rulebook.conditions import AnyOf, MeetsStandardOf
from app.eligibility.standards import Answer, Judged, ServiceAnswer
from app.eligibility.verdict import Finding


class Wording:
    """Puts the answers on one nominee into words."""

    def __init__(self, regime: Regime, case: Case) -> None:
        """Take the regime, for the names of awards, and the facts, for evidence."""
        self.regime = regime
        self.case = case

    def standard(self, judged: Judged) -> tuple[Finding, ...]:
        """Return the findings of a standard: conditions, bars, time that counts."""
        root = self.finding(judged.root)
        conditions = root.parts if judged.standard.award.logic is ConditionsLogic.ALL else (root,)
        bars = (self.finding(bar) for bar in judged.bars)
        return (*conditions, *bars, *(self.service(each) for each in judged.service))

    def finding(self, answer: Answer) -> Finding:
        """Return one condition and every part below it."""
        node = answer.node
        parts = self._parts(answer)
        said = self._joined(answer, parts) if answer.parts else found(answer, self.case, self.regime)
        return Finding(
            condition=node.key,
            kind=node.kind,
            outcome=NAMES[answer.outcome],
            text=asked(node.condition, self.regime),
            message=said.message,
            evidence=said.evidence,
            citation=node.citation,
            confidence=node.confidence,
            must_confirm=node.must_confirm,
            sources=node.sources,
            readings=node.condition.readings,
            tick=self._tick(answer),
            parts=parts,
        )

    def _parts(self, answer: Answer) -> tuple[Finding, ...]:
        if isinstance(answer.node.condition, MeetsStandardOf):
            return self.standard(answer.data)
        return tuple(self.finding(part) for part in answer.parts)

    def _tick(self, answer: Answer) -> str | None:
        """A tick where a person decides; none where a register or a recorded choice has answered."""
        is_answered = not (answer.data is None or isinstance(answer.data, bool))
        return None if is_answered else answer.node.tick

    def _joined(self, answer: Answer, parts: tuple[Finding, ...]) -> Said:
        """A list says what its deciding parts say."""
        is_any = isinstance(answer.node.condition, AnyOf)
        decisive = [
            part for part, below in zip(parts, answer.parts, strict=True) if below.outcome == _worst_below(answer)
        ]
        if answer.outcome == MET:
            if is_any:
                return Said(decisive[0].message, decisive[0].evidence)
            return Said(both("đạt tất cả", "all fulfilled"), tuple(line for part in parts for line in part.evidence))
        heading = (
            both("còn điểm cần xác nhận", "to be confirmed")
            if answer.outcome == ASK
            else both("không trường hợp nào đạt", "no alternative is fulfilled")
            if is_any
            else both("chưa đạt", "not fulfilled")
        )
        details = joined(part.message for part in decisive)
        return Said(both(f"{heading.vi}: {details.vi}", f"{heading.en}: {details.en}"))

    def service(self, answer: ServiceAnswer) -> Finding:
        """Return what a rule on counted time says."""
        modifier = answer.modifier
        leaves = [each for each in self.case.facts.leave if each.kind is modifier.leave]
        needs = joined(modifier.needs)
        return Finding(
            condition=f"modifier.{modifier.id}",
            kind=modifier.type.value,
            outcome=NAMES[answer.outcome],
            text=both(f"{modifier.what.vi}: {needs.vi}", f"{modifier.what.en}: {needs.en}"),
            message=SERVICE[answer.outcome],
            evidence=leave_evidence(leaves),
            citation=modifier.citation,
            confidence=modifier.confidence,
            must_confirm=modifier.must_confirm,
            sources=modifier.sources,
        )

    def rule(self, answer: RuleAnswer) -> Finding:
        """Return what a combination rule says."""
        rule = answer.rule
        return Finding(
            condition=f"rule.{rule.id}",
            kind=rule.kind.value,
            outcome=NAMES[answer.outcome],
            text=rule.text,
            message=self._rule_message(answer),
            evidence=conferral_evidence(self.regime, answer.conferrals),
            citation=rule.citation,
            confidence=rule.confidence,
            must_confirm=rule.must_confirm,
            sources=rule.sources,
            readings=rule.readings,
            tick=answer.tick,
            parts=(self.finding(answer.answer),) if answer.answer is not None else (),
        )

    def _rule_message(self, answer: RuleAnswer) -> Localised:
        if answer.answer is not None:
            return found(answer.answer, self.case, self.regime).message
        texts = list(self._other_awards(answer))
        if not texts:
            return both("không có vướng mắc", "nothing stands against it")
        return joined(texts)

    def _other_awards(self, answer: RuleAnswer) -> Iterator[Localised]:
        if answer.conferrals:
            names = ", ".join(f"{self._name(each.award)} {each.year}" for each in answer.conferrals)
            yield both(f"đã được tặng {names}", f"already given: {names}")
        if answer.proposed:
            names = ", ".join(self._name(code) for code in answer.proposed)
            yield both(f"cùng đợt đang đề nghị {names}", f"proposed in the same round: {names}")
        if answer.tick is not None and answer.outcome == ASK:
            yield both("cần xác nhận là thành tích khác nhau", "to be confirmed that the achievements differ")

    def _name(self, code: str) -> str:
        award = self.regime.awards.get(code)
        return award.abbreviation if award else code


SERVICE = {
    MET: both("thời gian này được tính", "this time counts"),
    ASK: both("chưa có đủ đánh giá để tính thời gian này", "what must be shown is not on record"),
    UNMET: both("chưa đủ điều kiện nên không xét", "not shown, so not considered"),
}


def _worst_below(answer: Answer) -> int:
    outcomes = [part.outcome for part in answer.parts]
    return min(outcomes) if isinstance(answer.node.condition, AnyOf) else max(outcomes)
