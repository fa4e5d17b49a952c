"""The ceiling on excellent people: passed only with a reason that everybody sees."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.classification import queries
from app.classification.queries import ExcellentExcess
from app.classification.rules.entries import reason_problems
from app.classification.rules.quota import is_over
from app.core.access import Actor
from app.core.errors import Problem, refuse
from app.core.text import nfc_block


def refuse_excess(session: Session, body_id: UUID, year: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Raise RuleBroken where a ceiling is passed without a reason; keep a reason that is given."""
    session.flush()
    reason, known = nfc_block(reason), session.get(ExcellentExcess, (body_id, year), populate_existing=True)
    if not is_over(queries.excellent_meters(session, body_id, year)):
        return
    if not reason:
        if known is None:
            message = _l("More people are excellent than the ceiling allows. Give the reason, or change levels.")
            refuse([Problem(message, "excess_reason")])
        return
    refuse([Problem(problem.message, "excess_reason") for problem in reason_problems(reason)])
    if known is None:
        known = ExcellentExcess(body_id=body_id, year=year)
        session.add(known)
    known.reason, known.given_by_name, known.given_at = reason, actor.name, at
    changes = {"year": year}
    kind = "classification.ceiling_passed"
    trail.record(session, kind, body_id, actor=actor, at=at, reason=reason, changes=changes)
