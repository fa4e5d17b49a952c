"""Marker names, planted in every kind of record and looked for on every page that a role can reach.

Each role walks through all GET routes, with the records of its own unit, of another unit and of another body, with
searches and forged parameters, and then along the links it finds. What it reads must be what ``READERS`` says, no more
(a leak) and no less (a marker that nobody finds proves nothing). New routes and new samples are walked by themselves.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.audit import trail
from app.core.access import Actor, Role
from app.core.clock import now
from app.council.enums import CouncilRole
from app.council.models import AgendaItem, ConflictAnswer, Council, CouncilMember, Meeting, MemberNote
from app.documents.models import Attachment
from app.nominations.enums import Status
from tests.client import CheckedClient
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.organisation import make_person
from tests.factories.samples import arguments, make_nomination
from tests.factories.world import MARKER, SAMPLES, Place, Reach, Who, World, make_world
from tests.integration.test_contract_access import rules, text_of

COLLEAGUE: Final = "Tovazequ"
"""A person of the same unit as the employee, whose file lies before the council of last year only."""
LAST_YEAR: Final = "Wyrmothi"
"""The council of last year."""

ALL_OF_BODY: Final = "hr director auditor"
UNIT: Final = f"{ALL_OF_BODY} officer head"
READERS: Final = {
    MARKER: "stranger",
    "Phòng Beside": f"{ALL_OF_BODY} admin",
    "Nguyễn Thị Beside": f"{ALL_OF_BODY} admin",
    "Thành tích Beside": ALL_OF_BODY,
    "bien-ban-Beside": ALL_OF_BODY,
    "12/QĐ-Beside": ALL_OF_BODY,
    f"Nguyễn Văn {COLLEAGUE}": f"{UNIT} admin other_member",
    f"Thành tích {COLLEAGUE}": f"{UNIT} other_member",
    f"bien-ban-{COLLEAGUE}": f"{UNIT} other_member",
    "Thành tích Near": f"{UNIT} employee council",
    "bien-ban-Near": f"{UNIT} employee",
    "12/QĐ-Near": f"{UNIT} employee council",  # A council reads what the nominee before it holds already.
    "Phong trào Near": f"{UNIT} employee council other_member",
    "Hội đồng Near": f"{ALL_OF_BODY} council",
    "Phiên họp Near": f"{ALL_OF_BODY} council",
    f"Hội đồng {LAST_YEAR}": f"{ALL_OF_BODY} other_member",
    f"Phiên họp {LAST_YEAR}": f"{ALL_OF_BODY} other_member",
    "Ghi chú Near": "council",  # A note to oneself: nobody else finds it, not even who reads everything.
    "Quyết định Near": ALL_OF_BODY,
    "Tờ trình Near": ALL_OF_BODY,
    "Căn cứ hủy Near": ALL_OF_BODY,
    "Người nhận thưởng Near": ALL_OF_BODY,
    "Người được cấp Near": ALL_OF_BODY,
    "Tổng quan Near": ALL_OF_BODY,
    "Lý do Near": "admin auditor",
    "Sáng kiến Beside": ALL_OF_BODY,
    "Vi phạm Beside": ALL_OF_BODY,
    "Nghỉ phép Beside": ALL_OF_BODY,
    "cong-nhan-Beside": ALL_OF_BODY,
    "Thông báo thanh tra Beside": ALL_OF_BODY,
    "Sáng kiến Near": f"{UNIT} employee",
    "Vi phạm Near": f"{UNIT} employee",
    "Nghỉ phép Near": f"{UNIT} employee",
    "cong-nhan-Near": f"{UNIT} employee",
    "Thông báo thanh tra Near": ALL_OF_BODY,
    "thong-bao-Near": ALL_OF_BODY,
    "Quy chế Near": f"{UNIT} council other_member",  # The ceilings before a council name their legal basis.
    "quy-che-Near": UNIT,
    "Đăng ký Near": f"{UNIT} employee",
    "Đăng ký Beside": ALL_OF_BODY,
    "Kiến nghị Near": f"{UNIT} employee",
    "Kiến nghị Beside": ALL_OF_BODY,
    "Tự đánh giá Near": f"{UNIT} employee",
    "Tự đánh giá Beside": ALL_OF_BODY,
}
WALKERS: Final = (*(who.value for who in Who), "stranger", "other_member", "visitor")

SEARCHES: Final = ("quzhoxav", "besid", "tovazeq", "wyrmoth")
"""Beginnings of the markers in small letters: a page that repeats what was searched for shows no marker."""
NAMING: Final = ("unit", "root", "campaign", "letter")
"""Parameters of an address that name a record, by its id or its code."""
MOST_ALIKE: Final = 4
"""Links with the same endpoint and parameters that are followed."""
LINK: Final = re.compile(r'(?:href|action|data-url|data-href)="(/[^"#]*)')


class Walker(CheckedClient):
    """A browser that only reads: the walk of a role opens more pages than need to be held to the house rules again."""

    @staticmethod
    def _check(response: TestResponse, statements: list[str]) -> None:
        assert response.status_code < 500, f"{response.request.path} answers {response.status_code}"


@dataclass
class Ground:
    """The world with everything planted, and the accounts that walk through it."""

    world: World
    accounts: dict[str, User]


@pytest.fixture
def ground(session: Session, app: Flask) -> Ground:
    world = make_world(session)
    for place in world.places.values():
        for parameter in SAMPLES:
            place.of(parameter)
        tell_trail(session, place)
    plant_note(session, world.places[Reach.NEAR])
    accounts = {who.value: account for who, account in world.accounts.items()}
    accounts["stranger"] = make_account(session, Role.HR_OFFICER, world.places[Reach.FAR].body, username="stranger")
    accounts["other_member"] = plant_last_year(session, world.places[Reach.NEAR])
    session.commit()
    return Ground(world, accounts)


def tell_trail(session: Session, place: Place) -> None:
    author = Actor(user_id=place.account.id, name=place.account.display_name)
    subject: UUID = place.of("classification_id")
    trail.record(session, "classification.changed", subject, actor=author, at=now(), reason=f"Lý do {place.label}")
    session.commit()


def plant_note(session: Session, place: Place) -> None:
    """Let the member of the council write a note to themselves, the question about conflicts answered."""
    item, member = place.of("item_id"), place.of("member_id")
    if session.get(ConflictAnswer, (item, member)) is None:
        session.add(ConflictAnswer(item_id=item, member_id=member, has_conflict=False))
    session.add(MemberNote(item_id=item, member_id=member, text=f"Ghi chú {place.label}"))
    session.commit()


def plant_last_year(session: Session, near: Place) -> User:
    """Lay the file of a colleague before another council of the same body; return the account of its member."""
    colleague = make_person(session, f"Nguyễn Văn {COLLEAGUE}", unit=near.unit)
    file = make_nomination(replace(near, person=colleague, twin=near, made={}), Status.TABLED, number=950)
    file.summary = f"Thành tích {COLLEAGUE}"
    near.add(file)
    attached = session.get_one(Attachment, near.of("attachment_id"))
    near.add(copy_of(attached, owner_id=file.id, file_name=f"bien-ban-{COLLEAGUE}.pdf"))
    council = near.add(Council(body_id=near.body.id, year=near.year - 1, name=f"Hội đồng {LAST_YEAR}"))
    member = make_person(session, "Ủy viên Năm ngoái", unit=near.body)
    seat = near.add(CouncilMember(council_id=council, person_id=member.id, role=CouncilRole.MEMBER))
    meeting = Meeting(
        council_id=council, campaign_id=near.of("campaign_id"), name=f"Phiên họp {LAST_YEAR}", held_at=now()
    )
    item = near.add(AgendaItem(meeting_id=near.add(meeting), nomination_id=file.id, position=1))
    session.add(ConflictAnswer(item_id=item, member_id=seat, has_conflict=False))  # The file opens after the question.
    return make_account(session, person=member, username="the-other-member")


def copy_of(attached: Attachment, *, owner_id: UUID, file_name: str) -> Attachment:
    """Return another attachment with the same bytes."""
    return Attachment(
        owner=attached.owner,
        owner_id=owner_id,
        file_name=file_name,
        media_type=attached.media_type,
        size_bytes=attached.size_bytes,
        sha256=attached.sha256,
        uploaded_at=attached.uploaded_at,
    )


@pytest.mark.parametrize("walker", WALKERS)
def test_a_role_reads_what_is_meant_for_it_and_nothing_else(
    walker: str, app: Flask, session: Session, ground: Ground, sign_in: SignIn
):
    client = Walker(app, app.response_class)
    if walker in ground.accounts:
        sign_in(ground.accounts[walker], via=client)
    addresses = list(first_addresses(app, ground.world))

    seen = walk(app, client, addresses)

    meant = {word for word, readers in READERS.items() if walker in readers.split()}
    leaks = {word: places[:5] for word, places in seen.items() if word not in meant}
    assert leaks == {}
    assert meant - set(seen) == set(), "markers that the right role does not find"


def first_addresses(app: Flask, world: World) -> Iterator[str]:
    """Return every page with the records of every place; lists also with searches and named records."""
    strays = [str(value) for reach in (Reach.BESIDE, Reach.FAR) for value in named_records(world.places[reach])]
    for rule in rules(app):
        if "GET" not in (rule.methods or ()):
            continue
        with app.test_request_context():
            yield from dict.fromkeys(
                url_for(rule.endpoint, **arguments(rule.endpoint, rule.arguments, place))
                for place in world.places.values()
            )
            if not rule.arguments:
                yield from (url_for(rule.endpoint, q=text) for text in SEARCHES)
                yield from (url_for(rule.endpoint, **dict.fromkeys(NAMING, stray)) for stray in strays)


def named_records(place: Place) -> tuple[object, ...]:
    return place.unit.id, place.unit.code, place.of("campaign_id")


def walk(app: Flask, client: FlaskClient, addresses: list[str]) -> dict[str, list[str]]:
    """Open the addresses and the links found there; return where each marker was seen."""
    seen: dict[str, list[str]] = {}
    known, alike = set(addresses), dict[object, int]()
    for address in addresses:  # Grows while it is walked.
        response = client.get(address)
        text = readable(response)
        for word in READERS:
            if word in text:
                seen.setdefault(word, []).append(address)
        for link in [*map(unescape, LINK.findall(text)), response.headers.get("Location", "")]:
            kind = kind_of(app, link)
            if kind is not None and link not in known and alike.get(kind, 0) < MOST_ALIKE:
                known.add(link)
                alike[kind] = alike.get(kind, 0) + 1
                addresses.append(link)
    return seen


def readable(response: TestResponse) -> str:
    """Return all that an answer tells: its text, also inside a workbook or JSON, and the headers with file names."""
    told = json.dumps(response.get_json(), ensure_ascii=False) if response.is_json else text_of(response)
    return told + unquote(str(response.headers))


def kind_of(app: Flask, link: str) -> object | None:
    """Return what is the same for links of one kind: the endpoint and the names of the parameters; None: not a page."""
    parts = urlsplit(link)
    adapter = app.url_map.bind("localhost")
    if not link or not adapter.test(parts.path, "GET"):
        return None
    endpoint, _arguments = adapter.match(parts.path, "GET")
    return None if endpoint == "static" else (endpoint, *sorted(parse_qs(parts.query, keep_blank_values=True)))
