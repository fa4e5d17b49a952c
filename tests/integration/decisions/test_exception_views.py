"""The mark of an exception beside the name on the pages of papers, and not on the papers themselves."""

import pytest

from app.core.access import Role
from app.core.clock import now
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, text
from tests.factories.papers import draft, draft_upward
from tests.integration.decisions.test_initiatives_used import REASON, except_

MARK = f'<span class="tag tag--amber">Exception</span> {REASON}'


@pytest.mark.parametrize("role", [Role.HR_OFFICER, Role.HEAD_OF_BODY])
def test_the_mark_stands_beside_the_name(office: Office, sign_in, role: Role):
    own, upward = office.people(1)[0], office.people(1, "BKT_CN", upward=True)[0]
    for each in (own, upward):
        except_(office, each)
    client = enter(sign_in, office, role)
    if role is Role.HR_OFFICER:
        assert text(client.get("/decisions")).count(MARK) == 2
    decision_id, letter_id = draft(office, [own], at=now()), draft_upward(office, [upward], at=now())

    assert MARK in text(client.get(f"/decisions/{decision_id}"))
    assert MARK in text(client.get(f"/decisions/letters/{letter_id}"))
    assert REASON not in text(client.get(f"/decisions/{decision_id}/paper"))
