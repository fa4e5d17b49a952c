"""Acts on leadership reviews: start, save, close, open again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.leadership_review import policy, queries, rules
from app.leadership_review.draft import ReviewDraft, cleaned, values_of
from app.leadership_review.enums import ReviewStatus
from app.leadership_review.facts import differences
from app.leadership_review.queries import LeadershipReview, ReviewFigure, ReviewPoint, ReviewTask, award_result
from app.organisation.queries import Unit, unit_by_id


def start_review(body_id: UUID, year: int, *, actor: Actor, at: datetime) -> UUID:
    """Open the empty review of a body's year; each body has one a year."""
    with transaction() as session:
        body = _body_for_writing(session, body_id, actor)
        refuse(rules.year_problems(year, local_day(at)))
        if queries.has_review(session, body_id, year):
            message = _l("%(body)s has a leadership review of %(year)s already.", body=body.name, year=year)
            raise RuleBroken(Problem(message, "year"))
        review = LeadershipReview(body_id=body_id, year=year)
        session.add(review)
        session.flush()
        changes = {"year": [None, year]}
        trail.record(session, "leadership_review.started", review.id, actor=actor, at=at, changes=changes)
        return review.id


def save_review(review_id: UUID, draft: ReviewDraft, *, version: int, actor: Actor, at: datetime) -> None:
    """Replace the whole record by ``draft``; raises StaleVersion when somebody saved it meanwhile."""
    with transaction() as session:
        review = _review_for_writing(session, review_id, actor, policy.may_write)
        rules.require_draft(review.status)
        check_version(review, version)
        wanted = cleaned(draft)
        refuse(rules.draft_problems(wanted, review.year))
        changes = differences(queries.draft_of(session, review), wanted)
        if not changes:
            return
        _write(session, review, wanted)
        trail.record(session, "leadership_review.saved", review_id, actor=actor, at=at, changes=changes)


def close_review(review_id: UUID, *, version: int, actor: Actor, at: datetime) -> None:
    """Close a complete review and keep the award result as it stands now; afterwards it is read only."""
    with transaction() as session:
        review = _review_for_writing(session, review_id, actor, policy.may_close)
        status = rules.move(review.status, ReviewStatus.CLOSED)
        check_version(review, version)
        refuse(rules.closing_problems(queries.draft_of(session, review), local_day(at)))
        body = unit_by_id(session, review.body_id)
        review.award_result = "\n\n".join(award_result.paragraphs(session, actor, body, review.year))
        _set_status(session, review, status, closed_at=at)
        changes = {"status": [ReviewStatus.DRAFT.value, status.value], "award_result": ["", review.award_result]}
        trail.record(session, "leadership_review.closed", review_id, actor=actor, at=at, changes=changes)


def reopen_review(review_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """Open a closed review again, with a reason; the award result is told anew from then on."""
    with transaction() as session:
        review = _review_for_writing(session, review_id, actor, policy.may_close)
        status = rules.move(review.status, ReviewStatus.DRAFT)
        reason = nfc_block(reason)
        refuse(rules.reason_problems(reason))
        changes = {"status": [ReviewStatus.CLOSED.value, status.value], "award_result": [review.award_result, ""]}
        review.award_result = ""
        _set_status(session, review, status, closed_at=None)
        trail.record(
            session, "leadership_review.reopened", review_id, actor=actor, at=at, reason=reason, changes=changes
        )


def _set_status(
    session: Session, review: LeadershipReview, status: ReviewStatus, *, closed_at: datetime | None
) -> None:
    review.status, review.closed_at = status, closed_at
    session.flush()


def _body_for_writing(session: Session, body_id: UUID, actor: Actor) -> Unit:
    """Return the body, held so that two officers cannot start the same review at the same moment."""
    body = session.scalar(select(Unit).where(Unit.id == body_id).with_for_update(key_share=True))
    if body is None or not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_write(actor, body.path):
        raise NotAllowed
    if body.body_id != body.id:
        raise RuleBroken(Problem(_l("Only a body with its own council reviews its leadership.")))
    return body


def _review_for_writing(
    session: Session, review_id: UUID, actor: Actor, may: Callable[[Actor, str], bool]
) -> LeadershipReview:
    path = queries.body_path_of(session, review_id)
    if path is None or not policy.may_read(actor, path):
        raise NotFound
    if not may(actor, path):
        raise NotAllowed
    return lock(session, LeadershipReview, review_id)


def _write(session: Session, review: LeadershipReview, draft: ReviewDraft) -> None:
    for name in ("overview", "conference_on", "conference_chair", "attendees", "proposed_level"):
        setattr(review, name, getattr(draft, name))
    flag_modified(review, "overview")  # The version grows although only a list changed.
    for model in (ReviewTask, ReviewFigure, ReviewPoint):
        session.execute(delete(model).where(model.review_id == review.id))
    session.add_all(model(review_id=review.id, **values) for model, values in _rows(draft))


def _rows(draft: ReviewDraft) -> Iterator[tuple[type[Any], dict[str, Any]]]:  # Any: three tables and their columns
    for position, task in enumerate(draft.tasks):
        yield ReviewTask, {"position": position, **values_of(task)}
    for position, figure in enumerate(draft.figures):
        yield ReviewFigure, {"position": position, **values_of(figure)}
    for kind, points in draft.points.items():
        for position, point in enumerate(points):
            yield ReviewPoint, {"kind": kind, "position": position, **values_of(point)}
