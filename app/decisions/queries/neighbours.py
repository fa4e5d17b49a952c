"""What features above this one lend to the page of a decision: what it costs, which certificates follow from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.core.access import Actor
from app.decisions.queries.names import Name
from app.decisions.queries.sheets import DecisionSheet


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel beside the names of a decision; links lead somewhere, acts are posted."""

    title: object
    facts: Sequence[tuple[object, object]] = ()
    note: object = ""
    links: Sequence[tuple[object, str]] = ()
    acts: Sequence[tuple[object, str]] = ()


PanelSource = Callable[[Session, Actor, DecisionSheet, Sequence[Name]], Panel | None]
"""Gives the panel of a decision that the actor has already been found to read, or None."""

_PANELS: Final[dict[str, PanelSource]] = {}


def add_panel(name: str, source: PanelSource) -> None:
    """Learn what another feature says beside a decision."""
    _PANELS[name] = source


def panels_of(session: Session, actor: Actor, sheet: DecisionSheet, names: Sequence[Name]) -> list[Panel]:
    """The panels that other features lend to a decision, in the order in which they were learnt."""
    found = (source(session, actor, sheet, names) for source in _PANELS.values())
    return [panel for panel in found if panel is not None]
