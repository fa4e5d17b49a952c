"""Who may read and keep records: by role and place."""

from uuid import uuid4

import pytest

from app.core.access import Actor, Grant, Role
from app.records import policy

ME = uuid4()
HOME, ELSE = "TOP.HOME.", "TOP.ELSE."
UNIT = "TOP.HOME.U1."


def actor(role: Role | None, path: str = HOME) -> Actor:
    grants = (Grant(role, uuid4(), path),) if role else ()
    return Actor(user_id=uuid4(), name="", person_id=ME, grants=grants)


@pytest.mark.parametrize(
    ("role", "reads", "edits", "knows_cases"),
    [
        (Role.ADMIN, False, False, False),
        (Role.AUDITOR, True, False, True),
        (Role.HEAD_OF_BODY, True, False, True),
        (Role.HR_OFFICER, True, True, True),
        (Role.UNIT_HEAD, True, False, False),
        (Role.UNIT_OFFICER, True, False, False),
        (None, False, False, False),
    ],
)
def test_what_a_role_may_do_in_its_subtree(role: Role | None, reads: bool, edits: bool, knows_cases: bool):
    who, other = actor(role), uuid4()
    assert policy.may_read_person(who, other, UNIT) is reads
    assert policy.may_edit(who, UNIT) is edits
    assert policy.may_read_cases(who, UNIT, other) is knows_cases


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_into_another_body(role: Role):
    who = actor(role, ELSE)
    assert not policy.may_read_person(who, uuid4(), UNIT)
    assert not policy.may_edit(who, UNIT)
    assert not policy.may_read_cases(who, UNIT)


def test_everybody_reads_their_own_record_but_nobody_their_own_case():
    assert policy.may_read_person(actor(None), ME, None)
    assert not policy.may_read_cases(actor(Role.HR_OFFICER), UNIT, ME)
