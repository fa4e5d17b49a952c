"""Objections to a level, and their answers."""

from datetime import date, datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.classification import policy
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification, Objection
from app.classification.rules import steps
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, TransitionError, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.organisation.queries import Unit


def object_to(classification_id: UUID, reason: str, raised_on: date, *, actor: Actor, at: datetime) -> UUID:
    """Record what somebody holds against a level: the person's own act, or an HR officer's for them."""
    with transaction() as session:
        row, path = _entry(session, classification_id, actor)
        own = policy.is_own(actor, row.person_id)
        speaks_for_unit = row.person_id is None and policy.may_propose(actor, path)
        if not (own or speaks_for_unit or policy.may_edit(actor, path)):
            raise NotAllowed
        if row.status is ClassificationStatus.PROPOSED:
            raise RuleBroken(Problem(_l("An objection is possible once the level is decided.")))
        reason = nfc_block(reason)
        refuse(_text_problems(reason, "reason"))
        if raised_on > local_day(at):
            refuse([Problem(_l("This day has not come yet."), "raised_on")])
        if row.decided_on and raised_on < row.decided_on:
            refuse([Problem(_l("The objection cannot be older than the decision."), "raised_on")])
        if known := _waiting(session, row.id, reason, raised_on):
            return known  # a button pressed twice
        objection = Objection(
            id=new_id(),
            classification_id=row.id,
            raised_on=raised_on,
            raised_by_name=actor.name,
            reason=reason,
        )
        session.add(objection)
        changes = {"raised_on": raised_on.isoformat()}
        kind = "classification.objected"
        trail.record(session, kind, row.id, actor=actor, at=at, reason=reason, changes=changes)
        return objection.id


def _waiting(session: Session, classification_id: UUID, reason: str, raised_on: date) -> UUID | None:
    """Return an objection that says the same and waits for its answer; holds the entry, so that none comes between."""
    held = select(Classification.id).where(Classification.id == classification_id)
    session.execute(held.with_for_update(key_share=True))
    return session.scalar(
        select(Objection.id).where(
            Objection.classification_id == classification_id,
            Objection.raised_on == raised_on,
            Objection.reason == reason,
            Objection.answered_on.is_(None),
        )
    )


def answer_objection(
    objection_id: UUID, answer: str, answered_on: date, version: int | None, *, actor: Actor, at: datetime
) -> UUID:
    """Answer an objection once; return the entry that it is about."""
    with transaction() as session:
        objection = session.get(Objection, objection_id, with_for_update=True, populate_existing=True)
        if objection is None:
            raise NotFound
        row, path = _entry(session, objection.classification_id, actor)
        if not policy.may_answer(actor, path):
            raise NotAllowed
        if objection.answered_on is not None:
            raise TransitionError("answered already")
        if version is not None:
            check_version(objection, version)
        answer = nfc_block(answer)
        refuse(
            [
                *_text_problems(answer, "answer"),
                *steps.answer_problems(objection.raised_on, answered_on, today=local_day(at)),
            ]
        )
        objection.answer, objection.answered_on, objection.answered_by_name = answer, answered_on, actor.name
        changes = {"answered_on": answered_on.isoformat()}
        kind = "classification.objection_answered"
        trail.record(session, kind, row.id, actor=actor, at=at, reason=answer, changes=changes)
        return row.id


def _entry(session: Session, classification_id: UUID, actor: Actor) -> tuple[Classification, str]:
    """Return an entry that the actor may see, with the path of its unit."""
    row = session.get(Classification, classification_id, populate_existing=True)
    path = session.scalar(select(Unit.path).where(Unit.id == row.unit_id)) if row else None
    if row is None or path is None:
        raise NotFound
    if not (policy.may_read(actor, path) or policy.is_own(actor, row.person_id)):
        raise NotFound
    return row, path


def _text_problems(text: str, field: str) -> list[Problem]:
    if not text:
        return [Problem(_l("Give the reason.") if field == "reason" else _l("Write the answer."), field)]
    if len(text) > steps.MAX_COMMENT:
        return [Problem(_l("At most %(most)s characters.", most=steps.MAX_COMMENT), field)]
    return []
