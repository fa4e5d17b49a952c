"""People as lists, pickers and the page of a person show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core.access import Actor, Permission
from app.core.text import short_date
from app.organisation import labels, policy, rules
from app.organisation.models import Person
from app.organisation.presenters.units import existence
from app.organisation.queries import Member, PersonRow, Place, Sight, UnitRow


def picked(row: PersonRow) -> dict[str, str]:
    """Return a person as the picker offers them: unit, post and birth year tell namesakes apart."""
    born = _("born %(year)s", year=row.birth_on.year) if row.birth_on else ""
    detail = ", ".join(part for part in (row.post, row.unit_name, born) if part)
    return {"id": str(row.id), "label": row.full_name, "detail": detail}


def picked_unit(row: UnitRow, parent_name: str) -> dict[str, str]:
    """Return a unit as the picker offers it."""
    return {"id": str(row.id), "label": row.name, "detail": ", ".join(part for part in (row.code, parent_name) if part)}


def list_rows(people: Iterable[PersonRow]) -> list[list[Any]]:  # Any: cells of a table
    """Return the rows of the list of people."""
    return [
        [
            {"text": row.full_name, "href": url_for("organisation.person", person_id=row.id)},
            short_date(row.birth_on) if row.birth_on else "",
            row.post,
            row.unit_name,
            labels.STAFF_GROUP_LABELS[row.staff_group] if row.staff_group else "",
            existence(row.started_on, row.ended_on) if row.started_on else "",
        ]
        for row in people
    ]


def member_rows(members: Iterable[Member]) -> list[list[Any]]:  # Any: cells of a table
    """Return the rows of the people of one unit."""
    return [
        [
            {"text": row.full_name, "href": url_for("organisation.person", person_id=row.person_id)},
            short_date(row.birth_on) if row.birth_on else "",
            post_words(row.post, is_head=row.is_head),
            labels.STAFF_GROUP_LABELS[row.staff_group],
            existence(row.started_on, row.ended_on),
        ]
        for row in members
    ]


def facts(sight: Sight, actor: Actor) -> list[tuple[Any, ...]]:  # Any: cells of a list
    """Return what is said of a person; the whole identity number is for their HR officers."""
    person = sight.person
    whole = policy.may_see_identity_number(actor, sight.paths)
    number = person.identity_number if whole else rules.masked(person.identity_number)
    return [
        (_("Gender"), labels.GENDER_LABELS[person.gender] if person.gender else ""),
        (_("Date of birth"), short_date(person.birth_on) if person.birth_on else ""),
        (_("Identity number"), number),
        (_("In public service since"), short_date(person.joined_on) if person.joined_on else ""),
    ]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the timeline of a person."""

    unit_name: str
    unit_href: str | None
    post: str
    staff_group: str
    when: str
    is_present: bool
    edit_href: str | None
    end_href: str | None


def place_rows(places: Sequence[Place], actor: Actor) -> list[PlaceRow]:
    """Return the places of a person, each with the acts that the actor may do on it."""
    return [_place_row(place, actor) for place in places]


def _place_row(place: Place, actor: Actor) -> PlaceRow:
    may_edit = policy.may_edit_unit(actor, place.unit_path)
    may_read = actor.may_at(Permission.ORGANISATION_READ, place.unit_path)
    ends = may_edit and place.ended_on is None
    return PlaceRow(
        unit_name=place.unit_name,
        unit_href=url_for("organisation.unit", unit_id=place.unit_id) if may_read else None,
        post=post_words(place.post, is_head=place.is_head),
        staff_group=str(labels.STAFF_GROUP_LABELS[place.staff_group]),
        when=existence(place.started_on, place.ended_on),
        is_present=place.ended_on is None,
        edit_href=url_for("organisation.edit_membership", membership_id=place.membership_id) if may_edit else None,
        end_href=url_for("organisation.end_membership", membership_id=place.membership_id) if ends else None,
    )


def values(person: Person) -> dict[str, Any]:  # Any: values of form fields
    """Return what stands now in each field of the form."""
    names = ("full_name", "gender", "birth_on", "identity_number", "joined_on")
    return {name: getattr(person, name) for name in names}


def post_words(post: str, *, is_head: bool) -> str:
    """Return a post, with a word when its holder heads the unit."""
    if not is_head:
        return post
    return _("%(post)s (heads the unit)", post=post) if post else _("Heads the unit")


def place_words(place: Place | None) -> str:
    """Return post and unit in one line."""
    return ", ".join(part for part in (place.post, place.unit_name) if part) if place else ""
