"""Who may do what, as a table of roles."""

from uuid import uuid4

import pytest

from app.core.access import Actor, Grant, Role
from app.nominations import policy
from app.nominations.enums import Status

BODY, UNIT, SUB, BESIDE = "UB.SO.", "UB.SO.VP.", "UB.SO.VP.TH.", "UB.SO.TTRA."


def holding(role: Role | None, path: str = UNIT, *, person_id=None) -> Actor:
    grants = (Grant(role, uuid4(), path),) if role else ()
    return Actor(user_id=uuid4(), name="Thử", person_id=person_id, grants=grants)


@pytest.mark.parametrize(
    ("role", "at", "nominates", "submits", "verifies"),
    [
        (Role.UNIT_OFFICER, UNIT, True, False, False),
        (Role.UNIT_HEAD, UNIT, True, True, False),
        (Role.HR_OFFICER, BODY, True, False, True),
        (Role.HEAD_OF_BODY, BODY, False, False, False),
        (Role.AUDITOR, BODY, False, False, False),
        (Role.ADMIN, BODY, False, False, False),
        (None, UNIT, False, False, False),
        (Role.UNIT_OFFICER, BESIDE, False, False, False),
        (Role.UNIT_HEAD, SUB, False, False, False),
    ],
)
def test_rights_over_a_unit(role: Role | None, at: str, nominates: bool, submits: bool, verifies: bool):
    actor = holding(role, at)
    assert policy.may_nominate(actor, UNIT) is nominates
    assert policy.may_submit(actor, UNIT) is submits
    assert policy.may_verify(actor, UNIT) is verifies


def test_rights_reach_down_the_tree():
    assert policy.may_submit(holding(Role.UNIT_HEAD, UNIT), SUB)
    assert policy.may_verify(holding(Role.HR_OFFICER, BODY), SUB)


@pytest.mark.parametrize("status", Status)
def test_a_file_is_edited_only_in_the_hands_of_the_unit(status: Status):
    assert policy.may_edit(holding(Role.UNIT_OFFICER), UNIT, status) is (status in {Status.DRAFT, Status.RETURNED})


@pytest.mark.parametrize("status", Status)
def test_an_officer_drops_a_draft_and_a_head_takes_back_what_was_submitted(status: Status):
    officer, head = holding(Role.UNIT_OFFICER), holding(Role.UNIT_HEAD)
    assert policy.may_withdraw(officer, UNIT, status) is (status is Status.DRAFT)
    assert policy.may_withdraw(head, UNIT, status) is (
        status in {Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED}
    )


@pytest.mark.parametrize("status", Status)
def test_the_unit_answers_conditions_while_it_writes_and_the_officer_while_verifying(status: Status):
    officer, hr = holding(Role.UNIT_OFFICER), holding(Role.HR_OFFICER, BODY)
    assert policy.may_answer(officer, UNIT, status) is (status in {Status.DRAFT, Status.RETURNED})
    assert policy.may_answer(hr, UNIT, status) is (status in {Status.DRAFT, Status.RETURNED, Status.SUBMITTED})


@pytest.mark.parametrize("status", Status)
def test_a_nominee_writes_the_own_report_while_the_file_is_open(status: Status):
    me = uuid4()
    employee = holding(None, person_id=me)
    assert policy.may_write_own_report(employee, me, status) is (status in {Status.DRAFT, Status.RETURNED})
    assert not policy.may_write_own_report(employee, uuid4(), status)


def test_nobody_is_the_nominee_of_a_collective():
    assert not policy.is_nominee(holding(Role.ADMIN), None)
