"""What the trail says of quality levels."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select, union_all

from app.audit.words import Words
from app.classification import labels
from app.classification.models import Classification, SelfAssessment
from app.classification.rules.confirmations import QUESTIONS, Question
from app.classification.rules.points import from_hundredths
from app.organisation.queries import Person, Unit
from app.web.filters import number

LEVELS: Final = {level.value: label for level, label in labels.LEVEL_LABELS.items()}


def _named(model: type[Classification] | type[SelfAssessment]) -> Select[*tuple[Any, ...]]:  # Any: id and name
    """Select entries, or self-assessments, with the name of the person or unit."""
    return (
        select(model.id.label("id"), func.coalesce(Person.full_name, Unit.name).label("name"))
        .outerjoin(Person, Person.id == model.person_id)
        .outerjoin(Unit, Unit.id == model.collective_id)
    )


_NAMED: Final = union_all(_named(Classification), _named(SelfAssessment)).subquery("named")


class _Question:
    """A question in the language of the page."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def __str__(self) -> str:
        return self._question.text.in_language(str(get_locale()))


TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "classification": Words(
        fields={
            "year": _l("Year"),
            "person_id": _l("Person"),
            "collective_id": _l("Collective"),
            "unit_id": _l("Unit"),
            "level": _l("Level"),
            "decided_on": _l("Decided on"),
            "note": _l("Note"),
            "status": _l("State"),
            "entries": _l("Levels entered"),
            "points": _l("Points"),
            "proposed_level": _l("Proposal of the unit"),
            "votes_for": _l("Votes in favour"),
            "votes_total": _l("Votes cast"),
            "comment": _l("Comment"),
            "decision_number": _l("Number of the decision"),
            "met_on": _l("Day of the meeting"),
            "present": _l("People present"),
            "total": _l("People of the unit"),
            "none_forced": _l("Nobody falls under a reason that forbids a level"),
            "minutes": _l("What the meeting said"),
            "score": _l("Parts of the points"),
            "results": _l("What was done"),
            "shortcomings": _l("Shortcomings and remedies"),
            "raised_on": _l("Day of the objection"),
            "answered_on": _l("Day of the answer"),
            **{question.key: _Question(question) for question in QUESTIONS},
        },
        values={
            "level": LEVELS,
            "proposed_level": LEVELS,
            "points": lambda value: number(from_hundredths(int(value))),
            "status": {status.value: label for status, label in labels.STATUS_LABELS.items()},
        },
        records={"person_id": "person", "collective_id": "unit", "unit_id": "unit"},
        # The lock of a year is told of its body, which is a unit.
        names=select(_NAMED.c.id, _NAMED.c.name),
    )
}
