"""The rules of councils by example and by property."""

from uuid import UUID

import pytest

from app.core.errors import TransitionError
from app.council import rules
from app.council.enums import (
    BallotMethod,
    Choice,
    CouncilRole,
    DerivedGround,
    ItemResult,
    ItemStatus,
    MeetingStatus,
    SeatFault,
    Secrecy,
    VoteBase,
    VotingWay,
)
from app.council.rules import Arithmetic, FileFacts, MemberFacts, Room, Rule, Seat, Votes

ME, OTHER = UUID(int=1), UUID(int=2)
LOCAL = Rule(threshold_percent=70, base=VoteBase.ALL_MEMBERS, quorum_numerator=2, quorum_denominator=3)
DECREE_91_2017 = Rule(threshold_percent=90, base=VoteBase.ALL_MEMBERS, quorum_numerator=2, quorum_denominator=3)
OF_PRESENT = Rule(threshold_percent=70, base=VoteBase.PRESENT, quorum_numerator=2, quorum_denominator=3)


def votes(in_favour: int, against: int = 0, abstentions: int = 0, *, issued: int = 99) -> Votes:
    return Votes(issued=issued, in_favour=in_favour, against=against, abstentions=abstentions)


def decided(rule: Rule, *, members: int, present: int, votes: Votes, recused: int = 0) -> Arithmetic:
    return rules.decide(rule, Room(members, present, recused), votes)


@pytest.mark.parametrize(
    ("way", "secret", "free"),
    [
        (VotingWay.AS_RULED, BallotMethod.ELECTRONIC, BallotMethod.OPEN),
        (VotingWay.SECRET, BallotMethod.ELECTRONIC, BallotMethod.ELECTRONIC),
        (VotingWay.PAPER, BallotMethod.PAPER, BallotMethod.PAPER),
    ],
)
def test_a_vote_is_by_name_only_where_the_rule_leaves_it_open(
    way: VotingWay, secret: BallotMethod, free: BallotMethod
) -> None:
    assert rules.method_for(way, is_secret=True) is secret
    assert rules.method_for(way, is_secret=False) is free


@pytest.mark.parametrize(
    ("rule", "members", "present", "in_favour", "expected"),
    [
        # 90 per cent of all members (Decree 91/2017, article 45.8): of ten, nine suffice and eight do not.
        (DECREE_91_2017, 10, 10, 9, ItemResult.ADOPTED),
        (DECREE_91_2017, 10, 10, 8, ItemResult.NOT_ADOPTED),
        # Of nine members, 8 are 88.9 per cent: rounding would adopt, integers do not.
        (DECREE_91_2017, 9, 9, 8, ItemResult.NOT_ADOPTED),
        (LOCAL, 10, 7, 7, ItemResult.ADOPTED),
        (LOCAL, 10, 7, 6, ItemResult.NOT_ADOPTED),
        # 6 of 9 are exactly two thirds, 5 are not; 7 of 10 are enough, 6 are not.
        (OF_PRESENT, 9, 6, 6, ItemResult.ADOPTED),
        (OF_PRESENT, 9, 5, 5, ItemResult.NO_QUORUM),
        (OF_PRESENT, 10, 6, 6, ItemResult.NO_QUORUM),
        (OF_PRESENT, 10, 7, 5, ItemResult.ADOPTED),
        (OF_PRESENT, 10, 7, 4, ItemResult.NOT_ADOPTED),
        # A council without members adopts nothing.
        (LOCAL, 0, 0, 0, ItemResult.NO_QUORUM),
        (OF_PRESENT, 0, 0, 0, ItemResult.NO_QUORUM),
    ],
)
def test_an_item_is_decided_by_its_frozen_rule(rule, members, present, in_favour, expected):
    assert decided(rule, members=members, present=present, votes=votes(in_favour)).result is expected


def test_the_arithmetic_can_be_redone_by_hand():
    done = decided(LOCAL, members=9, present=7, votes=votes(6, 1))

    assert (done.base_count, done.favour_left, done.favour_right) == (9, 600, 630)
    assert (done.quorum_left, done.quorum_right, done.quorum_needed) == (21, 18, 6)
    assert (done.votes_needed, done.hundredths_in_favour) == (7, 6666)
    assert done.is_quorate
    assert done.result is ItemResult.NOT_ADOPTED


def test_a_vote_in_which_nobody_could_vote_decides_nothing():
    done = decided(LOCAL, members=3, present=3, recused=3, votes=votes(0, issued=0))

    assert done.result is ItemResult.NO_QUORUM


def test_abstentions_stay_in_the_base():
    assert decided(OF_PRESENT, members=10, present=10, votes=votes(6, 0, 4)).result is ItemResult.NOT_ADOPTED


def test_the_count_of_papers_adds_up():
    counted = rules.tally([Choice.FOR, Choice.ABSTAIN, Choice.FOR, Choice.AGAINST], issued=6)

    assert counted == Votes(issued=6, in_favour=2, against=1, abstentions=1)
    assert (counted.returned, counted.valid, counted.invalid) == (4, 4, 0)


@pytest.mark.parametrize(
    ("member", "file", "expected"),
    [
        (MemberFacts(ME, "HCM.DOST.OFF."), FileFacts("HCM.DOST.", person_id=ME), [DerivedGround.OWN_NOMINATION]),
        (MemberFacts(ME, "HCM.DOST.OFF."), FileFacts("HCM.DOST.", person_id=OTHER), []),
        (
            MemberFacts(ME, "HCM.DOST.OFF."),
            FileFacts("HCM.DOST.", collective_path="HCM.DOST.OFF."),
            [DerivedGround.OWN_UNIT],
        ),
        (
            MemberFacts(ME, "HCM.DOST.STQ.LAB."),
            FileFacts("HCM.DOST.", collective_path="HCM.DOST.STQ."),
            [DerivedGround.OWN_UNIT],
        ),
        (MemberFacts(ME, "HCM.DOST.STQ."), FileFacts("HCM.DOST.", collective_path="HCM.DOST.STQ.LAB."), []),
        (MemberFacts(ME, "HCM.DOST.OFFICE."), FileFacts("HCM.DOST.", collective_path="HCM.DOST.OFF."), []),
        # Everybody works in the body itself: it is nobody's own unit.
        (MemberFacts(ME, "HCM.DOST.OFF."), FileFacts("HCM.DOST.", collective_path="HCM.DOST."), []),
        (MemberFacts(ME, ""), FileFacts("HCM.DOST.", collective_path="HCM.DOST.OFF."), []),
        (
            MemberFacts(ME, "HCM.DOST.OFF."),
            FileFacts("HCM.DOST.", person_id=OTHER, author_ids=frozenset({ME, OTHER})),
            [DerivedGround.CO_AUTHOR],
        ),
        (
            MemberFacts(ME, "HCM.DOST.OFF."),
            FileFacts("HCM.DOST.", person_id=ME, author_ids=frozenset({ME})),
            [DerivedGround.OWN_NOMINATION, DerivedGround.CO_AUTHOR],
        ),
        (MemberFacts(ME, "HCM.DOST.OFF."), FileFacts("HCM.DOST.", author_ids=frozenset({OTHER})), []),
    ],
)
def test_conflicts_follow_from_the_file(member, file, expected):
    assert rules.derived_conflicts(member, file) == expected


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ([Seat(ME, CouncilRole.CHAIR), Seat(OTHER)], []),
        ([Seat(ME)], [SeatFault.NO_CHAIR]),
        ([Seat(ME, CouncilRole.CHAIR), Seat(OTHER, CouncilRole.CHAIR)], [SeatFault.SEVERAL_CHAIRS]),
        ([Seat(ME, CouncilRole.CHAIR), Seat(ME)], [SeatFault.TWICE]),
        ([Seat(ME, CouncilRole.CHAIR, has_vote=False)], [SeatFault.NO_VOTES]),
        ([], [SeatFault.NO_CHAIR, SeatFault.NO_VOTES]),
    ],
)
def test_a_council_has_one_chair_and_votes(seats, expected):
    assert rules.seat_faults(seats) == expected


def test_states_only_go_forward():
    assert rules.move_meeting(MeetingStatus.PLANNED, MeetingStatus.OPEN) is MeetingStatus.OPEN
    assert rules.move_item(ItemStatus.VOTING, ItemStatus.CLOSED) is ItemStatus.CLOSED
    with pytest.raises(TransitionError):
        rules.move_meeting(MeetingStatus.MINUTED, MeetingStatus.OPEN)
    with pytest.raises(TransitionError):
        rules.move_item(ItemStatus.CLOSED, ItemStatus.VOTING)


@pytest.mark.parametrize(
    ("electors", "expected"),
    [(0, Secrecy.NOBODY), (1, Secrecy.ONE), (2, Secrecy.TWO), (3, Secrecy.FEW), (4, Secrecy.FEW), (5, Secrecy.USUAL)],
)
def test_a_small_number_of_electors_is_named(electors, expected):
    assert rules.secrecy_note(electors) is expected
