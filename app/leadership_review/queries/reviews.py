"""Reviews of a body, and one review with all its lines in two selects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Integer, Numeric, Row, Select, String, cast, exists, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from app.eligibility.enums import ClassificationLevel
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.models import LeadershipReview, ReviewFigure, ReviewPoint, ReviewTask
from app.organisation.queries import Unit

AnySelect = Select[*tuple[Any, ...]]  # Any: columns of several types, read back by name


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as a list shows it."""

    id: UUID
    year: int
    status: ReviewStatus
    conference_on: date | None
    proposed_level: ClassificationLevel | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A review as its page and its paper show it."""

    id: UUID
    version: int
    year: int
    status: ReviewStatus
    award_result: str
    closed_at: datetime | None
    body: Unit
    parent_name: str
    draft: ReviewDraft


def reviews_of(session: Session, body_id: UUID) -> list[ReviewRow]:
    """All reviews of a body, the newest year first."""
    query = (
        select(
            LeadershipReview.id,
            LeadershipReview.year,
            LeadershipReview.status,
            LeadershipReview.conference_on,
            LeadershipReview.proposed_level,
            LeadershipReview.closed_at,
        )
        .where(LeadershipReview.body_id == body_id)
        .order_by(LeadershipReview.year.desc())
    )
    return [ReviewRow(*row) for row in session.execute(query)]


def has_review(session: Session, body_id: UUID, year: int) -> bool:
    """Whether the body has a review of this year already."""
    known = (LeadershipReview.body_id == body_id) & (LeadershipReview.year == year)
    return bool(session.scalar(select(exists().where(known))))


def body_path_of(session: Session, review_id: UUID) -> str | None:
    """The tree path of the body whose review this is, or None for no review."""
    query = select(Unit.path).join(LeadershipReview, LeadershipReview.body_id == Unit.id)
    return session.scalar(query.where(LeadershipReview.id == review_id))


def review_file(session: Session, review_id: UUID) -> ReviewFile | None:
    """One review with its body and all its lines, or None."""
    above = aliased(Unit, name="above")
    query = (
        select(LeadershipReview, Unit, above.name)
        .join(Unit, Unit.id == LeadershipReview.body_id)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(LeadershipReview.id == review_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    review, body, parent_name = row
    return ReviewFile(
        id=review.id,
        version=review.version,
        year=review.year,
        status=review.status,
        award_result=review.award_result,
        closed_at=review.closed_at,
        body=body,
        parent_name=parent_name or "",
        draft=draft_of(session, review),
    )


def draft_of(session: Session, review: LeadershipReview) -> ReviewDraft:
    """What the record says now, lists in order."""
    lines = _lines_of(session, review.id)
    return ReviewDraft(
        overview=review.overview,
        conference_on=review.conference_on,
        conference_chair=review.conference_chair,
        attendees=review.attendees,
        proposed_level=review.proposed_level,
        tasks=_tasks(line for line in lines if line.part == "tasks"),
        figures=_figures(line for line in lines if line.part == "figures"),
        points={kind: _points(line for line in lines if line.part == kind.value) for kind in PointKind},
    )


_TYPES: Final[dict[str, Any]] = {  # Any: column types of several kinds
    "text": String,
    "heading": String,
    "plan": String,
    "result": String,
    "measure": String,
    "note": String,
    "percent": Integer,
    "days": Integer,
    "value": Numeric(18, 2),
    "due_on": Date,
}
"""What the lines of all three tables have, one way or another; what a table lacks is NULL of its type."""


def _lines_of(session: Session, review_id: UUID) -> Sequence[Row[*tuple[Any, ...]]]:
    """Read tasks, figures and points in one select: a page has few queries to spend."""
    parts = union_all(
        _lines(
            ReviewTask,
            review_id,
            part=literal("tasks"),
            text=ReviewTask.name,
            heading=ReviewTask.source,
            plan=ReviewTask.plan,
            result=ReviewTask.result,
            percent=ReviewTask.percent_of_plan,
            days=ReviewTask.days_early,
        ),
        _lines(
            ReviewFigure,
            review_id,
            part=literal("figures"),
            text=ReviewFigure.name,
            heading=ReviewFigure.field,
            value=ReviewFigure.value,
            measure=ReviewFigure.measure,
            note=ReviewFigure.note,
        ),
        _lines(
            ReviewPoint,
            review_id,
            part=cast(ReviewPoint.kind, String),
            text=ReviewPoint.text,
            heading=ReviewPoint.owner,
            due_on=ReviewPoint.due_on,
        ),
    ).order_by("part", "position")
    return session.execute(parts).all()


def _lines(
    model: type[ReviewTask | ReviewFigure | ReviewPoint],
    review_id: UUID,
    **columns: Any,  # Any: columns of several types
) -> AnySelect:
    cells = [columns.get(name, cast(null(), kind)).label(name) for name, kind in _TYPES.items()]
    query: AnySelect = select(columns["part"].label("part"), model.position.label("position"), *cells)
    return query.where(model.review_id == review_id)


def _tasks(lines: Iterable[Row[*tuple[Any, ...]]]) -> tuple[TaskDraft, ...]:
    return tuple(TaskDraft(row.text, row.heading, row.plan, row.result, row.percent, row.days) for row in lines)


def _figures(lines: Iterable[Row[*tuple[Any, ...]]]) -> tuple[FigureDraft, ...]:
    return tuple(FigureDraft(row.heading, row.text, row.value, row.measure, row.note) for row in lines)


def _points(lines: Iterable[Row[*tuple[Any, ...]]]) -> tuple[PointDraft, ...]:
    return tuple(PointDraft(row.text, row.heading, row.due_on) for row in lines)
