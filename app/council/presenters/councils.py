"""Councils: the list, the page, the rows of members."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from app.core.text import short_date
from app.council.enums import CouncilRole
from app.council.forms import SeatEntry, SeatsField
from app.council.labels import ROLE_LABELS
from app.council.queries.councils import Candidate, CouncilFile, CouncilRow, SeatRow
from app.council.rules import Seat
from app.organisation.queries import PersonRow


def decision_words(council: CouncilRow | CouncilFile) -> str:
    """Return "Decision no. 12/QĐ-SKHCN of 15/01/2026" as far as it is known."""
    if council.decision_number and council.decision_on:
        return _(
            "Decision no. %(number)s of %(day)s", number=council.decision_number, day=short_date(council.decision_on)
        )
    if council.decision_number:
        return _("Decision no. %(number)s", number=council.decision_number)
    return _("Decision of %(day)s", day=short_date(council.decision_on)) if council.decision_on else ""


def usual_name(year: int) -> str:
    """Return the official name that a new council is proposed to bear: Vietnamese whatever the page speaks."""
    return f"Hội đồng Thi đua - Khen thưởng năm {year}"


def role_words(role: CouncilRole, *, has_vote: bool) -> str:
    """Return the role, and say so when it carries no vote."""
    return str(ROLE_LABELS[role]) if has_vote else _("%(role)s, without a vote", role=ROLE_LABELS[role])


def entry_of(row: SeatRow) -> SeatEntry:
    """Return a member as a row of the form."""
    return SeatEntry(Seat(row.person_id, row.role, row.has_vote, row.post), row.full_name)


def new_entry(person: Candidate, *, as_chair: bool = False) -> SeatEntry:
    """Return somebody picked as a row of the form: a member with a vote, under their present post."""
    role = CouncilRole.CHAIR if as_chair else CouncilRole.MEMBER
    return SeatEntry(Seat(person.person_id, role, True, person.post), person.full_name, person.unit_name)


def taken_over(rows: Sequence[SeatRow], people: Mapping[UUID, Candidate]) -> list[SeatEntry]:
    """Return the members of an earlier council who still work in the body, as rows of a new one."""
    return [replace(entry_of(row), detail=people[row.person_id].unit_name) for row in rows if row.person_id in people]


def name_rows(field: SeatsField, people: Mapping[UUID, Candidate], known: Sequence[SeatRow] = ()) -> None:
    """Give the typed rows their names; a forged id has none and is dropped, the service would refuse it."""
    names = {row.person_id: row.full_name for row in known}
    details = {person_id: person.unit_name for person_id, person in people.items()}
    names |= {person_id: person.full_name for person_id, person in people.items()}
    field.data = [
        SeatEntry(entry.seat, names[entry.seat.person_id], details.get(entry.seat.person_id, ""))
        for entry in field.data
        if entry.seat.person_id in names
    ]


def picked(row: PersonRow) -> dict[str, str]:
    """Return a person as the picker offers them: post, unit and birth year tell namesakes apart."""
    return _picked(row.id, row.full_name, row.post, row.unit_name, row.birth_on)


def picked_candidate(person: Candidate) -> dict[str, str]:
    """Return somebody ticked in the picker already."""
    return _picked(person.person_id, person.full_name, person.post, person.unit_name, person.birth_on)


def _picked(person_id: UUID, name: str, post: str, unit_name: str, birth_on: date | None) -> dict[str, str]:
    born = _("born %(year)s", year=birth_on.year) if birth_on else ""
    return {"id": str(person_id), "label": name, "detail": ", ".join(part for part in (post, unit_name, born) if part)}
