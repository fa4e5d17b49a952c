"""The access matrix: every role opens every route, with records near it, beside it and out of its reach."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.core.access import Permission
from app.web.guards import Access, access_of
from tests.factories.samples import PAYLOADS, arguments, sample_key
from tests.factories.world import MARKER, SAMPLES, Place, Reach, Who, World, make_world
from tests.integration.access_table import ACCEPTED, ROLES, TABLE, Row, statuses

METHODS = ("GET", "POST")
COOKIE = "vinhdanh"
KEBAB_CASE = re.compile(r"(/([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|<[^>]+>))*/?")
TYPED = re.compile(r"<(uuid|int(\(max=\d+\))?|any\([^)]*\)|string|path):\w+>")


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_endpoint_says_who_may_enter(app: Flask):
    assert [rule.endpoint for rule in rules(app) if access_of(app, rule.endpoint) is None] == []


def test_every_endpoint_has_a_line_in_the_table_with_its_access(app: Flask):
    said = {rule.endpoint: str(access_of(app, rule.endpoint)) for rule in rules(app)}
    told = {endpoint: row.access for endpoint, row in TABLE.items() if endpoint != "static"}
    missing = [
        f'    "{endpoint}": Row("{access}", "..."),' for endpoint, access in said.items() if endpoint not in told
    ]
    tell(["add to access_table.py:", *sorted(missing)] if missing else [])
    assert told == said


def test_every_url_parameter_has_a_type(app: Flask):
    bare = [rule.rule for rule in rules(app) for part in re.findall(r"<[^>]+>", rule.rule) if not TYPED.fullmatch(part)]
    assert bare == []


def test_every_path_is_kebab_case(app: Flask):
    assert [rule.rule for rule in rules(app) if not KEBAB_CASE.fullmatch(rule.rule)] == []


def test_every_url_parameter_has_a_sample(app: Flask):
    unknown = {
        f"{rule.endpoint}: {name}"
        for rule in rules(app)
        for name in rule.arguments
        if sample_key(rule.endpoint, name) not in SAMPLES
    }
    assert unknown == set(), "add to tests/factories/samples.py"


@dataclass(frozen=True)
class Knock:
    """One request of the matrix."""

    endpoint: str
    method: str
    url: str
    reach: Reach
    fields: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} ({self.reach})"


def knocks(app: Flask, world: World) -> list[Knock]:
    """Return every request of the matrix; making them makes the records they ask for."""
    return [
        knock_at(app, rule, method, world.places[reach])
        for rule in rules(app)
        for method in METHODS
        if method in (rule.methods or ()) and all(sample_key(rule.endpoint, name) in SAMPLES for name in rule.arguments)
        for reach in reaches(rule)
    ]


def reaches(rule: Rule) -> list[Reach]:
    """Return where records of this route can lie; an award or a year is the same everywhere."""
    names = [name for name in rule.arguments if name.endswith("_id") and name != "regime_id"]
    if not names:
        return [Reach.NEAR]
    of_unit = any(SAMPLES[sample_key(rule.endpoint, name)].of_unit for name in names)
    return list(Reach) if of_unit else [Reach.NEAR, Reach.FAR]


def knock_at(app: Flask, rule: Rule, method: str, place: Place) -> Knock:
    with app.test_request_context():
        url = url_for(rule.endpoint, **arguments(rule.endpoint, rule.arguments, place))
    build = PAYLOADS.get(rule.endpoint) if method == "POST" else None
    return Knock(rule.endpoint, method, url, place.reach, build(place) if build else {})


def answer(session: Session, client: FlaskClient, knock: Knock) -> TestResponse | str:
    """Knock, then undo whatever the act did, so that every knock finds the same world; a failure is told in words."""
    undone, cookie = session.connection().begin_nested(), client.get_cookie(COOKIE)
    try:
        return client.open(knock.url, method=knock.method, data=knock.fields or None)
    except Exception as error:
        return f"{knock} fails: {type(error).__name__}: {str(error)[:600]}"
    finally:
        undone.rollback()
        session.rollback()
        if cookie is not None:
            client.set_cookie(COOKIE, cookie.value)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_enters_where_the_table_says(
    role: str, app: Flask, session: Session, client: FlaskClient, world: World, sign_in
):
    all_knocks = knocks(app, world)
    sign_in(world.accounts[Who(role)])
    wrong = []
    for knock in all_knocks:
        row = TABLE.get(knock.endpoint)
        if row is not None and row.access != Access.PUBLIC:
            wrong += complaints(role, row, knock, answer(session, client, knock))
    tell(wrong)


def tell(wrong: list[str]) -> None:
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def complaints(role: str, row: Row, knock: Knock, response: TestResponse | str) -> Iterator[str]:
    if isinstance(response, str):
        yield f"{role}: {response}"
        return
    sign = row.sign(role, knock.method, knock.reach)
    if response.status_code not in statuses(sign, knock.method):
        yield f"{role}: {knock} answers {response.status_code}, the table says {sign}"
    if knock.reach is not Reach.FAR and MARKER in text_of(response):
        yield f"{role}: {knock} shows a name of the other body"


def text_of(response: TestResponse) -> str:
    """Return what a person could read in an answer, also inside a workbook or a document."""
    if not zipfile.is_zipfile(io.BytesIO(response.data)):
        return response.data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        return "".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())


def test_a_visitor_is_sent_to_sign_in(app: Flask, session: Session, client: FlaskClient, world: World):
    wrong = []
    for knock in knocks(app, world):
        if access_of(app, knock.endpoint) is Access.PUBLIC:
            continue
        response = answer(session, client, knock)
        if isinstance(response, str) or "/sign-in" not in response.headers.get("Location", ""):
            wrong.append(f"{knock}: {response}")
    tell(wrong)


def test_a_visitor_may_knock_at_what_is_public(app: Flask, session: Session, client: FlaskClient, world: World):
    wrong = []
    for knock in knocks(app, world):
        if access_of(app, knock.endpoint) is not Access.PUBLIC:
            continue
        response = answer(session, client, knock)
        if isinstance(response, str) or response.status_code not in ACCEPTED:
            wrong.append(f"{knock}: {response}")
    tell(wrong)


def test_a_wrong_method_is_refused(app: Flask, session: Session, client: FlaskClient, world: World, sign_in):
    all_knocks = [knock for knock in knocks(app, world) if knock.reach is Reach.NEAR]
    known = {(knock.method, knock.url) for knock in all_knocks}
    sign_in(world.accounts[Who.HR])
    wrong = []
    for knock in all_knocks:
        other = replace(knock, method="POST" if knock.method == "GET" else "GET", fields={})
        if (other.method, other.url) in known:
            continue
        response = answer(session, client, other)
        if isinstance(response, str) or response.status_code != 405:
            wrong.append(f"{other}: {response}, not 405")
    tell(wrong)


def test_the_table_knows_every_permission_in_use():
    known = {*Permission, *Access}
    assert [endpoint for endpoint, row in TABLE.items() if row.access not in known] == []
