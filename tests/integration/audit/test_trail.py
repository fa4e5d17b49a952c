"""The trail: appended in order, each entry sealing the one before, every tampering seen."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.audit import queries, trail
from app.audit.models import Event, TrailHead
from app.core.clock import now
from app.core.database import db
from app.core.transaction import transaction
from tests.factories.actors import make_actor

pytestmark = pytest.mark.both_engines


def append(session: Session, count: int = 3, at: datetime | None = None) -> None:
    actor = make_actor(session)
    with transaction() as act:
        for number in range(count):
            changes = {"name": ["cũ", f"mới {number}"], "on": now().date()}
            trail.record(act, "unit.edited", uuid4(), actor=actor, at=at or now(), reason="vì", changes=changes)


def test_entries_follow_from_one_another_whatever_zone_the_moment_was_told_in(session: Session) -> None:
    append(session)
    append(session, at=datetime(2018, 12, 1, 9, tzinfo=timezone(timedelta(hours=7))))
    assert trail.first_broken_event(session) is None
    assert queries.head(session)[0] == 6


@pytest.mark.parametrize(
    "tampering",
    [
        update(Event).where(Event.number == 2).values(reason="khác"),
        update(Event).where(Event.number == 2).values(actor_name="Ai Khác"),
        update(Event).where(Event.number == 2).values(changes={"name": ["cũ", "cũ"]}),
        update(Event).where(Event.number == 2).values(at=datetime(2018, 1, 1, tzinfo=UTC)),
        delete(Event).where(Event.number == 2),
    ],
)
def test_a_changed_or_removed_entry_is_seen(session: Session, tampering: object) -> None:
    append(session)
    session.execute(tampering)  # type: ignore[call-overload]
    session.commit()
    assert trail.first_broken_event(session) == 2


def test_a_cut_off_end_is_seen(session: Session) -> None:
    append(session)
    session.execute(delete(Event).where(Event.number == 3))
    session.commit()
    assert trail.first_broken_event(session) == 3


def test_an_act_that_fails_leaves_no_entry(session: Session) -> None:
    actor = make_actor(session)

    def fail() -> None:
        with transaction() as act:
            trail.record(act, "unit.edited", uuid4(), actor=actor, at=now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_many_appenders_at_once_make_one_chain(fresh_database: Flask) -> None:
    with fresh_database.app_context():
        actor = make_actor(db.session())

    def work() -> None:
        with fresh_database.app_context():
            for _ in range(10):
                with transaction() as act:
                    trail.record(act, "unit.edited", uuid4(), actor=actor, at=now())

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with fresh_database.app_context():
        assert trail.first_broken_event(db.session()) is None
        assert db.session.scalar(select(TrailHead.number)) == 60
