"""What an item keeps of its vote: the frozen rule and the numbers, alike from a record, a row and an earlier round."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.council.enums import BallotMethod, RecusalBase, VoteBase
from app.council.rules.counting import Arithmetic, Room, Rule, Votes, Written, decide


@dataclass(frozen=True, slots=True)
class KeptVote:
    """The rule and the numbers that decide an item, under the names of its columns; None before they are known."""

    method: BallotMethod
    is_result_only: bool
    is_secret: bool | None
    threshold_percent: int | None
    base: VoteBase | None
    quorum_numerator: int | None
    quorum_denominator: int | None
    rule_citation: str
    rule_is_default: bool
    recusal_base: RecusalBase
    written_make_quorum: bool
    written_join_base: bool
    abstentions_leave: bool
    members_count: int | None
    present_count: int | None
    recused_count: int | None
    recused_absent_count: int | None
    base_count: int | None
    ballots_issued: int | None
    ballots_returned: int | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    votes_invalid: int | None
    written_for: int | None
    written_against: int | None
    written_abstentions: int | None

    @classmethod
    def of(cls, item: object) -> "KeptVote":
        """Take them from an item that bears columns of these names."""
        return cls(**{field.name: getattr(item, field.name) for field in fields(cls)})

    def to_json(self) -> dict[str, Any]:  # Any: JSON values
        """Return them as they are kept: enums by value."""
        return {name: getattr(value, "value", value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "KeptVote":  # Any: as above
        """Read what was kept."""
        base = kept["base"]
        enums = {
            "method": BallotMethod(kept["method"]),
            "recusal_base": RecusalBase(kept["recusal_base"]),
            "base": None if base is None else VoteBase(base),
        }
        return cls(**{**kept, **enums})


def rule_of(vote: KeptVote) -> Rule | None:
    """Return the frozen rule, or None before the vote opens."""
    if (
        vote.threshold_percent is None
        or vote.base is None
        or vote.quorum_numerator is None
        or vote.quorum_denominator is None
    ):
        return None
    return Rule(
        threshold_percent=vote.threshold_percent,
        base=vote.base,
        quorum_numerator=vote.quorum_numerator,
        quorum_denominator=vote.quorum_denominator,
        recusal_base=vote.recusal_base,
        written_make_quorum=vote.written_make_quorum,
        written_join_base=vote.written_join_base,
        abstentions_leave=vote.abstentions_leave,
    )


def votes_of(vote: KeptVote) -> Votes:
    """Return the count of a closed item; an item counted before papers could be invalid has none of these."""
    return Votes(
        issued=vote.ballots_issued or 0,
        in_favour=vote.votes_for or 0,
        against=vote.votes_against or 0,
        abstentions=vote.abstentions or 0,
        invalid=vote.votes_invalid or 0,
    )


def written_of(vote: KeptVote) -> Written:
    """Return the written opinions that were counted."""
    return Written(vote.written_for or 0, vote.written_against or 0, vote.written_abstentions or 0)


def room_of(vote: KeptVote) -> Room:
    """Return who was there. Ballots go to everybody present who does not step aside, so the rest stepped aside."""
    present, issued = vote.present_count or 0, vote.ballots_issued or 0
    recused = vote.recused_count if vote.recused_count is not None else max(present - issued, 0)
    return Room(vote.members_count or 0, present, recused, vote.recused_absent_count or 0)


def redone(vote: KeptVote) -> Arithmetic | None:
    """Do the arithmetic of a counted item again from what was frozen and counted; None before that."""
    rule = rule_of(vote)
    if rule is None or vote.votes_for is None:
        return None
    return decide(rule, room_of(vote), votes_of(vote), written_of(vote))
