"""What an entry says, cleaned on the way in, whoever calls."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from uuid import UUID

from app.core.text import nfc, nfc_block
from app.eligibility.enums import CommendationType, DisciplineLevel, InitiativeKind, InitiativeLevel, LeaveKind
from app.records.enums import CaseKind, DisciplineAuthority, Origin

_BLOCKS: Final = frozenset({"reason", "conclusion", "revoked_reason"})


class _Cleaned:
    """Text arrives composed and trimmed."""

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, each.name)
            if type(value) is str:
                object.__setattr__(self, each.name, (nfc_block if each.name in _BLOCKS else nfc)(value))


@dataclass(frozen=True, kw_only=True)
class ConferralFacts(_Cleaned):
    """An award from history or from a higher body; ``initiatives`` None: it is unknown which were used."""

    award_code: str
    year: int
    decision_number: str
    decision_on: date
    decided_by_name: str
    person_id: UUID | None = None
    collective_id: UUID | None = None
    origin: Origin = Origin.HISTORY
    commendation_type: CommendationType | None = None
    period_from: int | None = None
    period_to: int | None = None
    initiatives: frozenset[UUID] | None = None
    note: str = ""
    revoked_on: date | None = None
    revoked_reason: str = ""
    another_confirmed: bool = False
    """The officer says that this form of commendation was given twice in one year."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person's part in an initiative; None: the share is unknown."""

    person_id: UUID
    share_percent: int | None = None


@dataclass(frozen=True, kw_only=True)
class InitiativeFacts(_Cleaned):
    """A recognised initiative or an accepted topic; the first author is the main one."""

    year: int
    title: str
    level: InitiativeLevel
    authors: tuple[Author, ...]
    kind: InitiativeKind = InitiativeKind.INITIATIVE
    recognised_by: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DisciplineFacts(_Cleaned):
    """A disciplinary decision on a person or a unit."""

    severity: DisciplineLevel
    decided_on: date
    person_id: UUID | None = None
    collective_id: UUID | None = None
    authority: DisciplineAuthority = DisciplineAuthority.ADMINISTRATION
    ends_on: date | None = None
    decision_number: str = ""
    decided_by: str = ""
    is_duty_related: bool = True
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LeaveFacts(_Cleaned):
    """A long absence; the two judgements are for assigned study only."""

    person_id: UUID
    kind: LeaveKind
    started_on: date
    ended_on: date | None = None
    rules_kept: bool | None = None
    result_good: bool | None = None
    decision_number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFacts(_Cleaned):
    """Something open against a person or a unit, or concluded."""

    kind: CaseKind
    opened_on: date
    person_id: UUID | None = None
    collective_id: UUID | None = None
    closed_on: date | None = None
    source: str = ""
    conclusion: str = ""


Facts = ConferralFacts | InitiativeFacts | DisciplineFacts | LeaveFacts | CaseFacts
