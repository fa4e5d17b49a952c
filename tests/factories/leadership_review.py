"""Leadership reviews, written through the services as their users write them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.access import Actor
from app.eligibility.enums import ClassificationLevel
from app.leadership_review import services
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind
from app.leadership_review.queries import ReviewFile, review_file

AT = datetime(2019, 1, 7, 3, 0, tzinfo=UTC)
YEAR = 2018

FULL = ReviewDraft(
    overview="Năm 2018, lãnh đạo Sở đã thực hiện các nhiệm vụ trọng tâm theo đúng kế hoạch.",
    conference_on=date(2019, 1, 4),
    conference_chair="Giám đốc Sở",
    attendees="Lãnh đạo Sở Nội vụ",
    proposed_level=ClassificationLevel.HTTNV,
    tasks=(
        TaskDraft("Thanh tra, kiểm tra đo lường", "UBND thành phố giao", "12 cuộc", "15 cuộc", 125, 15),
        TaskDraft("Hỗ trợ khởi nghiệp", "UBND thành phố giao", "", "Vượt kế hoạch", None, -3),
    ),
    figures=(
        FigureDraft("Đo lường", "Phương tiện đo đã kiểm định", Decimal(17334), "phương tiện"),
        FigureDraft("Đo lường", "Tỷ lệ hồ sơ đã xử lý", Decimal("99.5"), "%", "347 lượt hồ sơ"),
    ),
    points={
        PointKind.STRENGTH: (PointDraft("Đoàn kết, thống nhất"),),
        PointKind.SHORTCOMING: (PointDraft("Tham mưu chưa mạnh mẽ"),),
        PointKind.REMEDY: (PointDraft("Đẩy mạnh vai trò của KH&CN", "Lãnh đạo Sở", date(2019, 12, 31)),),
    },
)
"""A review that can be closed."""

SMALL = replace(FULL, overview="", figures=(), points={})


def make_review(
    session: Session, body_id: UUID, officer: Actor, *, year: int = YEAR, draft: ReviewDraft = FULL
) -> ReviewFile:
    """Start and save a review; return it as its page reads it."""
    review_id = services.start_review(body_id, year, actor=officer, at=AT)
    services.save_review(review_id, draft, version=1, actor=officer, at=AT)
    return read(session, review_id)


def read(session: Session, review_id: UUID) -> ReviewFile:
    """Return a review as it stands now."""
    session.expire_all()
    found = review_file(session, review_id)
    assert found is not None
    return found
