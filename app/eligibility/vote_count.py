"""The numbers of a vote and what they come to: plain data that refuses what cannot be."""

from dataclasses import dataclass, fields
from enum import StrEnum

from app.eligibility.rulebook import Localised, VoteRule


class VoteOutcome(StrEnum):
    """What a vote came to."""

    MET = "met"
    NOT_MET = "not_met"
    NO_QUORUM = "no_quorum"
    NEEDS_CONFIRMATION = "needs_confirmation"
    """Written opinions that are still awaited can turn it."""


class CountRefused(ValueError):
    """Numbers that cannot be those of a vote; ``field`` names the one at fault."""

    def __init__(self, field: str, message: str) -> None:
        """Keep the field and the message."""
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCount:
    """The numbers of one vote. Who steps aside casts no vote; only absent members give a written opinion.

    ``present`` includes ``recused``, the present members who step aside; absent ones who may not give an opinion
    either are ``recused_absent``. ``written_awaited`` are opinions asked for that have not come back yet.
    """

    members: int
    present: int
    in_favour: int = 0
    against: int = 0
    abstentions: int = 0
    invalid: int = 0
    recused: int = 0
    recused_absent: int = 0
    written_in_favour: int = 0
    written_against: int = 0
    written_abstentions: int = 0
    written_awaited: int = 0

    def __post_init__(self) -> None:
        """Refuse numbers that contradict each other."""
        for each in fields(self):
            if getattr(self, each.name) < 0:
                raise CountRefused(each.name, "cannot be below zero")
        for name, number, most, why in (
            ("present", self.present, self.members, "more are present than there are members"),
            ("recused", self.recused, self.present, "more step aside than are present"),
            ("in_favour", self.papers, self.present - self.recused, "more papers than members who may vote"),
            ("recused_absent", self.recused_absent, self.members - self.present, "more than are absent"),
            (
                "written_in_favour",
                self.written + self.written_awaited,
                self.members - self.present - self.recused_absent,
                "more written opinions than absent members who may give one",
            ),
        ):
            if number > most:
                raise CountRefused(name, f"{why} ({number} of {most})")

    @property
    def papers(self) -> int:
        """Papers in the urn."""
        return self.in_favour + self.against + self.abstentions + self.invalid

    @property
    def electors(self) -> int:
        """Members who can vote, in the room or in writing."""
        return self.present - self.recused + self.written + self.written_awaited

    @property
    def written(self) -> int:
        """Written opinions that came."""
        return self.written_in_favour + self.written_against + self.written_abstentions


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteResult:
    """The outcome with every number it follows from.

    ``quorum_left >= quorum_right`` is the quorum and ``favour_left >= favour_right`` the threshold, integers only.
    ``depends_on`` names readings the body has not chosen, of which another option would give another outcome.
    """

    outcome: VoteOutcome
    rule: VoteRule
    count: VoteCount
    base_count: int
    in_favour: int
    quorum_left: int
    quorum_right: int
    quorum_base: int
    attending: int
    favour_left: int
    favour_right: int
    text: Localised
    readings: tuple[str, ...]
    depends_on: tuple[str, ...] = ()

    @property
    def is_quorate(self) -> bool:
        """Say whether enough members took part."""
        return self.quorum_base > 0 and self.quorum_left >= self.quorum_right

    @property
    def is_empty(self) -> bool:
        """Say whether nobody is left who could vote, or of whom a share could be taken."""
        return self.base_count <= 0 or self.quorum_base <= 0 or self.count.electors == 0

    @property
    def quorum_needed(self) -> int:
        """The smallest number of members that makes the quorum."""
        return -(-self.quorum_right // self.rule.quorum_denominator)

    @property
    def votes_needed(self) -> int:
        """The smallest number in favour that reaches the threshold."""
        return -(-self.favour_right // 100)
