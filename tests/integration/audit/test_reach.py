"""Who reads which entries of the trail: those of their subtree, and of what is gone, those of their people."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.audit import queries, trail
from app.core.access import Actor, Role
from app.core.clock import now
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.organisation import make_person, make_unit

pytestmark = pytest.mark.both_engines


@pytest.fixture
def bodies(session: Session) -> tuple[Unit, Unit]:
    city = make_unit(session, "CITY", "UBND thành phố", authority=Authority.PROVINCIAL, is_external=True)
    return make_unit(session, "ONE", "Sở Một", city, Authority.GRASSROOTS), make_unit(
        session, "TWO", "Sở Hai", city, Authority.GRASSROOTS
    )


def told(session: Session, kind: str, subject_id: UUID, actor: Actor | None) -> None:
    trail.record(session, kind, subject_id, actor=actor, at=now())
    session.commit()


def read(session: Session, *units: Unit) -> list[str]:
    page = queries.event_page(session, roots=[unit.path for unit in units], cursor=None)
    return sorted(row.kind for row in page.items)


def test_an_entry_is_read_where_its_record_lies_whoever_wrote_it(session: Session, bodies: tuple[Unit, Unit]) -> None:
    one, two = bodies
    author = make_actor(session, Role.HR_OFFICER, two)
    told(session, "campaign.opened", make_campaign(session, one, year=2026, award_codes=["LDTT"]).id, author)
    told(session, "unit.edited", one.id, None)
    told(session, "person.edited", make_person(session, "Người của Sở Hai", unit=two).id, author)
    told(session, "user.signed_in", author.user_id, author)

    assert read(session, one) == ["campaign.opened", "unit.edited"]
    assert read(session, two) == ["person.edited", "user.signed_in"]
    assert len(read(session, one, two)) == 4
    assert read(session) == []


def test_of_a_record_that_is_gone_one_reads_where_its_author_works(session: Session, bodies: tuple[Unit, Unit]) -> None:
    one, two = bodies
    author = make_actor(session, person=make_person(session, "Cán bộ Sở Một", unit=one))
    told(session, "decision.deleted", uuid4(), author)
    told(session, "invented.done", uuid4(), author)

    assert read(session, one) == ["decision.deleted", "invented.done"]
    assert read(session, two) == []


def test_a_body_outside_belongs_to_nobody(session: Session, bodies: tuple[Unit, Unit]) -> None:
    one, two = bodies
    ministry = make_unit(session, "BO", "Bộ Khoa học", authority=Authority.MINISTERIAL, is_external=True)
    told(session, "unit.added", ministry.id, make_actor(session, Role.HR_OFFICER, one))

    assert read(session, one) == ["unit.added"]
    assert read(session, two) == []
