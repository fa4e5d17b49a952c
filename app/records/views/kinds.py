"""The kinds of entry as pages know them: address, form and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import lazy_gettext as _l

from app.awards.labels import language
from app.core.database import db
from app.records import forms, queries
from app.records.enums import EntryKind
from app.records.forms import EntryForm, Whose


@dataclass(frozen=True, slots=True)
class KindPage:
    """What the pages of one kind of entry say."""

    kind: EntryKind
    slug: str
    add: object
    new: object
    edit: object
    cancel: object
    warning: object
    of_units: bool

    @property
    def parameter(self) -> str:
        """Name of the entry's id in the address."""
        return f"{self.kind.value}_id"


_GONE: Final = _l("The entry and its documents leave the record. The trail keeps what it said, and your reason.")

PAGES: Final[Mapping[EntryKind, KindPage]] = {
    page.kind: page
    for page in (
        KindPage(
            EntryKind.CONFERRAL,
            "awards",
            _l("Enter an award"),
            _l("Enter an award of the past"),
            _l("Correct the award"),
            _l("Take the award out"),
            _GONE,
            of_units=True,
        ),
        KindPage(
            EntryKind.INITIATIVE,
            "initiatives",
            _l("Enter an initiative"),
            _l("Enter an initiative"),
            _l("Correct the initiative"),
            _l("Take the initiative out"),
            _GONE,
            of_units=False,
        ),
        KindPage(
            EntryKind.DISCIPLINE,
            "discipline",
            _l("Enter discipline"),
            _l("Enter a disciplinary decision"),
            _l("Correct the disciplinary decision"),
            _l("Cancel the disciplinary decision"),
            _l("It stays on the record, marked as cancelled, and bars no award any more."),
            of_units=True,
        ),
        KindPage(
            EntryKind.LEAVE,
            "leave",
            _l("Enter leave"),
            _l("Enter a leave or studies"),
            _l("Correct the leave"),
            _l("Take the leave out"),
            _GONE,
            of_units=False,
        ),
        KindPage(
            EntryKind.OPEN_CASE,
            "open-cases",
            _l("Enter an open case"),
            _l("Enter an open case"),
            _l("Correct or conclude the case"),
            _l("Take the case out"),
            _GONE,
            of_units=True,
        ),
    )
}


def new_links(
    *, person_id: UUID | None = None, unit_id: UUID | None = None, with_cases: bool
) -> list[tuple[object, str]]:
    """Return what may be entered on a record: label and address."""
    links = []
    for page in PAGES.values():
        if page.kind is EntryKind.OPEN_CASE and not with_cases:
            continue
        if person_id is not None:
            links.append((page.add, url_for(f"records.new_{page.kind.value}", person_id=person_id)))
        elif page.of_units:
            links.append((page.add, url_for(f"records.new_unit_{page.kind.value}", unit_id=unit_id)))
    return links


_FORMS: Final[Mapping[EntryKind, type[EntryForm]]] = {
    EntryKind.CONFERRAL: forms.ConferralForm,
    EntryKind.DISCIPLINE: forms.DisciplineForm,
    EntryKind.LEAVE: forms.LeaveForm,
    EntryKind.OPEN_CASE: forms.CaseForm,
}


def form_for(kind: EntryKind, whose: Whose, *, authors: int = 1, **initial: Any) -> EntryForm:  # Any: form values
    """Return the form of a kind, its lists filled for this person or unit."""
    form = forms.initiative_form(authors)(**initial) if kind is EntryKind.INITIATIVE else _FORMS[kind](**initial)
    if isinstance(form, forms.ConferralForm):
        form.award_code.choices = forms.award_choices(whose.subject, language())
        own = queries.own_initiatives(db.session(), [whose.person_id]) if whose.person_id else []
        form.initiatives.choices = [(str(each[1]), f"{each[2]}: {each[3]}") for each in own]
    return form
