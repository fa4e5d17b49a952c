"""The council decides by the arithmetic of the engine: the same rule and numbers give the same result in both."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.council import rules as council
from app.council.enums import ItemResult
from app.council.enums import VoteBase as CouncilBase
from app.eligibility.enums import AbsenteeRule, Confidence, VoteBase
from app.eligibility.rulebook import Localised, VoteRule
from app.eligibility.vote import VoteCount, VoteOutcome, count_vote

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

SAME = {
    VoteOutcome.MET: ItemResult.ADOPTED,
    VoteOutcome.NOT_MET: ItemResult.NOT_ADOPTED,
    VoteOutcome.NO_QUORUM: ItemResult.NO_QUORUM,
}
TEXT = Localised(vi="-", en="-")


@unhurried
@given(
    percent=st.integers(1, 100),
    base=st.sampled_from(VoteBase),
    quorum=st.sampled_from([(1, 2), (2, 3), (1, 1)]),
    room=st.lists(st.sampled_from(["in_favour", "against", "abstentions", "recused"]), max_size=9),
    absent=st.integers(0, 6),
)
def test_the_council_decides_alike(percent: int, base: VoteBase, quorum: tuple[int, int], room: list[str], absent: int):
    members, present, recused = len(room) + absent, len(room), room.count("recused")
    cast = {name: room.count(name) for name in ("in_favour", "against", "abstentions")}
    theirs = council.decide(
        council.Rule(percent, CouncilBase(base.value), *quorum),
        council.Room(members, present, recused),
        council.Votes(issued=present - recused, **cast),
    )
    rule = VoteRule(
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
    ours = count_vote(rule, VoteCount(members=members, present=present, recused=recused, **cast))

    assert SAME[ours.outcome] is theirs.result
    assert (ours.base_count, ours.in_favour) == (theirs.base_count, theirs.in_favour)
    assert (ours.favour_left, ours.favour_right) == (theirs.favour_left, theirs.favour_right)
    assert (ours.quorum_left, ours.quorum_right) == (theirs.quorum_left, theirs.quorum_right)
    assert (ours.quorum_needed, ours.votes_needed) == (theirs.quorum_needed, theirs.votes_needed)
