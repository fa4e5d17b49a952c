"""Browsers and answers on the pages of papers."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.access import Role
from app.core.clock import now, today
from app.core.text import short_date
from app.decisions.queries import names_on_letter
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.decisions import Office
from tests.factories.papers import draft_upward, send, version_of


def enter(sign_in: SignIn, office: Office, role: Role) -> FlaskClient:
    client = sign_in(make_account(office.session, role, office.body))
    with client.session_transaction() as cookie:
        cookie["workplace"] = {
            "body_id": str(office.body.id),
            "name": office.body.name,
            "path": office.body.path,
            "year": 2018,
        }
        cookie["language"] = "en"
    return client


def text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def paper(office: Office, kind: type[Any], paper_id: object) -> Any:
    office.session.expire_all()
    return office.session.get_one(kind, paper_id)


def signature(office: Office, paper_id: object, **changes: object) -> dict[str, object]:
    return {
        "version": version_of(office, paper_id),  # type: ignore[arg-type]
        "number": "5",
        "signed_on": short_date(today()),
        "sent_on": short_date(today()),
        "signer_name": "Lê Thị Giám Đốc",
        "signer_post": "Giám đốc",
        "capacity": "head",
        **changes,
    }


def sent_letter(office: Office, count: int = 2, number: int = 45) -> tuple[object, list[Any]]:
    letter_id = draft_upward(office, office.people(count, "BKT_CN", upward=True), at=now())
    send(office, letter_id, number=number, sent_on=today(), at=now())
    return letter_id, [name.nomination_id for name in names_on_letter(office.session, letter_id)]
