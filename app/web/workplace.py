"""The body and the year that the pages are about: always visible, switchable, kept in the signed cookie."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import session

from app.core.access import Actor
from app.core.clock import today
from app.core.errors import NotFound
from app.web.guards import current_actor

KEY = "workplace"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A body (its id, name and tree path) and a year."""

    body_id: UUID
    body_name: str
    body_path: str
    year: int


def current_workplace() -> Workplace:
    """Return the body and year of the top bar; raises NotFound for an account that belongs to no body."""
    workplace = workplace_of(current_actor())
    if workplace is None:
        raise NotFound
    return workplace


def workplace_where(may: Callable[[Actor, str], bool]) -> Workplace:
    """Return the body and year of the top bar where the actor may do this there; raises NotFound."""
    workplace = current_workplace()
    if not may(current_actor(), workplace.body_path):
        raise NotFound
    return workplace


def workplace_of(actor: Actor) -> Workplace | None:
    """Return what the actor chose, as long as it lies within their rights, else where they work."""
    chosen = session.get(KEY) or {}
    year = chosen.get("year") or today().year
    if chosen.get("body_id") and may_look_at(actor, chosen["path"]):
        return Workplace(UUID(chosen["body_id"]), chosen["name"], chosen["path"], year)
    bodies = [*(grant.body for grant in actor.grants), actor.own_body]
    return next((Workplace(body.id, body.name, body.path, year) for body in bodies if body), None)


def may_look_at(actor: Actor, body_path: str) -> bool:
    """Say whether the actor works in this body, or holds a role there or above."""
    homes = [body.path for body in (*(grant.body for grant in actor.grants), actor.own_body) if body]
    return body_path in homes or any(body_path.startswith(grant.path) for grant in actor.grants)


def choose(*, body_id: UUID, name: str, path: str, year: int) -> None:
    """Keep a body, which the caller has checked, and a year."""
    session[KEY] = {"body_id": str(body_id), "name": name, "path": path, "year": year}
