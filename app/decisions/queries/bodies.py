"""The body that issues a paper, and its head."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.organisation.queries import Membership, Person, Unit, active_on


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What a paper needs to know of the body that issues it."""

    id: UUID
    name: str
    path: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Head:
    """The person at the head of a body."""

    full_name: str
    post: str


def body_facts(session: Session, body_id: UUID) -> BodyFacts:
    """A unit with authority and users; raises NotFound for any other."""
    query = select(Unit.id, Unit.name, Unit.path, Unit.symbol).where(Unit.id == body_id, Unit.body_id == Unit.id)
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    return BodyFacts(*row)


def head_query(body_id: UUID, on: date) -> Select[str, str]:
    """Select name and post of who heads the body on a day."""
    return (
        select(Person.full_name, Membership.post)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit_id == body_id, Membership.is_head, active_on(on))
        .order_by(Membership.started_on.desc(), Person.id)
        .limit(1)
    )


def head_of(session: Session, body_id: UUID, on: date) -> Head | None:
    """Who heads the body on a day."""
    row = session.execute(head_query(body_id, on)).first()
    return Head(*row) if row else None
