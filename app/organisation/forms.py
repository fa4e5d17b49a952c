"""What a person can type about units, people and places."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from app.organisation import labels, rules
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind
from app.organisation.labels import AUTHORITY_LABELS, GENDER_LABELS, KIND_LABELS, STAFF_GROUP_LABELS
from app.organisation.queries import Presence
from app.organisation.services import PersonFacts, PlaceFacts, UnitFacts
from app.web.forms import (
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    NumberField,
    TextField,
    VersionedForm,
)

Choices = list[tuple[str, str]]

CHOOSE: tuple[str, Any] = ("", _l("Choose"))  # Any: a lazy text, which WTForms does not name
EXAMPLE_DAY = _l("Day/month/year, for example 01/07/2018.")

PRESENCE_LABELS = {
    Presence.PRESENT: _l("Working there on that day"),
    Presence.FORMER: _l("No longer there"),
    Presence.ALL: _l("Ever there"),
}


class UnitForm(VersionedForm):
    """A unit; its place in the tree is chosen elsewhere."""

    name = TextField(_l("Name of the unit"), max_length=300)
    code = TextField(
        _l("Code"),
        max_length=40,
        description=_l("Capital letters without accents, digits, - and _. It marks the unit in lists and files."),
    )
    kind = ChoiceField(_l("Kind"), kind=UnitKind, choices=[CHOOSE, *KIND_LABELS.items()])
    authority = ChoiceField(
        _l("Authority"),
        kind=Authority,
        choices=list(AUTHORITY_LABELS.items()),
        default=Authority.NONE,
        description=_l("A unit with authority has a council and decisions of its own."),
    )
    is_external = Checkbox(_l("A body outside: nobody here works in it, its decisions are recorded by hand"))  # type: ignore[arg-type]  # lazy text
    short_name = TextField(_l("Short name"), max_length=80, required=False)
    name_en = TextField(_l("English name"), max_length=300, required=False)
    symbol = TextField(
        _l("Letters in document numbers"),
        max_length=40,
        required=False,
        description=_l("For example SKHCN, as in 05/QĐ-SKHCN."),
    )
    place = TextField(
        _l("Place name in papers"),
        max_length=100,
        required=False,
        description=_l("Stands before the date of decisions and letters."),
    )
    position = NumberField(
        _l("Order among its neighbours"),
        most=9999,
        default=0,
        description=_l("Units with a smaller number stand first."),
    )
    valid_from = DateField(_l("Exists since"), description=EXAMPLE_DAY)

    def facts(self) -> UnitFacts:
        """Return what was typed, for the service."""
        values = {name: self._fields[name].data for name in UnitFacts.__dataclass_fields__}
        told: dict[str, Any] = {name: "" if value is None else value for name, value in values.items()}  # Any: as typed
        return UnitFacts(**told)


class MoveUnitForm(VersionedForm):
    """The unit under which another one is to stand."""

    to_id = ChoiceField(_l("Under this unit"))

    def target(self) -> UUID:
        """Return the chosen unit."""
        return UUID(self.to_id.data)


class EndForm(VersionedForm):
    """A last day and why."""

    on = DateField(_l("Last day"), description=EXAMPLE_DAY)
    reason = TextField(_l("Reason"), max_length=300, required=False)


class ConfirmForm(VersionedForm):
    """A button that belongs to one version of the record."""


class PersonForm(VersionedForm):
    """What is said of a person."""

    full_name = TextField(_l("Full name"), max_length=120)
    gender = ChoiceField(
        _l("Gender"), kind=Gender, required=False, choices=[("", _l("Not given")), *GENDER_LABELS.items()]
    )
    birth_on = DateField(_l("Date of birth"), required=False, description=EXAMPLE_DAY)
    identity_number = TextField(
        _l("Identity number"),
        max_length=20,
        required=False,
        description=_l("9 digits of the old card or 12 of the new one."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    joined_on = DateField(
        _l("In public service since"), required=False, description=_l("The months of service are counted from here.")
    )

    def validate_identity_number(self, field: TextField) -> None:
        """Say at once, with the other errors, that a number cannot be one; the service says so too."""
        if field.data and not rules.is_identity_number(rules.clean_identity_number(field.data)):
            raise ValidationError(str(labels.BAD_IDENTITY_NUMBER))

    def facts(self) -> PersonFacts:
        """Return what was typed about the person, for the service."""
        return PersonFacts(**{name: self._fields[name].data for name in PersonFacts.__dataclass_fields__})


class _PlaceFields(BaseForm):
    unit_id = ChoiceField(_l("Unit"))
    post = TextField(_l("Post"), max_length=120, required=False, description=_l("For example Chuyên viên."))
    staff_group = ChoiceField(_l("Staff group"), kind=StaffGroup, choices=[CHOOSE, *STAFF_GROUP_LABELS.items()])
    is_head = Checkbox(_l("Heads this unit"))  # type: ignore[arg-type]  # lazy text
    started_on = DateField(_l("First day"), description=EXAMPLE_DAY)

    def place(self) -> PlaceFacts:
        """Return what was typed about the place, for the service."""
        last = self._fields.get("ended_on")
        return PlaceFacts(
            unit_id=UUID(self.unit_id.data),
            post=self.post.data or "",
            staff_group=self.staff_group.data,
            is_head=self.is_head.data,
            started_on=cast(date, self.started_on.data),
            ended_on=last.data if last else None,
        )


class NewPersonForm(PersonForm, _PlaceFields):
    """A person with their first place."""

    namesake_confirmed = Checkbox(_l("This is another person with the same name and date of birth"))  # type: ignore[arg-type]  # lazy text


class TransferForm(_PlaceFields):
    """The new place of somebody who has one."""


class PlaceForm(VersionedForm, _PlaceFields):
    """A place with both its days."""

    ended_on = DateField(_l("Last day"), required=False, description=_l("Empty as long as it goes on."))


class PeopleFilter(BaseForm):
    """The filters of the list of people; they live in the address of the page."""

    class Meta:
        csrf = False

    q = TextField(_l("Full name"), max_length=100, required=False)
    unit = ChoiceField(_l("Unit and everything below it"), required=False)
    group = ChoiceField(
        _l("Staff group"), kind=StaffGroup, required=False, choices=[("", _l("All")), *STAFF_GROUP_LABELS.items()]
    )
    presence = ChoiceField(_l("Which people"), kind=Presence, required=False, choices=list(PRESENCE_LABELS.items()))
    on = DateField(_l("On the day"), required=False)
