"""Samples of local rules and of registrations, for tests that open every route."""

from datetime import date
from io import BytesIO
from uuid import UUID

from app.core.clock import now
from app.documents.models import Attachment
from app.documents.uploads import current_store
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.registrations.models import RegistrationRound
from tests.factories.local_rules import make_rule
from tests.factories.registrations import make_registration, make_round
from tests.factories.samples import payload, sample
from tests.factories.world import Place

RULE_FORM = {
    "pct": "10",
    "of": "LDTT",
    "valid_from": "01/01/2025",
    "legal_basis": "Quy chế số 2",
    "regime_id": "r2024",
}


@sample("rule_id")
def local_rule(place: Place) -> UUID:
    return _rule(place, "CSTDCS").id


@sample("rule_id", endpoint="local_rules.edit")
def local_rule_to_edit(place: Place) -> UUID:
    return _rule(place, "GK_CN").id


@sample("rule_id", endpoint="local_rules.withdraw")
def local_rule_to_withdraw(place: Place) -> UUID:
    return _rule(place, "GK_TT").id


def _rule(place: Place, key: str) -> LocalRule:
    return make_rule(
        place.session,
        place.body,
        RuleKind.QUOTA,
        key,
        legal_basis=f"Quy chế {place.label}",
        note=f"Ghi chú quy chế {place.label}",
    )


for _endpoint in ("local_rules.point", "local_rules.new"):
    sample("kind", endpoint=_endpoint)(lambda place: "quota")
    sample("key", endpoint=_endpoint)(lambda place: "BKT_CN")


@sample("attachment_id", endpoint="local_rules.detach")
def paper_of_a_rule(place: Place) -> UUID:
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    return place.add(
        Attachment(
            owner="local_rule",
            owner_id=place.of("rule_id"),
            file_name=f"quy-che-{place.label}.pdf",
            media_type="application/pdf",
            size_bytes=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
        )
    )


@payload("local_rules.new")
def new_rule(place: Place) -> dict[str, str]:
    return RULE_FORM


@payload("local_rules.edit")
def edited_rule(place: Place) -> dict[str, str]:
    return {**RULE_FORM, "version": "1"}


@payload("local_rules.withdraw")
def withdrawn_rule(place: Place) -> dict[str, str]:
    return {"reason": "Nhầm", "version": "1"}


def _registration(place: Place, award: str) -> UUID:
    _register_kept(place)
    return make_registration(
        place.session, place.unit, place.person, award, place.year, note=f"Đăng ký {place.label}"
    ).id


def _register_kept(place: Place) -> None:
    if place.session.get(RegistrationRound, (place.body.id, place.year)) is None:
        make_round(place.session, place.body, place.year, closes_on=date(place.year, 12, 31), regime_id="r2024")


@sample("registration_id", of_unit=True)
def registration(place: Place) -> UUID:
    return _registration(place, "LDTT")


@sample("registration_id", endpoint="registrations.edit", of_unit=True)
def registration_to_change(place: Place) -> UUID:
    return _registration(place, "CSTDCS")


@sample("registration_id", endpoint="registrations.withdraw", of_unit=True)
def registration_to_withdraw(place: Place) -> UUID:
    return _registration(place, "CSTDT")


@payload("registrations.edit")
def changed_registration(place: Place) -> dict[str, str]:
    return {"award_code": "CSTDTQ", "note": "", "version": "1"}


@payload("registrations.withdraw")
def withdrawn_registration(place: Place) -> dict[str, str]:
    return {"reason": "Nhầm", "version": "1"}
