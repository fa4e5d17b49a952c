"""Words for kinds, authorities, staff groups and what happened to units and people."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind

KIND_LABELS: Final[Mapping[UnitKind, LazyString]] = {
    UnitKind.COMMITTEE: _l("People's Committee"),
    UnitKind.MINISTRY: _l("Ministry"),
    UnitKind.DEPARTMENT: _l("Department"),
    UnitKind.OFFICE: _l("Office"),
    UnitKind.DIVISION: _l("Division"),
    UnitKind.SUB_DEPARTMENT: _l("Sub-department"),
    UnitKind.CENTRE: _l("Centre"),
    UnitKind.OTHER: _l("Other unit"),
}

AUTHORITY_LABELS: Final[Mapping[Authority, LazyString]] = {
    Authority.NONE: _l("No power to confer"),
    Authority.GRASSROOTS: _l("Confers at grassroots level"),
    Authority.PROVINCIAL: _l("Confers at provincial level"),
    Authority.MINISTERIAL: _l("Confers at ministerial level"),
    Authority.STATE: _l("Confers at state level"),
}

AUTHORITY_TONES: Final[Mapping[Authority, str]] = {
    Authority.NONE: "grey",
    Authority.GRASSROOTS: "gold",
    Authority.PROVINCIAL: "gold",
    Authority.MINISTERIAL: "gold",
    Authority.STATE: "gold",
}

GENDER_LABELS: Final[Mapping[Gender, LazyString]] = {Gender.FEMALE: _l("Female"), Gender.MALE: _l("Male")}

STAFF_GROUP_LABELS: Final[Mapping[StaffGroup, LazyString]] = {
    StaffGroup.LEADER: _l("Leader"),
    StaffGroup.CIVIL_SERVANT: _l("Civil servant"),
    StaffGroup.PUBLIC_EMPLOYEE: _l("Public employee"),
    StaffGroup.CONTRACT: _l("Contract staff"),
}

EVENT_LABELS: Final[Mapping[str, LazyString]] = {
    "unit.added": _l("Unit added"),
    "unit.edited": _l("Unit changed"),
    "unit.moved": _l("Unit moved"),
    "unit.ended": _l("Unit ended"),
    "unit.resumed": _l("End of the unit taken back"),
    "person.added": _l("Person added"),
    "person.edited": _l("Person changed"),
    "person.placed": _l("Placed in a unit"),
    "person.transferred": _l("Transferred"),
    "person.left": _l("Place ended"),
    "person.place_corrected": _l("Place corrected"),
}

FIELD_LABELS: Final[Mapping[str, LazyString]] = {
    "authority": _l("Authority"),
    "birth_on": _l("Date of birth"),
    "code": _l("Code"),
    "ended_on": _l("Last day"),
    "full_name": _l("Full name"),
    "gender": _l("Gender"),
    "identity_number": _l("Identity number"),
    "is_external": _l("Outside body"),
    "is_head": _l("Head of the unit"),
    "joined_on": _l("In public service since"),
    "kind": _l("Kind"),
    "name": _l("Name of the unit"),
    "name_en": _l("English name"),
    "parent": _l("Under"),
    "place": _l("Place name in papers"),
    "position": _l("Order among its neighbours"),
    "post": _l("Post"),
    "short_name": _l("Short name"),
    "staff_group": _l("Staff group"),
    "started_on": _l("First day"),
    "symbol": _l("Letters in document numbers"),
    "unit": _l("Unit"),
    "valid_from": _l("Exists since"),
    "valid_to": _l("Until"),
}

BAD_IDENTITY_NUMBER: Final = _l("An identity number has 9 or 12 digits.")
OUTSIDE_STANDS_APART: Final = _l("A body outside can only stand at the top or under another body outside.")


def people_remain(count: int, name: str) -> LazyString:
    """Say that people keep a unit from ending."""
    return _l(
        "People still belong to the unit after that day (%(count)s, %(name)s among them): "
        "transfer them or end their places first.",
        count=count,
        name=name,
    )


def units_remain(count: int, name: str) -> LazyString:
    """Say that units keep a unit from ending."""
    return _l(
        "Units still stand under it after that day (%(count)s, %(name)s among them): move or end them first.",
        count=count,
        name=name,
    )
