"""Make the standards of a regime ready for a body: resolve its choices once, share them over every nominee."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from app.eligibility.case import Case
from app.eligibility.choices import Choices
from app.eligibility.conditions import CHAINS, JUDGES
from app.eligibility.conditions.confirmed import tick_key
from app.eligibility.conditions.logic import ask
from app.eligibility.conditions.service import service_answers
from app.eligibility.enums import (
    AwardKind,
    CombinationKind,
    ConditionKind,
    ConditionsLogic,
    Confidence,
    Outcome,
    Subject,
)
from app.eligibility.facts import NomineeFacts
from app.eligibility.outcomes import ASK, MET, NUMBERS, SILENT
from app.eligibility.rulebook import Award, Regime, Rulebooks, UnknownRule
from app.eligibility.rulebook.conditions import AllOf, AnyOf, Condition, MeetsStandardOf
from app.eligibility.rulebook.parts import Localised
from app.eligibility.rulebook.references import faults_of
from app.eligibility.rulebook.rules import CombinationRule, CountsAsService, RestartAfterDiscipline
from app.eligibility.rulebook.shared_rules import SettingValue
from app.eligibility.standards import Judged, Law, Node, Standard

DECIDING = {
    CombinationKind.AT_MOST_ONE_IN_YEAR,
    CombinationKind.NOT_BOTH,
    CombinationKind.ONE_AWARD_PER_ACHIEVEMENT,
    CombinationKind.PRESUPPOSES_STANDARD,
    CombinationKind.TOGETHER_ALLOWED,
}
"""The others act inside the conditions, or never object."""
SCOPE_READING = "registration_scope"


class StandardBook:
    """The standards of one regime under one body's choices, each made ready when it is first asked for."""

    def __init__(self, books: Rulebooks, regime_id: str, choices: Choices) -> None:
        """Take the choices; raise UnknownRule where they name a reading, an option or a setting that is not there."""
        self.books = books
        self.regime: Regime = books.regime(regime_id)
        self.choices = choices
        self.readings = _readings(books, choices)
        self.settings = _settings(books, regime_id, choices)
        self._standards: dict[str, Standard] = {}

    def standard(self, code: str) -> Standard:
        """Return the standard of an award."""
        found = self._standards.get(code)
        if found is None:
            found = self._standards[code] = _Maker(self, self.books.award(self.regime.id, code)).standard()
        return found

    def case(self, facts: NomineeFacts) -> Case:
        """Lay out a nominee's facts so that the standards of this book can be asked of them."""
        return Case(facts, self._judge)

    def _judge(self, case: Case, code: str) -> Judged:
        standard = self.standard(code)
        root = ask(standard.root, case, {})
        bars = tuple([ask(bar, case, {}) for bar in standard.bars])
        service = service_answers(standard.law, case)
        outcome, record = root.outcome, ASK if root.record == SILENT else root.record
        for bar in bars:
            outcome = max(outcome, bar.outcome)
            record = max(record, MET if bar.record == SILENT else bar.record)
        for leave in service:
            outcome = max(outcome, leave.outcome)
            record = max(record, leave.outcome)
        return Judged(standard, outcome, record, root, bars, service)

    def options(self, names: Iterable[str]) -> dict[str, str]:
        """Return what the body reads for these open points."""
        return {self.books.reading(name).id: self.readings[name] for name in names}

    @cached_property
    def always_read(self) -> dict[str, str]:
        """Readings that every chain needs, also one of a local rule that names none."""
        return self.options(("chain_end_year", "oldest_usable_year", "times_or_years"))


def _readings(books: Rulebooks, choices: Choices) -> Mapping[str, str]:
    found = {reading.id: reading.default for reading in books.common.readings}
    for name, option in choices.readings.items():
        if option not in books.reading(name).options:
            raise UnknownRule(f"the reading {name!r} has no option {option!r}")
        found[name] = option
    return found


def _settings(books: Rulebooks, regime_id: str, choices: Choices) -> Mapping[str, SettingValue]:
    found = {setting.id: setting.value(regime_id) for setting in books.common.settings}
    for name, value in choices.settings.items():
        books.setting(name)
        found[name] = value
    return found


class _Maker:
    """Makes the standard of one award."""

    def __init__(self, book: StandardBook, award: Award) -> None:
        self.book = book
        self.award = award
        self.rules = tuple(rule for rule in book.regime.combination_rules if rule.covers(award.code))
        self.modifiers = tuple(book.regime.modifiers[name] for name in award.modifiers)
        self.law = self._law()

    def standard(self) -> Standard:
        """Return the conditions, the bars and the rules that speak of the award."""
        return Standard(
            award=self.award,
            awards=self.book.regime.awards,
            law=self.law,
            regime_id=self.book.regime.id,
            root=self._root(),
            bars=(*self._bars(), *self._setting_bars(), *self._local_bars()),
            rules=self.rules,
            deciding=tuple(
                (rule, frozenset(rule.codes).union(rule.titles_by_reading) - {self.award.code})
                for rule in self.rules
                if rule.kind in DECIDING
            ),
            rule_options={rule.id: self.book.options(rule.readings) for rule in self.rules},
            modifiers=self.modifiers,
            lower=tuple(each.code for each in self.book.regime.awards.values() if self._is_lower(each)),
            presupposed={rule.id: self._presupposed(rule) for rule in self.rules if self._is_open(rule)},
        )

    def _is_lower(self, other: Award) -> bool:
        own = self.award
        is_like = other.subject is own.subject and other.kind is own.kind
        return is_like and other.authority.rank < own.authority.rank

    def _law(self) -> Law:
        award, rules = self.award, self.rules
        return Law(
            code=award.code,
            kind=award.kind,
            excluded_types={
                kind: NUMBERS[rule.outcome or Outcome.NOT_MET]
                for rule in rules
                if rule.kind is CombinationKind.NO_BASIS
                for kind in rule.excluded_types
            },
            counts_from_last=next(
                (
                    NUMBERS[rule.outcome or Outcome.NOT_MET]
                    for rule in rules
                    if rule.kind is CombinationKind.COUNTS_FROM_LAST_PERIOD
                ),
                None,
            ),
            used_once=tuple(
                code for rule in rules if rule.kind is CombinationKind.INITIATIVE_USED_ONCE for code in rule.from_codes
            ),
            first_year_after=self.book.readings["first_year_after_award"],
            service=tuple(each for each in self.modifiers if isinstance(each, CountsAsService)),
            restarts=any(isinstance(each, RestartAfterDiscipline) for each in self.modifiers),
            registered_as=self._registered_as(),
            settings=self.book.settings,
        )

    def _registered_as(self) -> frozenset[str]:
        """Registering for a title covers the titles below it for the same subject."""
        codes = [
            each.code
            for each in self.book.books.awards(self.book.regime.id, self.award.subject)
            if each.kind is AwardKind.TITLE
        ]
        return frozenset(codes[codes.index(self.award.code) :]) if self.award.code in codes else frozenset()

    def _root(self) -> Node[Any]:
        award = self.award
        key = f"{award.code}.conditions"
        if award.logic is ConditionsLogic.ALL:
            condition: Condition = AllOf(type=ConditionKind.ALL_OF, conditions=award.conditions)
        else:
            condition = AnyOf(type=ConditionKind.ANY_OF, conditions=award.conditions)
        node = self._node(condition, key, award.confidence, award.citation)
        children = self._children(award.conditions, key, award.confidence, award.citation)
        return replace(node, children=children if award.logic is ConditionsLogic.ALL else self._mixed(children))

    def _node(self, condition: Condition, key: str, confidence: Confidence, citation: Localised | None) -> Node[Any]:
        sure = condition.confidence or confidence
        cited = condition.citation or citation
        children: tuple[Node[Any], ...] = ()
        if isinstance(condition, AllOf | AnyOf):
            children = self._children(condition.conditions, f"{key}.conditions", sure, cited)
        chain = CHAINS.get(condition.type) if getattr(condition, "consecutive", False) else None
        return Node(
            key=key,
            condition=condition,
            kind=condition.type,
            judge=JUDGES[condition.type],
            law=self.law,
            options=(self.book.always_read if chain else {}) | self.book.options(condition.readings),
            confidence=sure,
            tick=tick_key(condition),
            is_computed=any(child.is_computed for child in children) if children else tick_key(condition) is None,
            is_softened=condition.unmet_outcome is Outcome.NEEDS_CONFIRMATION,
            children=self._mixed(children) if isinstance(condition, AnyOf) else children,
            spans=chain[0] if chain else None,
            line=chain[1] if chain else None,
            period=getattr(condition, "defines_period", None) if chain else None,
            citation=cited,
            sources=condition.sources,
            must_confirm=condition.must_confirm,
        )

    def _children(
        self, conditions: Iterable[Condition], key: str, confidence: Confidence, citation: Localised | None
    ) -> tuple[Node[Any], ...]:
        return tuple(
            self._node(condition, f"{key}.{index}", confidence, citation) for index, condition in enumerate(conditions)
        )

    def _mixed(self, branches: tuple[Node[Any], ...]) -> tuple[Node[Any], ...]:
        """Reading mixed_chain: in branches that stand side by side, each year may follow either chain."""
        chains = [
            child for branch in branches for child in branch.children if child.options.get("mixed_chain") == "yes"
        ]
        if len(chains) < 2:
            return branches
        return tuple(
            replace(branch, children=tuple(_with_partners(child, chains) for child in branch.children))
            for branch in branches
        )

    def _bars(self) -> list[Node[Any]]:
        return [
            self._bar(name)
            for name, bar in self.book.regime.bars.items()
            if self._applies(name, SCOPE_READING in bar.condition.readings)
        ]

    def _applies(self, name: str, has_scope: bool) -> bool:
        """An award names its bars; which titles must be registered is a reading."""
        is_named = name in self.award.bars
        scope = self.book.readings[SCOPE_READING] if has_scope else ""
        if scope == "individual_only":
            return is_named and self.award.subject is Subject.INDIVIDUAL
        return is_named or (scope == "all_titles" and self.award.kind is AwardKind.TITLE)

    def _bar(self, name: str) -> Node[Any]:
        bar = self.book.regime.bars[name]
        node = self._node(bar.condition, f"bar.{name}", bar.confidence, bar.citation)
        return replace(node, sources=bar.sources, must_confirm=bar.must_confirm)

    def _setting_bars(self) -> Iterable[Node[Any]]:
        for setting in self.book.books.common.settings:
            bar = setting.bar
            if bar is None or self.book.settings[setting.id] is not True or self.award.code not in bar.awards:
                continue
            if not bar.regimes or self.book.regime.id in bar.regimes:
                cited = self.book.choices.bases.get(setting.id) or setting.citation
                yield self._node(bar.condition, f"setting.{setting.id}", setting.confidence, cited)

    def _local_bars(self) -> Iterable[Node[Any]]:
        for bar in self.book.choices.bars:
            if self.award.code in bar.awards:
                for fault in faults_of(bar.condition, self.book.regime):
                    raise UnknownRule(f"local rule {bar.id!r}: {fault}")
                yield self._node(bar.condition, f"local.{bar.id}", Confidence.S, bar.basis)

    def _is_open(self, rule: CombinationRule) -> bool:
        """Say whether a presupposed standard stands nowhere among the conditions, so that the rule must ask for it."""
        return rule.kind is CombinationKind.PRESUPPOSES_STANDARD and not any(
            isinstance(condition, MeetsStandardOf) and condition.title == rule.title
            for condition in self.award.conditions
        )

    def _presupposed(self, rule: CombinationRule) -> Node[Any]:
        condition = MeetsStandardOf(type=ConditionKind.MEETS_STANDARD_OF, title=str(rule.title))
        return self._node(condition, f"rule.{rule.id}", rule.confidence, rule.citation)


def _with_partners(node: Node[Any], chains: list[Node[Any]]) -> Node[Any]:
    partners = tuple(chain for chain in chains if chain is not node)
    return replace(node, partners=partners) if node in chains else node
