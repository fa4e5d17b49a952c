"""Every select over leadership reviews, and the paragraph on awards that a higher feature tells them."""

from app.leadership_review.models import LeadershipReview, ReviewFigure, ReviewPoint, ReviewTask
from app.leadership_review.queries.reviews import (
    ReviewFile,
    ReviewRow,
    body_path_of,
    draft_of,
    has_review,
    review_file,
    reviews_of,
)
from app.leadership_review.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "LeadershipReview",
    "ReviewFigure",
    "ReviewFile",
    "ReviewPoint",
    "ReviewRow",
    "ReviewTask",
    "body_path_of",
    "draft_of",
    "has_review",
    "review_file",
    "reviews_of",
]
