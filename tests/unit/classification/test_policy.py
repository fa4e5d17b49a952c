"""Who may read and who may enter levels."""

from uuid import UUID

import pytest

from app.classification import policy
from app.core.access import Actor, Grant, Role


def actor(role: Role, path: str) -> Actor:
    return Actor(UUID(int=9), "Ai đó", grants=(Grant(role, UUID(int=3), path),))


@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [
        (Role.HR_OFFICER, True, True),
        (Role.HEAD_OF_BODY, True, False),
        (Role.AUDITOR, True, False),
        (Role.UNIT_HEAD, True, False),
        (Role.UNIT_OFFICER, True, False),
        (Role.ADMIN, False, False),
    ],
)
def test_rights_by_role_over_the_own_subtree(role: Role, reads: bool, edits: bool):
    who = actor(role, "SO.VP.")

    assert (policy.may_read(who, "SO.VP."), policy.may_edit(who, "SO.VP.")) == (reads, edits)
    assert (policy.may_read(who, "SO.VP.TO1."), policy.may_edit(who, "SO.VP.TO1.")) == (reads, edits)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", ["SO.", "SO.VP2.", "SO.V."])
def test_nobody_reads_beside_or_above(role: Role, path: str):
    assert not policy.may_read(actor(role, "SO.VP."), path)
