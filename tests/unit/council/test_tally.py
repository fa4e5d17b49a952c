"""The tally by property, over every rule and every reading, against counting member by member with fractions."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from app.council import rules
from app.council.enums import BallotMethod, Choice, ItemResult, RecusalBase, VoteBase
from app.council.rules import Arithmetic, Room, Rule, Votes, Written

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

ADOPTED, NOT_ADOPTED, NO_QUORUM = ItemResult.ADOPTED, ItemResult.NOT_ADOPTED, ItemResult.NO_QUORUM
PRESENT = ("for", "against", "abstain", "invalid", "silent", "aside")
ABSENT = ("for", "against", "abstain", "nothing", "aside")

the_rule = some.builds(
    Rule,
    threshold_percent=some.integers(0, 100),
    base=some.sampled_from(VoteBase),
    quorum_numerator=some.integers(1, 3),
    quorum_denominator=some.integers(3, 4),
    recusal_base=some.sampled_from(RecusalBase),
    written_make_quorum=some.booleans(),
    written_join_base=some.booleans(),
    abstentions_leave=some.booleans(),
)
the_present = some.lists(some.sampled_from(PRESENT), max_size=14)
the_absent = some.lists(some.sampled_from(ABSENT), max_size=8)


def decide(rule: Rule, present: list[str], absent: list[str]) -> Arithmetic:
    """Decide as the program does: each list says what every member present, or absent, did."""
    return rules.decide(
        rule,
        Room(len(present) + len(absent), len(present), present.count("aside"), absent.count("aside")),
        Votes(
            issued=len(present) - present.count("aside"),
            in_favour=present.count("for"),
            against=present.count("against"),
            abstentions=present.count("abstain"),
            invalid=present.count("invalid"),
        ),
        Written(absent.count("for"), absent.count("against"), absent.count("abstain")),
    )


def oracle(rule: Rule, present: list[str], absent: list[str]) -> ItemResult:
    """Walk from member to member with a pencil: who makes the quorum, who is in the base, who agrees."""
    quorum_of, taking_part, base, agree, able = 0, 0, Fraction(0), Fraction(0), 0
    for is_here, act in [*((True, act) for act in present), *((False, act) for act in absent)]:
        steps_aside, wrote = act == "aside", not is_here and act in {"for", "against", "abstain"}
        writing_counts = rule.base is VoteBase.ALL_MEMBERS or rule.written_join_base
        able += (is_here or wrote) and not steps_aside
        if not (steps_aside and rule.recusal_base is RecusalBase.LEAVES_AND_QUORUM):
            quorum_of += 1
            taking_part += is_here or (wrote and rule.written_make_quorum)
        in_base = rule.base is VoteBase.ALL_MEMBERS or is_here or (wrote and writing_counts)
        if steps_aside and rule.recusal_base is not RecusalBase.STAYS:
            in_base = False
        if rule.abstentions_leave and act in {"abstain", "invalid"} and (is_here or writing_counts):
            in_base = False
        base += in_base
        agree += act == "for" and (is_here or writing_counts)
    if base == 0 or quorum_of == 0 or able == 0:
        return NO_QUORUM
    if Fraction(taking_part, quorum_of) < Fraction(rule.quorum_numerator, rule.quorum_denominator):
        return NO_QUORUM
    return ADOPTED if agree / base >= Fraction(rule.threshold_percent, 100) else NOT_ADOPTED


@unhurried
@given(the_rule, the_present, the_absent)
def test_the_result_is_that_of_the_pencil(rule: Rule, present: list[str], absent: list[str]):
    assert decide(rule, present, absent).result is oracle(rule, present, absent)


@unhurried
@given(the_rule, the_present, the_absent, some.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(rule, present, absent, random):
    shuffled = random.sample(present, len(present)), random.sample(absent, len(absent))

    assert decide(rule, *shuffled) == decide(rule, present, absent)


@given(some.lists(some.sampled_from(Choice), max_size=40), some.randoms(use_true_random=False))
def test_the_order_of_papers_in_the_urn_never_matters(papers: list[Choice], random):
    assert rules.tally(random.sample(papers, len(papers)), issued=40) == rules.tally(papers, issued=40)


@unhurried
@given(the_rule, the_present, the_absent)
def test_a_recused_member_never_counts(rule: Rule, present: list[str], absent: list[str]):
    """Nothing that those who step aside might have thought is in the count: only that they are there, or are not."""
    done = decide(rule, present, absent)
    votes = [act for act in present if act != "aside"], [act for act in absent if act != "aside"]

    assert done.votes == decide(rule, *votes).votes
    assert done.written == decide(rule, *votes).written
    assert done.in_favour == decide(rule, *votes).in_favour
    assert done.votes.returned <= done.votes.issued == len(votes[0])


@unhurried
@given(the_rule.map(lambda rule: replace(rule, recusal_base=RecusalBase.LEAVES_AND_QUORUM)), the_present, the_absent)
def test_where_they_leave_the_vote_is_as_if_they_were_no_members(rule: Rule, present: list[str], absent: list[str]):
    without = [act for act in present if act != "aside"], [act for act in absent if act != "aside"]
    done, theirs = decide(rule, present, absent), decide(rule, *without)

    assert (done.result, done.quorum_base, done.attending) == (theirs.result, theirs.quorum_base, theirs.attending)
    assert (done.base_count, done.favour_left, done.favour_right) == (
        theirs.base_count,
        theirs.favour_left,
        theirs.favour_right,
    )


@unhurried
@given(the_rule, the_present, the_absent, some.integers(0, 20))
def test_more_agreement_never_undoes_an_adoption(rule, present, absent, place):
    acts = [*present, *absent]
    assume(acts)
    place %= len(acts)
    assume(acts[place] not in {"aside", "nothing"})
    acts[place] = "for"
    more = acts[: len(present)], acts[len(present) :]

    if decide(rule, present, absent).result is ADOPTED:
        assert decide(rule, *more).result is ADOPTED


@unhurried
@given(the_rule, the_present, the_absent)
def test_one_more_member_who_comes_never_breaks_the_quorum(rule, present, absent):
    assume("nothing" in absent)
    without = list(absent)
    without.remove("nothing")

    if decide(rule, present, absent).is_quorate:
        assert decide(rule, [*present, "silent"], without).is_quorate


@unhurried
@given(the_rule, the_present, the_absent)
def test_a_vote_that_could_not_be_quorate_is_not_opened(rule, present, absent):
    """Whatever the absent may still write, a vote that opens can find its quorum, and one refused could not."""
    room = Room(len(present) + len(absent), len(present), present.count("aside"), absent.count("aside"))
    best = [act if act == "aside" else "for" for act in absent]

    assert rules.may_open(rule, room) == decide(rule, present, best).is_quorate


@unhurried
@given(the_rule, the_present, the_absent)
def test_the_numbers_named_as_needed_are_the_smallest_that_do(rule, present, absent):
    done = decide(rule, present, absent)
    assume(done.base_count > 0 and done.quorum_base > 0)
    quorum = Fraction(rule.quorum_numerator, rule.quorum_denominator)

    assert Fraction(done.quorum_needed, done.quorum_base) >= quorum > Fraction(done.quorum_needed - 1, done.quorum_base)
    assert done.votes_needed * 100 >= rule.threshold_percent * done.base_count > (done.votes_needed - 1) * 100


@unhurried
@given(the_rule, the_present, the_absent)
def test_the_share_shown_never_claims_a_threshold_that_was_missed(rule, present, absent):
    done = decide(rule, present, absent)

    if done.result is NOT_ADOPTED:
        assert done.hundredths_in_favour < rule.threshold_percent * 100


def test_a_count_that_tells_how_members_voted_is_known():
    counts = {
        (9, 9, 0, 0): True,
        (9, 0, 9, 0): True,
        (9, 0, 0, 5): True,
        (9, 8, 1, 0): True,
        (9, 1, 8, 0): True,
        (9, 7, 2, 0): False,
        (9, 7, 0, 2): False,
        (4, 2, 2, 0): True,
        (9, 0, 0, 0): False,
    }

    for method in (BallotMethod.ELECTRONIC, BallotMethod.PAPER):
        assert {numbers: rules.tells_votes(method, Votes(*numbers)) for numbers in counts} == counts
    assert not any(rules.tells_votes(BallotMethod.OPEN, Votes(*numbers)) for numbers in counts)
