"""The ground of the tests itself: what it promises in docs/testing.md."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.database import db
from app.core.installation import InstallationFact, fact, set_fact
from app.core.transaction import transaction

pytestmark = pytest.mark.both_engines


def write_fact(value: str) -> None:
    with transaction() as act:
        set_fact(act, "ground", value)


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_a_service_commits_is_gone_after_the_test(session: Session, attempt: int):
    assert fact(session, "ground") is None

    write_fact(f"attempt {attempt}")

    session.rollback()
    assert fact(session, "ground") == f"attempt {attempt}"


def test_an_act_that_fails_leaves_nothing(session: Session):
    write_fact("before")

    with pytest.raises(RuntimeError), transaction() as act:  # noqa: PT012 - the act is what fails
        set_fact(act, "ground", "during")
        act.flush()
        raise RuntimeError

    assert fact(session, "ground") == "before"


def test_the_database_under_test_is_the_one_asked_for(session: Session, engine_kind: str):
    assert session.get_bind().dialect.name == engine_kind


def test_threads_see_each_others_commits_in_a_fresh_database(fresh_database: Flask):
    def act() -> None:
        with fresh_database.app_context():
            write_fact("from a thread")

    thread = Thread(target=act)
    thread.start()
    thread.join()

    with fresh_database.app_context():
        assert db.session.scalars(select(InstallationFact.value).where(InstallationFact.name == "ground")).all() == [
            "from a thread"
        ]


def test_statements_can_be_counted(session: Session, counted):
    with counted() as queries:
        fact(session, "ground")

    assert len(queries) == 1
