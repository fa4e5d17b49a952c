"""What holds for every nominee: order says nothing, nothing later counts, a good fact never harms, facts replay."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.eligibility.choices import Choices
from app.eligibility.engine import assess
from app.eligibility.enums import ClassificationLevel, InitiativeKind, InitiativeLevel, Subject
from app.eligibility.facts import ConferralFact, InitiativeFact, NomineeFacts
from app.eligibility.outcomes import NUMBERS
from app.eligibility.prospects import prospect, survey
from app.eligibility.rulebook import rulebooks
from app.eligibility.verdict import Verdict
from app.eligibility.verdict_json import (
    choices_from_json,
    choices_to_json,
    facts_from_json,
    facts_to_json,
    verdict_from_json,
    verdict_to_json,
)
from tests.unit.eligibility.nominees import as_named
from tests.unit.eligibility.strategies import TICKS, nominees, questions

Question = tuple[NomineeFacts, str, str, Choices]
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(questions(), st.integers(0, 2**32))
def test_the_order_of_the_records_says_nothing(question: Question, seed: int):
    facts, regime, award, choices = question
    random = Random(seed)

    def shuffled(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(records, len(records)))

    mixed = replace(
        facts,
        classifications=dict(shuffled(tuple(facts.classifications.items()))),
        conferrals=shuffled(facts.conferrals),
        initiatives=shuffled(facts.initiatives),
        discipline=shuffled(facts.discipline),
        leave=shuffled(facts.leave),
        members=None if facts.members is None else shuffled(facts.members),
    )

    assert assess(mixed, regime, award, choices=choices) == assess(facts, regime, award, choices=choices)


@often
@given(questions())
def test_prospect_and_verdict_agree(question: Question):
    facts, regime, award, choices = question
    verdict, found = assess(facts, regime, award, choices=choices), prospect(facts, regime, award, choices=choices)
    codes = [each.code for each in rulebooks().awards(regime, facts.subject)]
    together = {each.award_code: each for each in survey(facts, regime, codes, choices=choices)}[award]

    assert found.outcome is verdict.overall
    assert (together.outcome, together.could_be_in) == (found.outcome, found.could_be_in)
    assert [gap.condition for gap in together.unmet] == [gap.condition for gap in found.unmet]
    assert (found.by_record == "not_met") == bool(found.unmet)
    assert found.outcome != "not_met" or found.by_record == "not_met"
    assert all(gap.text.vi and gap.message.vi for gap in (*found.unmet, *found.needs_confirmation))
    assert all(text.vi and text.en for text in found.if_)


@often
@given(questions())
def test_a_verdict_is_the_worst_of_its_findings_and_each_has_both_languages(question: Question):
    facts, regime, award, choices = question
    verdict = assess(facts, regime, award, choices=choices)
    everything = [part for each in verdict.findings for part in each.walk()]

    assert NUMBERS[verdict.overall] == max(NUMBERS[each.outcome] for each in verdict.findings)
    assert all(each.text.vi and each.text.en and each.message.vi and each.message.en for each in everything)
    assert all(each.confidence for each in everything)


@often
@given(questions())
def test_what_is_stored_replays(question: Question):
    facts, regime, award, choices = question
    verdict = assess(facts, regime, award, choices=choices)
    stored = json.loads(json.dumps([facts_to_json(facts), choices_to_json(choices), verdict_to_json(verdict)]))

    assert facts_from_json(stored[0]) == facts
    assert choices_from_json(stored[1]) == choices
    assert verdict_from_json(stored[2]) == verdict
    assert assess(facts_from_json(stored[0]), regime, award, choices=choices_from_json(stored[1])) == verdict


@often
@given(questions(), st.integers(1, 3))
def test_nothing_later_than_the_award_year_counts(question: Question, later: int):
    facts, regime, award, choices = question
    year = facts.year + later
    more = replace(
        facts,
        classifications={**facts.classifications, year: ClassificationLevel.HTXSNV},
        conferrals=(*facts.conferrals, *(ConferralFact(c, year) for c in ("CSTDCS", "BKT_CN", "CSTDT", "TTLDXS"))),
        initiatives=(*facts.initiatives, InitiativeFact("later", year, InitiativeLevel.NATIONAL)),
    )

    assert (
        prospect(more, regime, award, choices=choices).outcome
        is prospect(facts, regime, award, choices=choices).outcome
    )


def without_rules(verdict: Verdict) -> int:
    """The worst of what is no combination rule."""
    return max(NUMBERS[each.outcome] for each in verdict.findings if not each.condition.startswith("rule."))


def basis_of(regime: str, award: str) -> list[str]:
    """The awards that a standard asks for, at whatever depth."""
    codes: set[str] = set()
    todo: list[Any] = list(rulebooks().award(regime, award).conditions)
    while todo:
        condition = todo.pop()
        todo += getattr(condition, "conditions", ())
        codes |= {*getattr(condition, "awards", ()), *getattr(condition, "after", ())}
        if getattr(condition, "or_title", None):
            codes.add(condition.or_title)
    return sorted(codes - {award})


@st.composite
def with_a_good_fact(draw: st.DrawFn) -> tuple[Question, NomineeFacts]:
    """A question, and the same nominee with one good fact more."""
    question = draw(questions())
    facts, regime, award, _ = question
    kind = draw(st.sampled_from(list(GOOD_FACTS)))
    year = draw(st.integers(facts.year - 7, facts.year))
    return question, replace(facts, **GOOD_FACTS[kind](draw, facts, year, basis_of(regime, award)))


def _higher_level(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    before = facts.classifications.get(year)
    higher = [level for level in ClassificationLevel if before is None or level.rank > before.rank]
    # A level below good is no good fact where none was on record.
    chosen = [level for level in higher if before is not None or level is ClassificationLevel.HTXSNV]
    return {"classifications": {**facts.classifications, year: draw(st.sampled_from(chosen))}} if chosen else {}


def _initiative(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    new = InitiativeFact("new", year, draw(st.sampled_from(InitiativeLevel)), draw(st.sampled_from(InitiativeKind)))
    return {"initiatives": (*facts.initiatives, new)}


def _conferral(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    if not basis:
        return {}
    new = ConferralFact(draw(st.sampled_from(basis)), year, date(year + 1, 1, 5), "neu", for_initiatives=frozenset())
    return {"conferrals": (*facts.conferrals, new)}


def _tick(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    return {"confirmed": {**facts.confirmed, draw(st.sampled_from(TICKS)): True}}


def _clean(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    return {"discipline": (), "has_open_case": False, "leave": ()}


def _registered(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    codes = frozenset({"CSTDTQ", "CTDCP"})
    return {} if facts.registered is None else {"registered": facts.registered | codes}


def _longer_in_service(draw: st.DrawFn, facts: NomineeFacts, year: int, basis: list[str]) -> Mapping[str, Any]:
    return {"joined_on": date(facts.year - 20, 1, 1)}


GOOD_FACTS = {
    "a higher classification": _higher_level,
    "an initiative more": _initiative,
    "a regular conferral of an award the standard asks for": _conferral,
    "a yes of an officer": _tick,
    "discipline, case and absence gone": _clean,
    "registered": _registered,
    "longer in service": _longer_in_service,
}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(with_a_good_fact())
def test_a_good_fact_never_harms_what_the_conditions_say(pair: tuple[Question, NomineeFacts]):
    (facts, regime, award, choices), better = pair
    before = without_rules(assess(facts, regime, award, choices=choices))
    after = without_rules(assess(better, regime, award, choices=choices))

    assert after <= before


@often
@given(st.data())
def test_who_does_what_is_named_could_be_in_the_year_named(data: st.DataObject):
    regime, year = data.draw(st.sampled_from([("r2018", 2018), ("r2024", 2025)]))
    award = data.draw(st.sampled_from([each.code for each in rulebooks().awards(regime, Subject.INDIVIDUAL)]))
    drawn = data.draw(nominees(Subject.INDIVIDUAL, year))
    said_yes = {key: said for key, said in drawn.confirmed.items() if said}
    facts = replace(drawn, leave=(), awards_this_round=frozenset(), confirmed=said_yes)
    found = prospect(facts, regime, award)
    if found.could_be_in is None:
        return

    later = prospect(as_named(facts, found), regime, award)

    assert [gap.message.en for gap in later.unmet if not gap.condition.startswith("rule.")] == []
