"""Who may read and set the rules of a body."""

import pytest

from app.core.access import Actor, Grant, Role
from app.core.database import new_id
from app.local_rules import policy


def actor(role: Role, path: str) -> Actor:
    return Actor(user_id=new_id(), name="An", grants=(Grant(role, new_id(), path),))


@pytest.mark.parametrize(
    ("role", "path", "reads", "edits"),
    [
        (Role.HR_OFFICER, "TP.SO.", True, True),
        (Role.HR_OFFICER, "TP.", True, True),
        (Role.HR_OFFICER, "TP.SO.CC.", True, False),
        (Role.HR_OFFICER, "TP.SO2.", False, False),
        (Role.UNIT_OFFICER, "TP.SO.P1.", True, False),
        (Role.UNIT_HEAD, "TP.SO.P1.", True, False),
        (Role.HEAD_OF_BODY, "TP.SO.", True, False),
        (Role.AUDITOR, "TP.SO.", True, False),
        (Role.ADMIN, "TP.SO.", False, False),
    ],
)
def test_who_reads_and_who_sets_the_rules_of_a_department(role: Role, path: str, reads: bool, edits: bool) -> None:
    asked = actor(role, path)

    assert policy.may_read(asked, "TP.SO.") is reads
    assert policy.may_edit(asked, "TP.SO.") is edits


def test_an_employee_without_a_grant_reads_none() -> None:
    assert policy.may_read(Actor(user_id=new_id(), name="An"), "TP.SO.") is False
