"""What officers confirm by hand about one entry: answers that no record holds."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.audit import trail
from app.classification import policy
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification
from app.classification.rules.confirmations import Answer, questions_for
from app.classification.services.places import refuse_locked, units_for_writing
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, Problem, check_version, refuse
from app.core.transaction import transaction
from app.eligibility.enums import Subject
from app.organisation.enums import StaffGroup


def confirm(
    classification_id: UUID,
    answers: Mapping[str, bool | int | None],
    version: int | None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the answers to the questions of an entry's scheme; None takes an answer back."""
    with transaction() as session:
        row = session.get(Classification, classification_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        (unit,) = units_for_writing(session, {row.unit_id}, actor, policy.may_propose)
        refuse_locked(session, [unit], row.year)
        if row.status is not ClassificationStatus.PROPOSED and not policy.may_edit(actor, unit.path):
            raise NotAllowed
        if version is not None:
            check_version(row, version)
        before = dict(row.confirmed or {})
        after = {**before, **_checked(row, answers)}
        after = {key: value for key, value in after.items() if value is not None}
        if before == after:
            return
        row.confirmed = after or None
        changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        changes = {key: [before.get(key), after.get(key)] for key in changed}
        trail.record(session, "classification.confirmed", row.id, actor=actor, at=at, changes=changes)


def _checked(row: Classification, answers: Mapping[str, bool | int | None]) -> dict[str, bool | int | None]:
    """Return the answers that fit a question; anything else is refused."""
    subject = Subject.INDIVIDUAL if row.person_id else Subject.COLLECTIVE
    known = {
        question.key: question
        for question in questions_for(row.scheme_id, subject, is_leader=row.staff_group is StaffGroup.LEADER)
    }
    for key, value in answers.items():
        question = known.get(key)
        is_yes_no = isinstance(value, bool)
        if question is None or (value is not None and (question.answer is Answer.YES_NO) is not is_yes_no):
            refuse([Problem(_l("This question does not belong to this level."))])
        if value is not None and not is_yes_no and not 0 <= value <= 100:
            refuse([Problem(_l("Enter a whole number from 0 to 100."), key)])
    return dict(answers)
