"""The seed file of a review as a draft: the demo saves it like a user's work."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from app.eligibility.enums import ClassificationLevel
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind

REVIEW_2018: Final = Path(__file__).parent / "seeds" / "review_2018.yaml"


class _Part(BaseModel):
    """A part of the file: a word it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Stated(_Part):
    """A part that says when it is not from the source."""

    invented: bool = False


class _Source(_Part):
    title: str
    published_by: str
    published_on: date
    year: int


class _Task(_Stated):
    name: str
    source: str
    plan: str = ""
    result: str
    percent_of_plan: int | None = None
    days_early: int | None = None

    def draft(self) -> TaskDraft:
        return TaskDraft(self.name, self.source, self.plan, self.result, self.percent_of_plan, self.days_early)


class _Figure(_Stated):
    name: str
    value: Decimal
    measure: str = ""
    note: str = ""


class _Figures(_Part):
    field: str
    rows: list[_Figure]

    def drafts(self) -> list[FigureDraft]:
        return [FigureDraft(self.field, row.name, row.value, row.measure, row.note) for row in self.rows]


class _Point(_Stated):
    text: str
    owner: str = ""
    due_on: date | None = None

    def draft(self) -> PointDraft:
        return PointDraft(self.text, self.owner, self.due_on)


class _Level(_Stated):
    code: ClassificationLevel


class _Review(_Part):
    source: _Source
    conference_on: date
    conference_chair: str
    attendees: str
    proposed_level: _Level
    overview: str
    tasks: list[_Task]
    figures: list[_Figures]
    points: dict[PointKind, list[_Point]]


def draft_from_seed(path: Path = REVIEW_2018) -> ReviewDraft:
    """Read a seed file into the draft that ``save_review`` takes; raises ValueError for a wrong file."""
    review = _Review.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    return ReviewDraft(
        overview=review.overview,
        conference_on=review.conference_on,
        conference_chair=review.conference_chair,
        attendees=review.attendees,
        proposed_level=review.proposed_level.code,
        tasks=[task.draft() for task in review.tasks],
        figures=[figure for group in review.figures for figure in group.drafts()],
        points={kind: [point.draft() for point in points] for kind, points in review.points.items()},
    )
