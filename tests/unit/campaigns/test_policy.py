"""Who may read and who may run campaigns."""

from uuid import UUID

import pytest

from app.campaigns import policy
from app.core.access import Actor, Body, Grant, Role

BODY = Body(UUID(int=1), "Sở", "TP.SO.")
OTHER = Body(UUID(int=2), "Sở khác", "TP.SO2.")


def actor(
    role: Role | None = None, path: str = BODY.path, *, body: Body | None = BODY, own: Body | None = None
) -> Actor:
    grants = (Grant(role, UUID(int=3), path, body),) if role else ()
    return Actor(UUID(int=9), "Ai đó", grants=grants, own_body=own)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor(Role.HR_OFFICER), True),
        (actor(Role.UNIT_OFFICER, "TP.SO.VP."), True),
        (actor(Role.UNIT_HEAD, "TP.SO.VP."), True),
        (actor(Role.AUDITOR, "TP.", body=None), True),
        (actor(own=BODY), True),
        (actor(own=OTHER), False),
        (actor(Role.HR_OFFICER, OTHER.path, body=OTHER), False),
        (actor(Role.UNIT_OFFICER, "TP.SO2.VP.", body=OTHER), False),
        (actor(Role.ADMIN), False),
        (actor(Role.ADMIN, own=BODY), True),
        (actor(), False),
    ],
    ids=[
        "hr",
        "officer of a unit",
        "head of a unit",
        "auditor above",
        "employee",
        "employee of another body",
        "hr of another body",
        "officer of another body",
        "admin",
        "admin who works here",
        "nobody",
    ],
)
def test_campaigns_are_read_in_the_own_body_and_from_above(who: Actor, may: bool):
    assert policy.may_read(who, BODY.path) is may


@pytest.mark.parametrize("role", list(Role))
def test_hr_officers_alone_run_campaigns(role: Role):
    assert policy.may_manage(actor(role), BODY.path) is (role is Role.HR_OFFICER)


def test_hr_of_one_unit_does_not_run_the_campaigns_of_the_body():
    assert not policy.may_manage(actor(Role.HR_OFFICER, "TP.SO.VP."), BODY.path)
