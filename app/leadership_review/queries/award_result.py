"""The year's award result, told by the feature that counts it: a registry, because that feature stands higher."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.core.access import Actor
from app.organisation.queries import Unit

Provider = Callable[[Session, Actor, Unit, int], Sequence[str]]
"""Returns the Vietnamese paragraphs on the awards of a body's year, as far as the actor may read them."""

_PROVIDERS: Final[dict[str, Provider]] = {}


def register(provider: Provider) -> None:
    """Name the one function that tells the award result; registering again replaces it."""
    _PROVIDERS["awards"] = provider


def paragraphs(session: Session, actor: Actor, body: Unit, year: int) -> list[str]:
    """Return the paragraphs on the awards of a body's year; none while no feature tells them."""
    provider = _PROVIDERS.get("awards")
    return [text for text in provider(session, actor, body, year) if text] if provider else []
