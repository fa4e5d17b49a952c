"""Where conferrals come from, what a case is about, and who disciplines."""

from enum import StrEnum


class Origin(StrEnum):
    """Where a conferral comes from."""

    OWN_DECISION = "own_decision"
    HIGHER_DECISION = "higher_decision"
    HISTORY = "history"


class CaseKind(StrEnum):
    """What is open against a person or a unit (NĐ 98/2023 Điều 4; TT 08/2017)."""

    DISCIPLINE = "discipline"
    INVESTIGATION = "investigation"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"


class DisciplineAuthority(StrEnum):
    """Which line took a disciplinary decision."""

    ADMINISTRATION = "administration"
    PARTY = "party"


class EntryKind(StrEnum):
    """What can be entered on a record; the value names the table, its events and the owner of its files."""

    CONFERRAL = "conferral"
    INITIATIVE = "initiative"
    DISCIPLINE = "disciplinary_action"
    LEAVE = "leave"
    OPEN_CASE = "open_case"
