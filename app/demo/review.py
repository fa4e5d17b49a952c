"""The leadership review of 2018, with the facts of the public text, written by HR and closed by the head."""

from datetime import date
from typing import Final

from app.demo.acts import actor, moment, session
from app.demo.department import Department
from app.leadership_review.queries import LeadershipReview
from app.leadership_review.seeding import draft_from_seed
from app.leadership_review.services import close_review, save_review, start_review

CONFERENCE: Final = date(2019, 1, 4)


def write(department: Department) -> None:
    """Write the review of the reference case and close it after its conference."""
    hr, director = actor("hr"), actor("director")
    review_id = start_review(department.body_id, 2018, actor=hr, at=moment(date(2019, 1, 2)))
    version = session().get_one(LeadershipReview, review_id, populate_existing=True).version
    save_review(review_id, draft_from_seed(), version=version, actor=hr, at=moment(CONFERENCE, 14))
    version = session().get_one(LeadershipReview, review_id, populate_existing=True).version
    close_review(review_id, version=version, actor=director, at=moment(CONFERENCE, 17))
