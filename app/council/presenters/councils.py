"""Councils: the list, the page, the rows of members."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.core.text import short_date
from app.council.enums import CouncilKind, CouncilRole
from app.council.forms import SeatEntry, SeatsField
from app.council.labels import KIND_LABELS, ROLE_LABELS, period_words
from app.council.queries.councils import Candidate, CouncilFile, CouncilRow, SeatRow
from app.council.rules import Seat
from app.documents.labels import size_text
from app.documents.queries import AttachmentRow
from app.organisation.queries import PersonRow
from app.web.filters import moment


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


def seat_words(row: SeatRow) -> str:
    """Return what a member is in the council, and for a substitute in whose place they sit."""
    if row.stands_in_for is None:
        return role_words(row.role, has_vote=row.has_vote)
    return _("%(role)s, stands in for %(name)s", role=ROLE_LABELS[row.role], name=row.stands_in_for_name)


def votes_count(rows: Sequence[SeatRow]) -> int:
    """Return how many seats have a vote; a substitute sits in the seat of another."""
    return sum(row.has_vote for row in rows if row.stands_in_for is None and not row.left_on)


def list_detail(row: CouncilRow) -> str:
    """Return what stands under the name of a council on the list."""
    kind = str(KIND_LABELS[row.kind]) if row.kind is not CouncilKind.EMULATION else ""
    return " · ".join(part for part in (kind, decision_words(row), period_of(row)) if part)


def period_of(council: CouncilRow | CouncilFile) -> str:
    """Return "in office from 01/02/2026 to 31/12/2026" as far as the decision says it."""
    period = period_words(council.valid_from, council.valid_to)
    return _("in office %(period)s", period=period) if period else ""


def file_views(
    rows: Sequence[AttachmentRow], council_id: UUID, *, may_manage: bool
) -> list[dict[str, Any]]:  # Any: what the list of files shows
    """Return the papers of a council."""
    return [
        {
            "name": row.file_name,
            "href": url_for("documents.download", attachment_id=row.id),
            "size": size_text(row.size_bytes),
            "added": _("added %(when)s", when=moment(row.uploaded_at)),
            "remove_action": url_for("council.detach", council_id=council_id, attachment_id=row.id)
            if may_manage
            else None,
        }
        for row in rows
    ]


def entry_of(row: SeatRow) -> SeatEntry:
    """Return a member as a row of the form."""
    seat = Seat(row.person_id, row.role, row.has_vote, row.post, row.stands_in_for)
    return SeatEntry(seat, row.full_name, stands_in_name=row.stands_in_for_name)


def new_entry(person: Candidate, *, as_chair: bool = False) -> SeatEntry:
    """Return somebody picked as a row of the form: a member with a vote, under their present post."""
    role = CouncilRole.CHAIR if as_chair else CouncilRole.MEMBER
    return SeatEntry(Seat(person.person_id, role, True, person.post), person.full_name, person.unit_name)


def taken_over(rows: Sequence[SeatRow], people: Mapping[UUID, Candidate]) -> list[SeatEntry]:
    """Return the members of an earlier council who still work in the body, as rows of a new one."""
    return [
        replace(
            entry_of(row if row.stands_in_for in people else replace(row, stands_in_for=None, stands_in_for_name="")),
            detail=people[row.person_id].unit_name,
        )
        for row in rows
        if row.person_id in people
    ]


def name_rows(field: SeatsField, people: Mapping[UUID, Candidate], known: Sequence[SeatRow] = ()) -> None:
    """Give the typed rows their names; a forged id has none and is dropped, the service would refuse it."""
    names = {row.person_id: row.full_name for row in known}
    details = {person_id: person.unit_name for person_id, person in people.items()}
    names |= {person_id: person.full_name for person_id, person in people.items()}
    field.data = [
        SeatEntry(
            entry.seat,
            names[entry.seat.person_id],
            details.get(entry.seat.person_id, ""),
            names.get(entry.seat.stands_in_for, "") if entry.seat.stands_in_for else "",
        )
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
