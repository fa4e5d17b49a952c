"""What is true of decisions that amend or revoke an earlier one, and of what a higher body takes away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.core.text import short_date
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.rules.papers import MAX_FOREIGN_NUMBER, MAX_REASON, MAX_TITLE, TICK_ONE, length_problems

MAX_LEGAL_BASIS: Final = 2_000
MAX_NEW_TEXT: Final = 10_000
MAX_PRINTED_NAME: Final = 300
MAX_PRINTED_POST: Final = 120
CHANGEABLE: Final = frozenset({DecisionStatus.SIGNED, DecisionStatus.AMENDED})

NOT_STANDING: Final = _l("Some of these names do not hold the award of that decision any more. Load the page again.")
UNKNOWN_RULE: Final = _l("Choose from the list.")
NOTHING_LEFT: Final = _l("Nothing of that decision stands any more.")
DRAFTED_ALREADY: Final = _l("A draft that says the same waits for its signature already.")
NOTHING_AMENDED: Final = _l("Change a name, the subject line or the text; so far everything stays as it was signed.")


def target_after(kind: ChangeKind, *, standing_before: int, revoked: int) -> DecisionStatus:
    """Return what a decision is once it is changed: revoked when no award of it stands, amended otherwise."""
    everything_gone = kind is ChangeKind.REVOCATION and revoked >= standing_before
    return DecisionStatus.REVOKED if everything_gone else DecisionStatus.AMENDED


def reason_of_change_problems(reason: str, legal_basis: str = "") -> list[Problem]:
    """A change has a written reason."""
    problems = [] if reason else [Problem(_l("Write the reason; it stands on the paper and in the records."), "reason")]
    return [
        *problems,
        *length_problems(("reason", reason, MAX_REASON), ("legal_basis", legal_basis, MAX_LEGAL_BASIS)),
    ]


def revoked_names_problem(asked: Collection[UUID], standing: Collection[UUID]) -> Problem | None:
    """Names to revoke are at least one, and hold the award still."""
    if not standing:
        return Problem(NOTHING_LEFT)
    if not asked:
        return Problem(TICK_ONE, "nomination_ids")
    return None if set(asked) <= set(standing) else Problem(NOT_STANDING, "nomination_ids")


def signed_names_problem(on_paper: Collection[UUID], standing: Collection[UUID], *, is_whole: bool) -> Problem | None:
    """When a revocation is signed, it still says what is true: nothing on it is gone, and the whole is the whole."""
    current = set(on_paper) <= set(standing) and (not is_whole or set(on_paper) == set(standing))
    if on_paper and current:
        return None
    return Problem(
        _l("The decision it revokes has changed since this was drafted. Open the draft, check the names and save it.")
    )


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A recipient as a paper prints it."""

    name: str
    post: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A recipient as it stands now, and as it is to be printed."""

    nomination_id: UUID
    before: PrintedName
    after: PrintedName

    @property
    def changes_something(self) -> bool:
        """Whether anything is printed otherwise."""
        return self.before != self.after


def amendment_problems(
    corrections: Sequence[Correction], *, old_title: str, new_title: str, new_text: str
) -> list[Problem]:
    """An amendment changes something, and every corrected name is a name that fits its place."""
    problems = [problem for each in corrections for problem in _correction_problems(each)]
    problems += length_problems(("new_title", new_title, MAX_TITLE), ("new_text", new_text, MAX_NEW_TEXT))
    changes_title = bool(new_title) and new_title != old_title
    if not (changes_title or new_text or any(each.changes_something for each in corrections)):
        problems.append(Problem(NOTHING_AMENDED))
    return problems


def _correction_problems(correction: Correction) -> list[Problem]:
    row, after = correction.nomination_id, correction.after
    problems = [] if after.name else [Problem(_l("Fill this in."), f"name-{row}")]
    return [
        *problems,
        *length_problems(
            (f"name-{row}", after.name, MAX_PRINTED_NAME),
            (f"post-{row}", after.post, MAX_PRINTED_POST),
            (f"unit-{row}", after.unit_name, MAX_PRINTED_NAME),
        ),
    ]


def change_day_problems(day: date, field: str, *, target_signed_on: date) -> list[Problem]:
    """A decision is not changed before it was signed."""
    if day >= target_signed_on:
        return []
    message = _l(
        "This day lies before the decision that it changes, which is of %(day)s.", day=short_date(target_signed_on)
    )
    return [Problem(message, field)]


@dataclass(frozen=True, slots=True)
class ForeignRevocation:
    """Awards that a higher body has taken away by a decision of its own."""

    nomination_ids: Sequence[UUID]
    decision_number: str
    decision_on: date | None
    reason: str


def foreign_revocation_problems(
    said: ForeignRevocation, held: Collection[UUID], *, conferred_on: date | None, today: date
) -> list[Problem]:
    """The decision of the higher body has a number and a day after the award, and names people who hold it."""
    problems: list[Problem] = []
    named = revoked_names_problem(said.nomination_ids, held)
    if named:
        problems.append(named)
    if not said.decision_number:
        problems.append(Problem(_l("Give the number of the decision that revokes the award."), "decision_number"))
    problems += length_problems(("decision_number", said.decision_number, MAX_FOREIGN_NUMBER))
    problems += _foreign_day_problems(said.decision_on, conferred_on=conferred_on, today=today)
    return [*problems, *reason_of_change_problems(said.reason)]


def _foreign_day_problems(day: date | None, *, conferred_on: date | None, today: date) -> list[Problem]:
    field = "decision_on"
    if day is None:
        return [Problem(_l("Give the day of the decision that revokes the award."), field)]
    if day > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), field)]
    if conferred_on is not None and day < conferred_on:
        message = _l("This day lies before the award, which is of %(day)s.", day=short_date(conferred_on))
        return [Problem(message, field)]
    return []
