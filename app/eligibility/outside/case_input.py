"""The shape of a case: what JSON may say of one person or one unit, and each piece as a fact of the rules."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from app.eligibility.enums import (
    AuthorityLevel,
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
)
from app.eligibility.facts import ConferralFact, DisciplineFact, InitiativeFact, LeaveFact, MemberFact
from app.eligibility.outside.parts import MANY, ChoicesInput, Day, Input, Short, Year, day_of
from app.organisation.enums import StaffGroup


class LeaveWord(StrEnum):
    """Kinds of absence as a case names them."""

    MATERNITY = "maternity"
    STUDY = "study"
    SICK = "sick"
    UNPAID = "unpaid"


LEAVE: Final = {
    LeaveWord.MATERNITY: LeaveKind.MATERNITY,
    LeaveWord.STUDY: LeaveKind.STUDY,
    LeaveWord.SICK: LeaveKind.SICKNESS,
    LeaveWord.UNPAID: LeaveKind.UNPAID,
}


class ConferralInput(Input):
    """An award on record; ``for_initiatives`` left out means that nobody knows which were used, [] that none was."""

    award: Short
    year: Year
    decided_on: Day | None = None
    decision_no: Annotated[str, Field(max_length=200)] = ""
    for_initiatives: Annotated[tuple[Short, ...], Field(max_length=100)] | None = None
    level: AuthorityLevel | None = None
    type: CommendationType = CommendationType.REGULAR
    period_to: Year | None = None
    revoked: bool = False

    def fact(self) -> ConferralFact:
        """Return the fact of the rules."""
        return ConferralFact(
            award=self.award,
            year=self.year,
            decided_on=day_of(self.decided_on) if self.decided_on else None,
            decision_no=self.decision_no,
            type=self.type,
            for_initiatives=None if self.for_initiatives is None else frozenset(self.for_initiatives),
            period_to=self.period_to,
            revoked=self.revoked,
        )


class ClassificationInput(Input):
    """The level of one year."""

    year: Year
    level: ClassificationLevel


class InitiativeInput(Input):
    """An initiative or topic, recognised for a year at a level."""

    id: Short
    year: Year
    level: InitiativeLevel
    kind: InitiativeKind = InitiativeKind.INITIATIVE
    title: Annotated[str, Field(max_length=500)] = ""
    decision_no: Annotated[str, Field(max_length=200)] = ""

    def fact(self) -> InitiativeFact:
        """Return the fact of the rules."""
        return InitiativeFact(**dict(self))


class DisciplineInput(Input):
    """A disciplinary decision."""

    severity: DisciplineLevel
    decided_on: Day
    ends_on: Day | None = None
    decision_no: Annotated[str, Field(max_length=200)] = ""

    def fact(self) -> DisciplineFact:
        """Return the fact of the rules."""
        return DisciplineFact(
            severity=self.severity,
            decided_on=day_of(self.decided_on),
            ends_on=day_of(self.ends_on) if self.ends_on else None,
            decision_no=self.decision_no,
        )


class LeaveInput(Input):
    """An absence, both days included; ``to`` left out means that it still lasts."""

    kind: LeaveWord
    from_: Annotated[Day, Field(alias="from")]
    to: Day | None = None
    rules_kept: bool | None = None
    result_good: bool | None = None

    def fact(self) -> LeaveFact:
        """Return the fact of the rules."""
        return LeaveFact(
            kind=LEAVE[self.kind],
            starts_on=day_of(self.from_),
            ends_on=day_of(self.to) if self.to else None,
            rules_kept=self.rules_kept,
            result_good=self.result_good,
        )


class MemberInput(Input):
    """A member of a unit on the roll of the award year."""

    awards_this_year: Annotated[tuple[Short, ...], Field(max_length=100)] = ()
    classification: ClassificationLevel | None = None
    discipline: Annotated[tuple[DisciplineInput, ...], Field(max_length=100)] = ()
    is_rated: bool = True

    def fact(self) -> MemberFact:
        """Return the fact of the rules."""
        return MemberFact(
            awards_this_year=frozenset(self.awards_this_year),
            classification=self.classification,
            discipline=tuple(each.fact() for each in self.discipline),
            is_rated=self.is_rated,
        )


Conferrals = Annotated[tuple[ConferralInput, ...], Field(max_length=MANY)]
Classifications = Annotated[tuple[ClassificationInput, ...], Field(max_length=MANY)]


class PersonInput(Input):
    """What a case says of a person."""

    joined_on: Day | None = None
    staff_group: StaffGroup | None = None
    is_leader: bool | None = None
    is_female: bool | None = None


class UnitInput(Input):
    """What a case says of a unit; ``members`` left out means that the roll is not known."""

    classifications: Classifications = ()
    conferrals: Conferrals = ()
    members: Annotated[tuple[MemberInput, ...], Field(max_length=100_000)] | None = None


class CaseInput(Input):
    """One question: may this person or unit have this award for this year."""

    id: Short | None = None
    regime: Short
    award: Short
    year: Year
    person: PersonInput | None = None
    unit: UnitInput | None = None
    conferrals: Conferrals = ()
    classifications: Classifications = ()
    initiatives: Annotated[tuple[InitiativeInput, ...], Field(max_length=MANY)] = ()
    discipline: Annotated[tuple[DisciplineInput, ...], Field(max_length=MANY)] = ()
    leave: Annotated[tuple[LeaveInput, ...], Field(max_length=MANY)] = ()
    pending_investigation: bool = False
    registered: Annotated[tuple[Short, ...], Field(max_length=100)] | None = None
    confirmed: Annotated[tuple[Short, ...], Field(max_length=100)] = ()
    denied: Annotated[tuple[Short, ...], Field(max_length=100)] = ()
    reviewed_on: Day | None = None
    proposed_on: Day | None = None
    awards_this_round: Annotated[tuple[Short, ...], Field(max_length=100)] = ()
    choices: ChoicesInput = ChoicesInput()
