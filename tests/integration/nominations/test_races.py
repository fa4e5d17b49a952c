"""Two people act at the same moment: one wins, the other is told, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.core.database import db
from app.core.errors import RuleBroken, StaleVersion, TransitionError
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.nominations.services.drafting import NominationBatch, draft_nominations
from app.nominations.services.editing import edit_nomination
from app.nominations.services.submission import submit_nominations
from app.nominations.services.withdrawal import withdraw_nomination
from tests.factories.nominations import make_nomination
from tests.integration.nominations.acting import content
from tests.integration.nominations.conftest import build_department

pytestmark = pytest.mark.both_engines


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads that start together; returns what each gave or raised."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        with app.app_context():
            together.wait(timeout=10)
            try:
                return act()
            except Exception as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_file_is_submitted_once(fresh_database: Flask):
    with fresh_database.app_context():
        department = build_department(db.session())
        record = make_nomination(db.session(), department.campaign, department.unit, department.an)
        record_id, head, at = record.id, department.head, department.at
        db.session.remove()

    outcomes = at_once(fresh_database, *[lambda: submit_nominations([record_id], actor=head, at=at)] * 3)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["TransitionError"] * 2]
    with fresh_database.app_context():
        assert db.session.get(Nomination, record_id).status is Status.SUBMITTED
        assert [event.kind for event in events_of(db.session(), record_id)] == ["nomination.submitted"]


def test_two_officers_get_different_numbers(fresh_database: Flask):
    with fresh_database.app_context():
        department = build_department(db.session())
        people, shared = [person.id for person in department.people], (department.officer, department.at)
        frame = {"campaign_id": department.campaign.id, "unit_id": department.unit.id, "award_codes": ["LDTT"]}
        db.session.remove()

    def draft(person_id) -> Callable[[], object]:
        batch = NominationBatch(person_ids=[person_id], **frame)
        return lambda: draft_nominations(batch, actor=shared[0], at=shared[1])

    outcomes = at_once(fresh_database, *(draft(person_id) for person_id in people))

    assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
    with fresh_database.app_context():
        assert sorted(db.session.scalars(select(Nomination.number))) == [1, 2, 3, 4, 5]
        assert first_broken_event(db.session()) is None


def test_one_person_is_nominated_once_for_an_award(fresh_database: Flask):
    with fresh_database.app_context():
        department = build_department(db.session())
        officer, hr, at = department.officer, department.hr, department.at
        batch = NominationBatch(
            campaign_id=department.campaign.id,
            unit_id=department.unit.id,
            award_codes=["LDTT"],
            person_ids=[department.an.id],
        )
        db.session.remove()

    outcomes = at_once(
        fresh_database,
        lambda: draft_nominations(batch, actor=officer, at=at),
        lambda: draft_nominations(batch, actor=hr, at=at),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RuleBroken", "list"]
    refusal = next(outcome for outcome in outcomes if isinstance(outcome, RuleBroken))
    assert "1" in str(refusal)
    with fresh_database.app_context():
        assert len(db.session.scalars(select(Nomination.id)).all()) == 1


def test_of_two_who_save_the_same_form_one_is_told(fresh_database: Flask):
    with fresh_database.app_context():
        department = build_department(db.session())
        record = make_nomination(db.session(), department.campaign, department.unit, department.an)
        record_id, officer, at = record.id, department.officer, department.at
        texts = [content(record, summary=text) for text in ("Bản của An", "Bản của Bình")]
        db.session.remove()

    def save(text) -> Callable[[], object]:
        return lambda: edit_nomination(record_id, text, version=1, actor=officer, at=at)

    outcomes = at_once(fresh_database, *map(save, texts))

    assert sorted(type(outcome) for outcome in outcomes if outcome is not None) == [StaleVersion]
    with fresh_database.app_context():
        assert db.session.get(Nomination, record_id).version == 2


def test_submitting_and_withdrawing_meet(fresh_database: Flask):
    with fresh_database.app_context():
        department = build_department(db.session())
        record = make_nomination(db.session(), department.campaign, department.unit, department.an)
        record_id, head, at = record.id, department.head, department.at
        db.session.remove()

    outcomes = at_once(
        fresh_database,
        lambda: submit_nominations([record_id], actor=head, at=at),
        lambda: withdraw_nomination(record_id, actor=head, at=at, reason="Rút"),
    )

    with fresh_database.app_context():
        # Either both in order, or the withdrawal first and the submission refused.
        assert db.session.get(Nomination, record_id).status is Status.WITHDRAWN
        kinds = [event.kind for event in events_of(db.session(), record_id)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, TransitionError)]
    assert kinds == (["nomination.withdrawn"] if refused else ["nomination.submitted", "nomination.withdrawn"])
