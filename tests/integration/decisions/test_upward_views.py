"""What readers of both bodies see of an award that a higher body of the installation conferred."""

import pytest
from sqlalchemy.orm import Session

from app.core.access import Role
from app.nominations.models import Nomination
from app.nominations.queries import may_see
from app.organisation.models import Person
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.paper_pages import enter, text
from tests.factories.upward import make_province, sent_upward


def test_the_record_links_a_decision_only_for_readers_of_its_body(session: Session, sign_in: SignIn):
    province = make_province(session)
    _letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id)
    province.endorse(there.id)
    decision_id = province.decide(there.id)
    person_id = session.get_one(Nomination, first_id).person_id

    below = enter(sign_in, province.office, Role.HR_OFFICER)
    page = text(below.get(f"/decisions/record/person/{person_id}"))
    assert "900/QĐ-UBND" in page
    assert f"/decisions/{decision_id}" not in page
    assert below.get(f"/decisions/{decision_id}").status_code == 404

    above = sign_in(make_account(session, Role.HR_OFFICER, province.office.city))
    page = text(above.get(f"/decisions/record/person/{person_id}"))
    assert page.count("900/QĐ-UBND") == 1
    assert f"/decisions/{decision_id}" in page


@pytest.mark.both_engines
def test_the_nominee_follows_the_own_file_and_not_the_one_that_arrived_above(session: Session):
    province = make_province(session)
    _letter_id, [first_id] = sent_upward(province)
    person = session.get_one(Person, session.get_one(Nomination, first_id).person_id)
    nominee = make_actor(session, person=person)

    assert may_see(session, nominee, first_id)
    assert not may_see(session, nominee, province.arrived(first_id).id)
