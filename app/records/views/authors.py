"""The places for authors in the form of an initiative: a picker and a share each."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.records.forms import InitiativeForm
from app.records.queries.lists import FoundPerson, people_chosen, people_found, visible_among
from app.web.guards import current_actor


@dataclass(slots=True)
class Slot:
    """One author's place: the two fields, who is chosen, and what a search without JavaScript found."""

    author: Any  # Any: a form field
    share: Any
    chosen: list[dict[str, str]] = field(default_factory=list)
    results: list[dict[str, str]] = field(default_factory=list)
    query: str = ""


def author_slots(form: InitiativeForm, known_authors: Collection[UUID] = ()) -> list[Slot]:
    """Return the places of a form; people whom the actor may not know of are named only when they are authors."""
    names = [f"author_{at}" for at in range(form.slots)]
    ids = {form._fields[name].data for name in names} - {None}
    roots = current_actor().paths(Permission.RECORD_EDIT)
    seen = visible_among(db.session(), ids - set(known_authors), roots, today())
    known = people_chosen(db.session(), seen | (ids & set(known_authors)))
    return [_slot(form, name, known) for name in names]


def _slot(form: InitiativeForm, name: str, known: dict[Any, FoundPerson]) -> Slot:
    author = form._fields[name]
    slot = Slot(author, form._fields[name.replace("author", "share")])
    if author.data in known:
        slot.chosen = [as_choice(known[author.data])]
    if request.form.get("find") == name:
        slot.query = request.form.get(f"{name}_q", "")[:100]
        roots = current_actor().paths(Permission.RECORD_EDIT)
        slot.results = [as_choice(each) for each in people_found(db.session(), roots, slot.query, today())[:20]]
    return slot


def as_choice(person: FoundPerson) -> dict[str, str]:
    """Return a person as the picker offers them."""
    born = _("born %(year)s", year=person.birth_on.year) if person.birth_on else ""
    detail = ", ".join(part for part in (person.post, person.unit_name, born) if part)
    return {"id": str(person.id), "label": person.full_name, "detail": detail}
