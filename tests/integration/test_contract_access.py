"""The access matrix: every role opens every route, with records near it, beside it and out of its reach."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.core.access import Permission
from app.web.guards import Access, access_of
from tests.factories.samples import PAYLOADS, SAMPLES, arguments
from tests.factories.world import MARKER, Reach, Who, World, make_world
from tests.integration.access_table import ROLES, TABLE, Row, statuses

METHODS = ("GET", "POST")
KEBAB_CASE = re.compile(r"(/([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|<[^>]+>))*/?")
TYPED = re.compile(r"<(uuid|int|any\([^)]*\)|string|path):\w+>")


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
    assert not missing, "add to access_table.py:\n" + "\n".join(sorted(missing))
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
        if name not in SAMPLES and f"{rule.endpoint}:{name}" not in SAMPLES
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


def knocks(app: Flask, world: World) -> Iterator[Knock]:
    for rule in rules(app):
        reaches = list(Reach) if rule.arguments & distinct_parameters() else [Reach.NEAR]
        for method in (method for method in METHODS if method in (rule.methods or ())):
            for reach in reaches:
                place = world.places[reach]
                with app.test_request_context():
                    url = url_for(rule.endpoint, **arguments(rule.endpoint, rule.arguments, place))
                build = PAYLOADS.get(rule.endpoint)
                yield Knock(rule.endpoint, method, url, reach, build(place) if build and method == "POST" else {})


def distinct_parameters() -> set[str]:
    """Parameters that name a record of a place; an award or a year is the same everywhere."""
    return {key.split(":")[-1] for key in SAMPLES if key.endswith("_id")} - {"regime_id"}


def answer(app: Flask, session: Session, client: FlaskClient, knock: Knock) -> TestResponse:
    """Knock, then undo whatever the act did, so that every knock finds the same world."""
    session.commit()
    undone = session.connection().begin_nested()
    try:
        return client.open(knock.url, method=knock.method, data=knock.fields or None)
    finally:
        undone.rollback()
        session.rollback()


@pytest.fixture
def world(session: Session) -> World:
    built = make_world(session, SAMPLES)
    for place in built.places.values():
        for parameter in SAMPLES:
            place.of(parameter)
    return built


@pytest.mark.parametrize("role", ROLES)
def test_a_role_enters_where_the_table_says(
    role: str, app: Flask, session: Session, client: FlaskClient, world: World, sign_in
):
    sign_in(world.accounts[Who(role)])
    wrong = []
    for knock in knocks(app, world):
        row = TABLE.get(knock.endpoint)
        if row is None or row.access == Access.PUBLIC:
            continue
        response = answer(app, session, client, knock)
        wrong += complaints(role, row, knock, response)
    assert not wrong, "\n".join(wrong)


def complaints(role: str, row: Row, knock: Knock, response: TestResponse) -> Iterator[str]:
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
        public = access_of(app, knock.endpoint) is Access.PUBLIC
        response = answer(app, session, client, knock)
        to_sign_in = response.status_code in {302, 303} and "/sign-in" in response.headers["Location"]
        if to_sign_in == public and response.status_code not in {200, 422}:
            wrong.append(f"{knock} answers {response.status_code} {response.headers.get('Location', '')}")
    assert not wrong, "\n".join(wrong)


def test_a_wrong_method_is_refused(app: Flask, session: Session, client: FlaskClient, world: World, sign_in):
    sign_in(world.accounts[Who.HR])
    both = {rule.rule for rule in rules(app) for _ in [0] if {"GET", "POST"} <= methods_of(app, rule)}
    wrong = []
    for knock in knocks(app, world):
        rule = next(rule for rule in rules(app) if rule.endpoint == knock.endpoint and knock.method in rule.methods)
        if knock.reach is not Reach.NEAR or rule.rule in both:
            continue
        other = Knock(knock.endpoint, "POST" if knock.method == "GET" else "GET", knock.url, knock.reach, {})
        response = answer(app, session, client, other)
        if response.status_code != 405:
            wrong.append(f"{other} answers {response.status_code}, not 405")
    assert not wrong, "\n".join(wrong)


def methods_of(app: Flask, wanted: Rule) -> set[str]:
    return {method for rule in rules(app) if rule.rule == wanted.rule for method in rule.methods or ()}


def test_the_table_knows_every_permission_in_use():
    known = {*Permission, *Access}
    assert [endpoint for endpoint, row in TABLE.items() if row.access not in known] == []
