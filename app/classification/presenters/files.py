"""One person or unit in one year: the steps, the facts, the history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.audit.queries import EventRow
from app.classification import labels
from app.classification.enums import ClassificationStatus
from app.classification.presenters.lists import level_name
from app.classification.presenters.sheets import points_text
from app.classification.queries import Classification, SelfAssessment
from app.classification.rules.points import from_hundredths
from app.core.text import short_date
from app.eligibility.enums import ClassificationLevel
from app.web.filters import moment

SCORE_LABELS: Final[Mapping[str, object]] = {
    "general": _l("General criteria"),
    "a": "a",
    "b": "b",
    "c": "c",
    "d": "d",
    "dd": "đ",
    "e": "e",
    "items": _l("Pieces of work in all"),
    "content_errors": _l("Major content errors"),
    "delays": _l("Delays"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure, as the chain shows it."""

    label: object
    state: str
    when: str = ""
    who: str = ""
    note: str = ""


def steps(entry: Classification | None, own: SelfAssessment | None, met_on: date | None) -> list[Step]:
    """Return self-assessment, proposal, decision and lock, with what is done and what comes next."""
    status = entry.status if entry else None
    proposed = entry is not None and (entry.proposed_level is not None or status is ClassificationStatus.PROPOSED)
    decided = status in (ClassificationStatus.DECIDED, ClassificationStatus.LOCKED)
    locked = status is ClassificationStatus.LOCKED
    done = [own is not None, proposed or decided, decided, locked]
    # A step that was passed over counts as passed: nobody waits for it any more.
    reached = max((place for place, is_done in enumerate(done) if is_done), default=-1)
    states = ["done" if place <= reached else "current" if place == reached + 1 else "todo" for place in range(4)]
    votes = f"{entry.votes_for}/{entry.votes_total}" if entry and entry.votes_total is not None else ""
    proposal = entry.proposed_level if entry else None
    chain = [
        Step(
            _("Self-assessment"),
            states[0],
            moment(own.written_at) if own else "",
            note=str(level_name(own.level)) if own else "",
        ),
        Step(
            _("Proposal of the unit"),
            states[1],
            short_date(met_on) if met_on and proposed else "",
            note=", ".join(part for part in (str(level_name(proposal)) if proposal else "", votes) if part),
        ),
        Step(
            _("Decision"),
            states[2],
            short_date(entry.decided_on) if entry and entry.decided_on else "",
            who=(entry.decision_number or "") if entry else "",
            note=str(level_name(entry.level)) if entry and decided else "",
        ),
        Step(_("Locked"), states[3]),
    ]
    # Where nobody assessed themselves and the unit went on, the chain begins with the unit.
    return chain if own is not None or reached < 0 else chain[1:]


def score_lines(own: SelfAssessment | None) -> list[tuple[object, str]]:
    """Return the parts of the points of a self-assessment."""
    if own is None or not own.score:
        return []
    return [(label, own.score[name]) for name, label in SCORE_LABELS.items() if name in own.score]


def own_points(record: SelfAssessment | Classification | None) -> str:
    """Return points in words, or nothing."""
    points = from_hundredths(record.points) if record else None
    return points_text(points)


def year_rows(
    rows: Iterable[Any], link: Callable[[int], str]
) -> list[dict[str, object]]:  # Any: year, level, status, day
    """Return the levels of the years for a list."""
    return [
        {
            "year": row[0],
            "href": link(row[0]),
            "level": level_name(row[1]),
            "tone": labels.LEVEL_TONES[row[1]],
            "status": labels.STATUS_LABELS[row[2]],
            "when": short_date(row[3]) if row[3] else "",
        }
        for row in rows
    ]


_FIELDS: Final[Mapping[str, object]] = {
    "level": _l("Level"),
    "proposed_level": _l("Level proposed"),
    "points": _l("Points"),
    "votes_for": _l("Votes in favour"),
    "votes_total": _l("Votes cast"),
    "comment": _l("Comment"),
    "note": _l("Note"),
    "decided_on": _l("Day of decision"),
    "decision_number": _l("Number of the decision"),
    "status": _l("State"),
}


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return what happened to an entry, the newest first."""
    return [
        {
            "what": labels.EVENT_LABELS.get(event.kind, event.kind),
            "who": event.actor_name,
            "when": moment(event.at),
            "reason": event.reason,
            "changes": _changes(event.changes or {}),
        }
        for event in reversed(events)
    ]


def _changes(changes: Mapping[str, Any]) -> list[tuple[object, object, object]]:  # Any: JSON values
    return [
        (label, _value(name, changes[name][0]), _value(name, changes[name][1]))
        for name, label in _FIELDS.items()
        if isinstance(changes.get(name), list) and len(changes[name]) == 2
    ]


def _value(name: str, value: object) -> object:
    if value is None:
        return ""
    if name in ("level", "proposed_level"):
        return level_name(ClassificationLevel(str(value)))
    if name == "points" and isinstance(value, int):
        return points_text(from_hundredths(value))
    if name == "decided_on":
        return short_date(date.fromisoformat(str(value)))
    if name == "status":
        return labels.STATUS_LABELS[ClassificationStatus(str(value))]
    return value
