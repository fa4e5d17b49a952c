"""Who may do what in a council, by role."""

from uuid import UUID

import pytest

from app.core.access import Actor, Grant, Role
from app.council import policy
from app.council.enums import CouncilRole

HERE, THERE = "CITY.DOST.", "CITY.HEALTH."
COUNCIL, OTHER = UUID(int=7), UUID(int=8)


def somebody(role: Role | None = None, *, path: str = HERE, councils: tuple[UUID, ...] = ()) -> Actor:
    grants = (Grant(role, UUID(int=1), path),) if role else ()
    return Actor(UUID(int=2), "Ai đó", person_id=UUID(int=3), grants=grants, council_ids=frozenset(councils))


@pytest.mark.parametrize(
    ("actor", "sees", "manages"),
    [
        (somebody(Role.HR_OFFICER), True, True),
        (somebody(Role.HR_OFFICER, path="CITY."), True, True),
        (somebody(Role.HR_OFFICER, path=THERE), False, False),
        (somebody(Role.HEAD_OF_BODY), True, False),
        (somebody(Role.AUDITOR), True, False),
        (somebody(Role.ADMIN), False, False),
        (somebody(Role.UNIT_HEAD), False, False),
        (somebody(Role.UNIT_OFFICER), False, False),
        (somebody(councils=(COUNCIL,)), True, False),
        (somebody(councils=(OTHER,)), False, False),
        (somebody(), False, False),
    ],
)
def test_who_sees_and_who_manages(actor: Actor, sees: bool, manages: bool):
    assert policy.may_see(actor, council_id=COUNCIL, body_path=HERE) is sees
    assert policy.may_manage(actor, body_path=HERE) is manages


@pytest.mark.parametrize(
    ("actor", "my_role", "runs"),
    [
        (somebody(Role.HR_OFFICER), None, True),
        (somebody(councils=(COUNCIL,)), CouncilRole.SECRETARY, True),
        (somebody(councils=(COUNCIL,)), CouncilRole.CHAIR, False),
        (somebody(councils=(COUNCIL,)), CouncilRole.MEMBER, False),
        (somebody(Role.HEAD_OF_BODY), None, False),
    ],
)
def test_who_runs_meetings(actor: Actor, my_role: CouncilRole | None, runs: bool):
    assert policy.may_run(actor, body_path=HERE, my_role=my_role) is runs


def test_only_members_vote():
    assert policy.may_vote(somebody(councils=(COUNCIL,)), council_id=COUNCIL)
    assert not policy.may_vote(somebody(councils=(OTHER,)), council_id=COUNCIL)
    assert not policy.may_vote(somebody(Role.HR_OFFICER), council_id=COUNCIL)
