"""Who may read, write and close the review of a body; ``body_path`` is its tree path (design 4)."""

from app.core.access import Actor, Permission
from app.leadership_review.enums import ReviewStatus


def may_read(actor: Actor, body_path: str) -> bool:
    """HR officers, the head and auditors of the body read its reviews."""
    return actor.may_at(Permission.REVIEW_READ, body_path)


def may_write(actor: Actor, body_path: str) -> bool:
    """HR officers of the body start and write its reviews."""
    return actor.may_at(Permission.REVIEW_EDIT, body_path)


def may_edit(actor: Actor, body_path: str, status: ReviewStatus) -> bool:
    """Say whether the actor may change this review now: a closed one is read only."""
    return status is ReviewStatus.DRAFT and may_write(actor, body_path)


def may_close(actor: Actor, body_path: str) -> bool:
    """The head of the body closes its reviews and opens them again."""
    return actor.may_at(Permission.REVIEW_CLOSE, body_path)
