"""Who may read, draft and sign, role by role."""

from uuid import uuid4

import pytest

from app.core.access import Actor, Grant, Role
from app.decisions import policy

HERE, BELOW, BESIDE = "TP.SO.", "TP.SO.PHONG.", "TP.KHAC."


def actor(role: Role, path: str = HERE) -> Actor:
    return Actor(user_id=uuid4(), name="Người thử", grants=(Grant(role, uuid4(), path),))


@pytest.mark.parametrize(
    ("role", "reads", "drafts", "signs"),
    [
        (Role.HR_OFFICER, True, True, False),
        (Role.HEAD_OF_BODY, True, False, True),
        (Role.AUDITOR, True, False, False),
        (Role.UNIT_HEAD, False, False, False),
        (Role.UNIT_OFFICER, False, False, False),
        (Role.ADMIN, False, False, False),
    ],
)
def test_what_a_role_may_do_with_the_papers_of_its_body(role: Role, reads: bool, drafts: bool, signs: bool):
    asks = actor(role)

    assert (policy.may_read(asks, HERE), policy.may_draft(asks, HERE), policy.may_sign(asks, HERE)) == (
        reads,
        drafts,
        signs,
    )


@pytest.mark.parametrize("role", list(Role))
def test_nobody_touches_the_papers_of_another_body(role: Role):
    asks = actor(role)

    assert not any(may(asks, BESIDE) for may in (policy.may_read, policy.may_draft, policy.may_sign))


def test_a_role_in_a_division_does_not_reach_the_papers_of_the_body():
    assert not policy.may_draft(actor(Role.HR_OFFICER, BELOW), HERE)


def test_people_read_their_own_record_and_no_other():
    person_id = uuid4()
    asks = Actor(user_id=uuid4(), name="Nhân viên", person_id=person_id)

    assert policy.may_read_person_record(asks, person_id, BELOW)
    assert not policy.may_read_person_record(asks, uuid4(), BELOW)
    assert not policy.may_read_unit_record(asks, BELOW)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.UNIT_OFFICER, True), (Role.HR_OFFICER, True), (Role.AUDITOR, True), (Role.ADMIN, False)]
)
def test_roles_read_the_records_of_their_subtree(role: Role, may: bool):
    asks = actor(role)

    assert policy.may_read_person_record(asks, uuid4(), BELOW) is may
    assert policy.may_read_unit_record(asks, BELOW) is may
    assert not policy.may_read_person_record(asks, uuid4(), BESIDE)
    assert not policy.may_read_person_record(asks, uuid4(), None)
