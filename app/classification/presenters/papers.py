"""The annex of the decision, in Vietnamese whatever the screen speaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.classification.queries import Classification, PersonLevel
from app.core.text import long_date_vi
from app.eligibility.enums import ClassificationLevel
from app.eligibility.rulebook import rulebooks


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A name of the annex."""

    name: str
    post: str
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """The people of one unit."""

    heading: str
    lines: list[AnnexLine] = field(default_factory=list)


def _name_vi(level: ClassificationLevel) -> str:
    names = rulebooks().common.vocabulary.classification_levels
    return next(name.name.vi for name in names if name.code is level)


def annex_parts(people: Iterable[tuple[PersonLevel, Classification]]) -> list[AnnexPart]:
    """Return people unit by unit."""
    parts: dict[object, AnnexPart] = {}
    for person, entry in people:
        part = parts.setdefault(person.unit_id, AnnexPart(person.unit_name))
        part.lines.append(AnnexLine(person.full_name, person.post, _name_vi(entry.level), entry.note))
    return list(parts.values())


def annex_units(units: Iterable[tuple[str, Classification]]) -> list[AnnexLine]:
    """Return the collectives."""
    return [AnnexLine(name, "", _name_vi(entry.level), entry.note) for name, entry in units]


def annex_reference(entries: Sequence[Classification]) -> str:
    """Say which decision the list belongs to; with several decisions, only that it belongs to decisions."""
    found = {(entry.decision_number, entry.decided_on) for entry in entries}
    if len(found) != 1:
        return "(Kèm theo các quyết định xếp loại trong năm)" if found else ""
    ((number, day),) = found
    number, when = number or "……/QĐ-……", long_date_vi(day) if day else "ngày …… tháng …… năm ……"
    return f"(Kèm theo Quyết định số {number} {when})"
