"""The register and its rows, in the language of the page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.awards.labels import abbreviation, language, regime_word
from app.core.text import short_date
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award, rulebooks
from app.organisation.queries import UnitRow
from app.registrations import labels, rules
from app.registrations.queries import Candidate, RegistrationRound, RegistrationRow
from app.web.filters import moment, number

_INDENT: Final = "\u2003"


@dataclass(frozen=True, slots=True)
class RowView:
    """A line of the list."""

    name: str
    detail: str
    href: str
    unit: str
    award: str
    award_name: str
    on: str
    note: str


def row_view(row: RegistrationRow, href: str) -> RowView:
    """Return a registration as the list shows it."""
    return RowView(
        name=row.name,
        detail=row.post or "",
        href=href,
        unit=row.unit_name,
        award=abbreviation(row.award_code),
        award_name=labels.award_words(row.award_code).partition(": ")[2],
        on=short_date(row.registered_on),
        note=row.withdrawn_reason or row.note,
    )


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Where the register of the year stands: a word, its colour, a sentence."""

    word: str
    tone: str
    text: str


def register_state(kept: RegistrationRound | None, year: int, today: date) -> RegisterState:
    """Say whether registrations are taken."""
    if kept is None:
        return RegisterState(_("No register"), "grey", _("Nobody has opened a register of %(year)s yet.", year=year))
    days = {"first": short_date(kept.opens_on), "last": short_date(kept.closes_on)}
    if kept.opens_on > today:
        return RegisterState(_("Not open yet"), "blue", _("Units register from %(first)s to %(last)s.", **days))
    if rules.is_open(kept, today):
        left = (kept.closes_on - today).days
        return RegisterState(
            _("Open"), "green", _("Units register until %(last)s, %(left)s days left.", left=left, **days)
        )
    return RegisterState(
        _("Closed"), "grey", _("Units registered from %(first)s to %(last)s. HR officers may still mend it.", **days)
    )


def count_words(counts: Iterable[tuple[str, int]]) -> str:
    """Return how many are registered for each award, in the official order."""
    order = {
        award.code: place for regime in rulebooks().regimes() for place, award in enumerate(regime.awards.values())
    }
    ordered = sorted(counts, key=lambda pair: order.get(pair[0], len(order)))
    return " · ".join(f"{abbreviation(code)} {number(count)}" for code, count in ordered)


def round_facts(kept: RegistrationRound) -> list[tuple[str, str]]:
    """Return the register's dates and basis."""
    return [
        (_("Open"), _("%(first)s to %(last)s", first=short_date(kept.opens_on), last=short_date(kept.closes_on))),
        (_("Set of rules"), regime_word(kept.regime_id)),
        (_("Legal basis"), kept.legal_basis),
    ]


def facts(row: RegistrationRow) -> list[tuple[str, str]]:
    """Return what stands on the page of a registration."""
    rows = [
        (_("Name"), row.name),
        (_("Unit"), row.unit_name),
        (_("Award aimed at"), labels.award_words(row.award_code)),
        (_("Year"), str(row.year)),
        (_("Registered on"), short_date(row.registered_on)),
    ]
    if row.post:
        rows.insert(1, (_("Post"), row.post))
    if row.note:
        rows.append((_("Note"), row.note))
    if row.withdrawn_at:
        rows += [(_("Withdrawn on"), moment(row.withdrawn_at)), (_("Withdrawn because"), row.withdrawn_reason)]
    return rows


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return who did what, the newest first."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": str(labels.EVENT_LABELS.get(event.kind, event.kind)),
            "reason": event.reason,
            "changes": [] if event.kind == "registration.made" else _changes(event.changes),
        }
        for event in reversed(events)
    ]


def _changes(changes: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    if "award" in changes:
        before, after = changes["award"]
        found.append((_("Award"), abbreviation(before), abbreviation(after)))
    if "note" in changes:
        before, after = changes["note"]
        found.append((_("Note"), before or "", after or _("none")))
    return found


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """An award to tick."""

    id: str
    label: str
    checked: bool


def award_choices(awards: Iterable[Award], chosen: Collection[str]) -> dict[Subject, list[AwardChoice]]:
    """Return the awards that can be aimed at, those for people and those for collectives."""
    found: dict[Subject, list[AwardChoice]] = {Subject.INDIVIDUAL: [], Subject.COLLECTIVE: []}
    for award in awards:
        label = f"{award.abbreviation}: {award.name(language())}"
        found[award.subject].append(AwardChoice(award.code, label, award.code in chosen))
    return found


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A person or unit to tick, with what stands registered already."""

    id: UUID
    label: str
    detail: str
    cells: tuple[str, ...]
    blocked: str = ""


Standing = Mapping[UUID, frozenset[str]]


def people_choices(people: Iterable[Candidate], standing: Standing) -> list[NameChoice]:
    """Return the people to tick."""
    return [
        NameChoice(
            person.id,
            person.name,
            ", ".join(part for part in (person.post, person.unit_name) if part),
            (_standing_words(standing.get(person.id)),),
        )
        for person in people
    ]


def collective_choices(units: Iterable[UnitRow], standing: Standing) -> list[NameChoice]:
    """Return the units to tick."""
    return [NameChoice(unit.id, unit.name, "", (_standing_words(standing.get(unit.id)),)) for unit in units]


def _standing_words(codes: frozenset[str] | None) -> str:
    return ", ".join(sorted(abbreviation(code) for code in codes or ()))


def unit_options(units: Sequence[UnitRow]) -> list[tuple[str, str]]:
    """Return the units to choose from, those below others set in."""
    top = min((unit.path.count(".") for unit in units), default=0)
    return [(str(unit.id), _INDENT * (unit.path.count(".") - top) + unit.name) for unit in units]
