"""Votes: the rule that holds, the count, and an oracle that counts member by member."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, repeat

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.eligibility.choices import Choices, LocalVote
from app.eligibility.chosen import ChoiceRefused
from app.eligibility.enums import AbsenteeRule, Confidence, VoteBase
from app.eligibility.rulebook import Localised, VoteRule
from app.eligibility.vote import CountRefused, VoteCount, VoteOutcome, count_vote, parse_quorum, vote_rule_for

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

BASIS = Localised(vi="Quy chế hội đồng", en="Council regulation")
TEXT = Localised(vi="-", en="-")
MET, NOT_MET, NO_QUORUM = VoteOutcome.MET, VoteOutcome.NOT_MET, VoteOutcome.NO_QUORUM


def local(award: str | None = None, **parts: object) -> LocalVote:
    nothing = {"min_percent": None, "secret": None, "base": None, "quorum": None}
    return LocalVote(**({"id": "own", "award": award, "basis": BASIS} | nothing | parts))  # type: ignore[arg-type]


def rule(percent: int = 90, base: VoteBase = VoteBase.ALL_MEMBERS, quorum: tuple[int, int] = (2, 3)) -> VoteRule:
    return VoteRule(
        id="test",
        secret=True,
        min_percent=percent,
        base=base,
        quorum_numerator=quorum[0],
        quorum_denominator=quorum[1],
        absentees=AbsenteeRule.WRITTEN_OPINION_COUNTED,
        citation=TEXT,
        confidence=Confidence.S,
        is_default=False,
        must_confirm=False,
        sources=(),
    )


@pytest.mark.parametrize(
    ("regime_id", "award", "percent", "is_default"),
    [
        ("r2018", "CSTDT", 90, False),  # NĐ 91/2017 Điều 45.8
        ("r2018", "CSTDTQ", 90, False),
        ("r2018", "CSTDCS", 70, True),
        ("r2018", "LDTT", 70, True),
        ("r2018", "KNC_BO", 70, True),
        ("r2024", "CSTDT", 80, True),
        ("r2024", "CSTDTQ", 90, True),
        ("r2024", "BKTTG_CN", 80, True),
        ("r2024", "BKT_CN", 70, True),
    ],
)
def test_the_rule_without_any_choice(regime_id: str, award: str, percent: int, is_default: bool):
    found = vote_rule_for(regime_id, award)

    assert (found.min_percent, found.is_default, found.must_confirm) == (percent, is_default, is_default)
    assert (found.base, found.secret) == (VoteBase.ALL_MEMBERS, True)
    assert (found.quorum_numerator, found.quorum_denominator) == (2, 3)


@pytest.mark.parametrize(("percent", "holds"), [(50, 90), (89, 90), (90, 90), (95, 95), (100, 100)])
def test_the_90_per_cent_of_the_decree_are_never_loosened(percent: int, holds: int):
    chosen = Choices(votes=(local("CSTDT", min_percent=percent, secret=False, base="present"),))
    found = vote_rule_for("r2018", "CSTDT", choices=chosen)

    assert (found.min_percent, found.secret, found.base) == (holds, True, VoteBase.ALL_MEMBERS)


def test_rules_for_every_award_and_settings_leave_fixed_rates_alone():
    chosen = Choices(
        votes=(local(min_percent=95, secret=False, base="present"),),
        settings={"vote_min_pct": 50, "vote_secret": False, "quorum": "3/4"},
    )
    fixed, remembered = vote_rule_for("r2018", "CSTDT", choices=chosen), vote_rule_for("r2024", "CSTDT", choices=chosen)

    assert (fixed.min_percent, fixed.secret, fixed.base) == (90, True, VoteBase.ALL_MEMBERS)
    assert (remembered.min_percent, remembered.must_confirm) == (80, True)
    assert (fixed.quorum_numerator, fixed.quorum_denominator) == (3, 4)


def test_what_is_open_is_filled_first_by_settings_then_for_all_then_by_name():
    settings = {"vote_min_pct": 60, "vote_secret": False}
    general, named = local(min_percent=65), local("LDTT", min_percent=55, base="present", quorum="1/2")
    by_setting = vote_rule_for("r2018", "LDTT", choices=Choices(settings=settings))
    by_rule = vote_rule_for("r2018", "LDTT", choices=Choices(settings=settings, votes=(general,)))
    by_name = vote_rule_for("r2018", "LDTT", choices=Choices(settings=settings, votes=(named, general)))

    assert (by_setting.min_percent, by_setting.secret, by_setting.is_default) == (60, False, False)
    assert (by_rule.min_percent, by_rule.citation, by_rule.must_confirm) == (65, BASIS, False)
    assert (by_name.min_percent, by_name.base, by_name.quorum_denominator) == (55, VoteBase.PRESENT, 2)


def test_a_rule_that_opens_the_vote_is_cited_beside_that_of_the_threshold():
    regulation, opening = Localised(vi="Quy chế 16", en="Regulation 16"), Localised(vi="Quy chế 50", en="Regulation 50")
    general = replace(local(min_percent=65, secret=True), basis=regulation)
    named = replace(local("LDTT", secret=False), basis=opening)

    both = vote_rule_for("r2018", "LDTT", choices=Choices(votes=(general, named)))
    other = vote_rule_for("r2018", "LDTT", choices=Choices(votes=(general,)))

    assert (both.min_percent, both.secret) == (65, False)
    assert (both.citation.vi, both.citation.en) == ("Quy chế 16; Quy chế 50", "Regulation 16; Regulation 50")
    assert other.citation == regulation


def test_of_several_rules_of_one_rank_the_strictest_holds_in_any_order():
    one = local(min_percent=60, secret=False, base="present", quorum="1/2")
    two = replace(one, id="two", min_percent=75, secret=True, base="all_members", quorum="2/3")
    there, back = (vote_rule_for("r2018", "LDTT", choices=Choices(votes=v)) for v in ((one, two), (two, one)))

    assert there == back
    assert (there.min_percent, there.secret, there.base, there.quorum_denominator) == (
        75,
        True,
        VoteBase.ALL_MEMBERS,
        3,
    )


@pytest.mark.parametrize(("percent", "must_confirm"), [(75, True), (80, False), (85, False)])
def test_a_rate_below_a_remembered_one_stays_to_be_confirmed(percent: int, must_confirm: bool):
    found = vote_rule_for("r2024", "CSTDT", choices=Choices(votes=(local("CSTDT", min_percent=percent),)))

    assert (found.min_percent, found.must_confirm, found.is_default) == (percent, must_confirm, False)


@pytest.mark.parametrize(
    "choices",
    [
        Choices(settings={"quorum": "two thirds"}),
        Choices(settings={"quorum": "3/2"}),
        Choices(settings={"quorum": "0/3"}),
        Choices(settings={"vote_min_pct": 101}),
        Choices(settings={"vote_min_pct": 0}),
        Choices(settings={"vote_min_pct": "70"}),
        Choices(settings={"vote_secret": "yes"}),
        Choices(votes=(local(base="chairs"),)),
        Choices(votes=(local(quorum="²/₃"),)),
    ],
)
def test_choices_that_cannot_be_are_refused(choices: Choices):
    with pytest.raises(ChoiceRefused):
        vote_rule_for("r2018", "LDTT", choices=choices)


def test_a_quorum_is_a_share():
    assert parse_quorum(" 2/3 ") == (2, 3)
    with pytest.raises(ValueError, match="write it as 2/3"):
        parse_quorum("66 %")


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [
        # 90 % of all members: the absent count in the base, their written opinions among the votes.
        ({"members": 10, "present": 10, "in_favour": 9, "against": 1}, MET),
        ({"members": 10, "present": 10, "in_favour": 8, "against": 2}, NOT_MET),
        ({"members": 11, "present": 9, "in_favour": 9}, NOT_MET),
        ({"members": 11, "present": 9, "in_favour": 9, "written_in_favour": 1}, MET),
        ({"members": 11, "present": 9, "in_favour": 8, "written_in_favour": 2}, MET),
        ({"members": 9, "present": 9, "in_favour": 8}, NOT_MET),
        ({"members": 1, "present": 1, "in_favour": 1}, MET),
        # Quorum of 2/3.
        ({"members": 11, "present": 8, "in_favour": 8, "written_in_favour": 3}, MET),
        ({"members": 11, "present": 7, "in_favour": 7, "written_in_favour": 4}, NO_QUORUM),
        ({"members": 9, "present": 6, "in_favour": 6, "written_in_favour": 3}, MET),
        ({"members": 0, "present": 0}, NO_QUORUM),
        # Who steps aside stays in the base; abstentions and invalid papers too.
        ({"members": 10, "present": 10, "recused": 1, "in_favour": 9}, MET),
        ({"members": 10, "present": 10, "recused": 2, "in_favour": 8}, NOT_MET),
        ({"members": 10, "present": 10, "in_favour": 8, "abstentions": 2}, NOT_MET),
        ({"members": 10, "present": 10, "in_favour": 8, "invalid": 2}, NOT_MET),
        ({"members": 1, "present": 1, "recused": 1}, NO_QUORUM),
        # Written opinions that have not come back.
        ({"members": 11, "present": 9, "in_favour": 9, "written_awaited": 1}, VoteOutcome.NEEDS_CONFIRMATION),
        ({"members": 11, "present": 9, "in_favour": 8, "written_awaited": 1}, NOT_MET),
        ({"members": 10, "present": 9, "in_favour": 9, "written_awaited": 1}, MET),
    ],
)
def test_votes_under_the_decree(numbers: dict[str, int], outcome: VoteOutcome):
    assert count_vote(rule(90), VoteCount(**numbers)).outcome is outcome


@pytest.mark.parametrize(
    ("readings", "numbers", "outcome"),
    [
        ({"recusal_base": "leaves"}, {"members": 10, "present": 10, "recused": 2, "in_favour": 8}, MET),
        ({"recusal_base": "leaves"}, {"members": 9, "present": 6, "recused": 1, "in_favour": 5}, NOT_MET),
        ({"recusal_base": "leaves_and_quorum"}, {"members": 9, "present": 6, "recused": 1, "in_favour": 5}, NO_QUORUM),
        ({"recusal_base": "leaves"}, {"members": 9, "present": 6, "recused_absent": 1, "in_favour": 6}, NOT_MET),
        ({"recusal_base": "leaves"}, {"members": 10, "present": 9, "recused_absent": 1, "in_favour": 9}, MET),
        ({"recusal_base": "stays"}, {"members": 11, "present": 9, "recused_absent": 2, "in_favour": 9}, NOT_MET),
        ({"recusal_base": "leaves"}, {"members": 11, "present": 9, "recused_absent": 2, "in_favour": 9}, MET),
        ({"abstentions": "leave_base"}, {"members": 10, "present": 10, "in_favour": 8, "abstentions": 2}, MET),
        ({"abstentions": "leave_base"}, {"members": 10, "present": 10, "in_favour": 8, "invalid": 2}, MET),
        ({"abstentions": "leave_base"}, {"members": 3, "present": 3, "abstentions": 3}, NO_QUORUM),
        ({"written_votes_quorum": "yes"}, {"members": 11, "present": 7, "in_favour": 7, "written_in_favour": 4}, MET),
    ],
)
def test_the_readings_of_a_vote_on_all_members(readings: dict[str, str], numbers: dict[str, int], outcome: VoteOutcome):
    assert count_vote(rule(90), VoteCount(**numbers), choices=Choices(readings=readings)).outcome is outcome


@pytest.mark.parametrize(("option", "outcome"), [("both", NOT_MET), ("neither", MET)])
def test_written_opinions_under_a_base_of_those_present(option: str, outcome: VoteOutcome):
    count = VoteCount(members=10, present=8, in_favour=6, against=2, written_against=2)
    chosen = Choices(readings={"written_votes_base": option})

    assert count_vote(rule(70, VoteBase.PRESENT), count, choices=chosen).outcome is outcome


def test_a_council_of_nobody_may_be_refused_outright():
    chosen = Choices(readings={"empty_council": "error"})
    with pytest.raises(CountRefused, match="nobody is left"):
        count_vote(rule(), VoteCount(members=0, present=0), choices=chosen)


def test_the_result_names_the_readings_it_hangs_on():
    count = VoteCount(members=10, present=10, recused=2, in_favour=8)
    hangs, chosen = count_vote(rule(90), count), Choices(readings={"recusal_base": "stays"})

    assert (hangs.outcome, hangs.depends_on) == (NOT_MET, ("recusal_base",))
    assert count_vote(rule(90), count, choices=chosen).depends_on == ()


def test_the_count_in_words():
    result = count_vote(
        vote_rule_for("r2018", "CSTDT"), VoteCount(members=11, present=9, in_favour=9, written_in_favour=1)
    )

    assert result.text.vi == (
        "Có mặt 9 trên 11 thành viên, cần ít nhất 8 (2/3): đủ số người họp. Đồng ý 10 (9 phiếu, 1 ý kiến bằng văn bản) "
        "trên 11 (tổng số thành viên), bằng 90,9 %; cần ít nhất 90 %, tức 10: đạt."
    )
    assert (result.quorum_needed, result.votes_needed, result.is_quorate) == (8, 10, True)
    assert (result.favour_left, result.favour_right) == (1000, 990)
    assert (result.quorum_left, result.quorum_right) == (27, 22)


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"members": -1, "present": 0}, "members"),
        ({"members": 3, "present": 4}, "present"),
        ({"members": 3, "present": 2, "recused": 3}, "recused"),
        ({"members": 3, "present": 3, "in_favour": 2, "against": 2}, "in_favour"),
        ({"members": 3, "present": 3, "recused": 1, "in_favour": 3}, "in_favour"),
        ({"members": 3, "present": 2, "written_in_favour": 2}, "written_in_favour"),
        ({"members": 3, "present": 2, "recused_absent": 1, "written_against": 1}, "written_in_favour"),
        ({"members": 3, "present": 2, "recused_absent": 2}, "recused_absent"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(numbers: dict[str, int], field: str):
    with pytest.raises(CountRefused) as refusal:
        VoteCount(**numbers)
    assert refusal.value.field == field


ROOM = ("for", "against", "abstain", "invalid", "recused", "silent")
AWAY = ("for", "against", "abstain", "recused", "silent")
COUNCILS = st.tuples(st.lists(st.sampled_from(ROOM), max_size=9), st.lists(st.sampled_from(AWAY), max_size=6))
RULES = st.builds(
    rule,
    st.integers(1, 100),
    st.sampled_from(VoteBase),
    st.sampled_from([(1, 2), (2, 3), (3, 4), (1, 1)]),
)
READINGS = st.fixed_dictionaries(
    {
        "recusal_base": st.sampled_from(["stays", "leaves", "leaves_and_quorum"]),
        "written_votes_quorum": st.sampled_from(["no", "yes"]),
        "written_votes_base": st.sampled_from(["both", "neither"]),
        "abstentions": st.sampled_from(["stay_in_base", "leave_base"]),
    }
)
Council = tuple[list[str], list[str]]


def counted(council: Council) -> VoteCount:
    room, away = council
    return VoteCount(
        members=len(room) + len(away),
        present=len(room),
        in_favour=room.count("for"),
        against=room.count("against"),
        abstentions=room.count("abstain"),
        invalid=room.count("invalid"),
        recused=room.count("recused"),
        recused_absent=away.count("recused"),
        written_in_favour=away.count("for"),
        written_against=away.count("against"),
        written_abstentions=away.count("abstain"),
    )


def oracle(held: VoteRule, council: Council, readings: dict[str, str]) -> VoteOutcome:
    """Decide member by member with fractions, in the words of the readings."""
    members = [*zip(repeat("room"), council[0]), *zip(repeat("away"), council[1])]
    wrote = ("for", "against", "abstain")
    quorate = attending = base = favour = voters = 0
    for place, act in members:
        writes = place == "away" and act in wrote
        counts = held.base is VoteBase.ALL_MEMBERS or readings["written_votes_base"] == "both"
        aside = act == "recused"
        voters += (place == "room" and not aside) or writes
        if not (aside and readings["recusal_base"] == "leaves_and_quorum"):
            quorate += 1
            attending += place == "room" or (writes and readings["written_votes_quorum"] == "yes")
        if place == "away" and held.base is VoteBase.PRESENT and not (writes and counts):
            continue
        if aside and readings["recusal_base"] != "stays":
            continue
        if act in ("abstain", "invalid") and readings["abstentions"] == "leave_base":
            continue
        base += 1
        favour += act == "for"
    if not base or not voters or not quorate:
        return NO_QUORUM
    if Fraction(attending, quorate) < Fraction(held.quorum_numerator, held.quorum_denominator):
        return NO_QUORUM
    return MET if Fraction(favour, base) >= Fraction(held.min_percent, 100) else NOT_MET


@unhurried
@given(held=RULES, council=COUNCILS, readings=READINGS)
def test_the_count_agrees_with_counting_member_by_member(held: VoteRule, council: Council, readings: dict[str, str]):
    result = count_vote(held, counted(council), choices=Choices(readings=readings))

    assert result.outcome is oracle(held, council, readings)


@unhurried
@given(held=RULES, council=COUNCILS, readings=READINGS, data=st.data())
def test_the_order_of_the_papers_does_not_matter(
    held: VoteRule, council: Council, readings: dict[str, str], data: st.DataObject
):
    shuffled = (data.draw(st.permutations(council[0])), data.draw(st.permutations(council[1])))
    choices = Choices(readings=readings)

    assert count_vote(held, counted(council), choices=choices) == count_vote(held, counted(shuffled), choices=choices)


@unhurried
@given(held=RULES, council=COUNCILS, readings=READINGS, data=st.data())
def test_a_vote_turned_in_favour_never_loses_what_was_won(
    held: VoteRule, council: Council, readings: dict[str, str], data: st.DataObject
):
    choices = Choices(readings=readings)
    papers = [i for i, act in enumerate(chain(*council)) if act in ("against", "abstain", "invalid")]
    assume(papers)
    turned = data.draw(st.sampled_from(papers))
    flat = ["for" if i == turned else act for i, act in enumerate(chain(*council))]
    after = (flat[: len(council[0])], flat[len(council[0]) :])

    if count_vote(held, counted(council), choices=choices).outcome is MET:
        assert count_vote(held, counted(after), choices=choices).outcome is MET


@unhurried
@given(held=RULES, council=COUNCILS, readings=READINGS)
def test_awaited_opinions_settle_nothing_that_they_could_still_turn(
    held: VoteRule, council: Council, readings: dict[str, str]
):
    choices, room, away = Choices(readings=readings), council[0], council[1]
    silent = away.count("silent")
    open_count = replace(counted(council), written_awaited=silent)
    result = count_vote(held, open_count, choices=choices).outcome
    ends = {
        count_vote(held, counted((room, [act if a == "silent" else a for a in away])), choices=choices).outcome
        for act in ("for", "against")
    }

    assert result is VoteOutcome.NEEDS_CONFIRMATION or ends == {result}
