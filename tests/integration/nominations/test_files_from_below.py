"""The mark of files that came from a body below: written by a migration for those that were there before it."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Boolean, Uuid, column, insert, select, table

from app.core.clock import now
from app.core.database import db
from app.nominations.models import NominationLink
from app.settings import PROJECT_ROOT
from tests.databases import Databases
from tests.released_data import load, read

BEFORE_THE_MARK: Final = "0009_votes_by_name"
NOMINATION: Final = table("nomination", column("id", Uuid()), column("from_below", Boolean()))


@pytest.fixture
def empty_database(databases: Callable[[str], Databases], engine_kind: str) -> Iterator[Flask]:
    with databases(engine_kind).empty() as app, app.app_context():
        yield app


@pytest.mark.both_engines
def test_files_from_below_are_marked_however_often_they_were_lowered(empty_database: Flask):
    release = read(PROJECT_ROOT / "tests" / "data" / "released_0001.json.xz")
    flask_migrate.upgrade(revision=release["revision"])
    with db.engine.begin() as connection:
        load(connection, release["data"])
    flask_migrate.upgrade(revision=BEFORE_THE_MARK)
    with db.engine.begin() as connection:
        first, arrived, *lower = connection.scalars(select(NOMINATION.c.id).order_by(NOMINATION.c.id).limit(6)).all()
        lowered = [(old, new, "lowered") for old, new in [*pairwise([arrived, *lower[:3]]), (first, lower[3])]]
        rows = [
            {"nomination_id": new, "from_id": old, "kind": kind, "reason": "", "created_at": now()}
            for old, new, kind in [(first, arrived, "arrived"), *lowered]
        ]
        connection.execute(insert(NominationLink), rows)

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        marked = set(connection.scalars(select(NOMINATION.c.id).where(NOMINATION.c.from_below)))
    assert marked == {arrived, *lower[:3]}
