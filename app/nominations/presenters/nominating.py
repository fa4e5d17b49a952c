"""What the page for nominating offers: awards, people and collectives to tick, each with what stands already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask_babel import get_locale
from flask_babel import gettext as _

from app.assessment.labels import MARKS, OUTCOME_LABELS
from app.eligibility.enums import AuthorityLevel, Subject
from app.eligibility.prospects import Gap, Prospect
from app.eligibility.rulebook import Award, rulebooks
from app.nominations import labels, rules
from app.nominations.enums import Channel
from app.nominations.queries import Candidate
from app.organisation.enums import Authority
from app.organisation.queries import UnitRow

Standing = Mapping[UUID, Sequence[tuple[str, str, int]]]

_INDENT: Final = "\u00a0\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """An award to tick."""

    id: str
    label: str
    detail: str
    checked: bool


@dataclass(frozen=True, slots=True)
class NomineeChoice:
    """A person or collective to tick."""

    id: UUID
    label: str
    detail: str
    cells: tuple[str, ...]
    blocked: str = ""


def awards_by_subject(
    codes: Sequence[str], regime_id: str, *, authority: Authority, chosen: Sequence[str]
) -> dict[Subject, list[AwardChoice]]:
    """Return the awards open in the campaign, those for people and those for collectives."""
    catalogue = rulebooks().regime(regime_id).awards
    language = str(get_locale() or "vi")
    found: dict[Subject, list[AwardChoice]] = {Subject.INDIVIDUAL: [], Subject.COLLECTIVE: []}
    for award in (catalogue[code] for code in codes if code in catalogue):
        label = f"{award.abbreviation}: {award.name(language)}"
        found[award.subject].append(AwardChoice(award.code, label, _way(award, authority), award.code in chosen))
    return found


def _way(award: Award, authority: Authority) -> str:
    conferred = rules.channel_of(authority, award.authority) is Channel.CONFERRED
    return _("conferred here") if conferred else _("proposed upward")


def asks_ministry(codes: Sequence[str], regime_id: str) -> bool:
    """Say whether an award of a ministry is among these."""
    catalogue = rulebooks().regime(regime_id).awards
    return any(catalogue[code].authority is AuthorityLevel.MINISTERIAL for code in codes if code in catalogue)


def people_choices(people: Sequence[Candidate], standing: Standing) -> list[NomineeChoice]:
    """Return the people to tick, with post, unit and what they are nominated for already."""
    return [
        NomineeChoice(
            person.id,
            person.name,
            candidate_detail(person, with_year=False),
            (standing_words(standing.get(person.id, ())),),
        )
        for person in people
    ]


def collective_choices(units: Sequence[UnitRow], root: UnitRow, standing: Standing) -> list[NomineeChoice]:
    """Return the unit itself and those below it."""
    inside = [unit for unit in units if unit.path.startswith(root.path) and not unit.is_external]
    return [NomineeChoice(unit.id, unit.name, "", (standing_words(standing.get(unit.id, ())),)) for unit in inside]


def standing_words(nominations: Sequence[tuple[str, str, int]]) -> str:
    """Say what a nominee is nominated for already: "LĐTT (12)"."""
    return ", ".join(f"{labels.award_abbreviation(regime, code)} ({number})" for code, regime, number in nominations)


def candidate_detail(person: Candidate, *, with_year: bool = True) -> str:
    """Return post, unit and year of birth: what tells a person from a namesake."""
    born = str(person.birth_on.year) if with_year and person.birth_on else ""
    return ", ".join(part for part in (person.post, person.unit_name, born) if part)


def picked(people: Sequence[Candidate]) -> list[dict[str, str]]:
    """Return people as the picker shows them."""
    return [{"id": str(person.id), "label": person.name, "detail": candidate_detail(person)} for person in people]


def unit_options(units: Sequence[UnitRow]) -> list[tuple[UUID, str]]:
    """Return the units to nominate for, those below others set in."""
    top = min((unit.path.count(".") for unit in units), default=0)
    return [(unit.id, _INDENT * (unit.path.count(".") - top) + unit.name) for unit in units]


def standing_cells(prospects: Sequence[Prospect], regime_id: str) -> dict[str, dict[str, str]]:
    """Return by award code what the records say: the award in short, the outcome, and what is missing."""
    return {
        prospect.award_code: {
            "award": labels.award_abbreviation(regime_id, prospect.award_code),
            "outcome": str(OUTCOME_LABELS[prospect.by_record]),
            "mark": MARKS[prospect.by_record],
            "why": "; ".join(dict.fromkeys(_gap_words(gap) for gap in prospect.gaps)),
        }
        for prospect in prospects
    }


def _gap_words(gap: Gap) -> str:
    return str(labels.in_page_language(gap.message))
