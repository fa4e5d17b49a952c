"""What the trail says of registrations."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.audit.words import Page, Words
from app.core.access import Permission
from app.organisation.queries import Person, Unit
from app.registrations.models import Registration, RegistrationRound

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "registration": Words(
        fields={"name": _l("Name"), "award": _l("Award"), "year": _l("Year"), "note": _l("Note")},
        names=select(Registration.id, func.coalesce(Person.full_name, Unit.name))
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(Unit, Unit.id == Registration.collective_id),
        page=Page("registrations.detail", "registration_id", Permission.REGISTRATION_READ),
    ),
    "registration_round": Words(
        fields={
            "year": _l("Year"),
            "regime_id": _l("Set of rules"),
            "opens_on": _l("Opens on"),
            "closes_on": _l("Last day"),
            "legal_basis": _l("Legal basis"),
        },
        names=select(RegistrationRound.body_id, Unit.name).join(Unit, Unit.id == RegistrationRound.body_id).distinct(),
    ),
}
