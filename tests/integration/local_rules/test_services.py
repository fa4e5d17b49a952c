"""Acts on local rules: set, supersede, change, withdraw; audited, dated without overlap, within one's rights."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Actor, Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.documents.queries import attachments_of
from app.documents.services import Upload
from app.documents.uploads import current_store
from app.local_rules import queries, services
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.local_rules.rules.values import Ceiling, FurtherBar, ReadingChoice, parse
from app.local_rules.services import RuleText
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_actor
from tests.factories.local_rules import make_rule
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.both_engines
AT = datetime(2018, 1, 15, 2, 0, tzinfo=UTC)
FIRST = date(2018, 1, 15)


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def hr(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HR_OFFICER, body)


def text(**changes: Any) -> RuleText:
    told = {"value": Ceiling(of="LDTT", pct=12), "legal_basis": " Quy chế  số 1 ", "valid_from": FIRST, **changes}
    return RuleText(**told)


def make(body: Unit, hr: Actor, key: str = "CSTDCS", **changes: Any) -> Any:
    ends_earlier = changes.pop("ends_earlier", False)
    return services.make_rule(body.id, RuleKind.QUOTA, key, text(**changes), ends_earlier=ends_earlier, actor=hr, at=AT)


def test_a_rule_is_set_and_told_in_the_trail(session: Session, body: Unit, hr: Actor) -> None:
    rule_id = make(body, hr)

    rule = session.get_one(LocalRule, rule_id)
    assert (rule.value, rule.legal_basis, rule.valid_from) == ({"of": "LDTT", "pct": 12}, "Quy chế số 1", FIRST)
    [event] = events_of(session, rule_id)
    assert (event.kind, event.changes["key"], event.changes["value"]) == (
        "local_rule.made",
        [None, "CSTDCS"],
        [None, {"of": "LDTT", "pct": 12}],
    )


def test_a_second_rule_on_the_point_is_refused_or_ends_the_first(session: Session, body: Unit, hr: Actor) -> None:
    first = make(body, hr)
    with pytest.raises(RuleBroken) as refused:
        make(body, hr, valid_from=date(2018, 7, 1))
    assert [problem.field for problem in refused.value.problems] == ["valid_from"]

    second = make(body, hr, valid_from=date(2018, 7, 1), value=Ceiling(of="LDTT", pct=10), ends_earlier=True)

    assert session.get_one(LocalRule, first).valid_to == date(2018, 6, 30)
    assert [event.kind for event in events_of(session, first)] == ["local_rule.made", "local_rule.changed"]
    assert [quota.id for quota in queries.choices_for(session, body.id, on=date(2018, 8, 1)).quotas] == [str(second)]
    with pytest.raises(RuleBroken):  # It would have to end before it began.
        make(body, hr, valid_from=date(2018, 7, 1), ends_earlier=True)


def test_a_rule_that_is_ended_makes_room(session: Session, body: Unit, hr: Actor) -> None:
    first = make(body, hr)
    services.change_rule(first, text(valid_to=date(2018, 3, 31)), version=1, actor=hr, at=AT)

    make(body, hr, valid_from=date(2018, 4, 1))

    with pytest.raises(RuleBroken):
        services.change_rule(first, text(valid_to=date(2018, 4, 1)), version=2, actor=hr, at=AT)


def test_a_rule_is_changed_once_and_only_from_its_present_text(session: Session, body: Unit, hr: Actor) -> None:
    rule_id = make(body, hr)

    services.change_rule(rule_id, text(value=Ceiling(of="LDTT", pct=9)), version=1, actor=hr, at=AT)
    services.change_rule(rule_id, text(value=Ceiling(of="LDTT", pct=9)), version=2, actor=hr, at=AT)
    with pytest.raises(StaleVersion):
        services.change_rule(rule_id, text(), version=1, actor=hr, at=AT)

    changes = [event.changes for event in events_of(session, rule_id)][1:]
    assert changes == [{"value": [{"of": "LDTT", "pct": 12}, {"of": "LDTT", "pct": 9}]}]


def test_a_withdrawn_rule_makes_room_and_stays_as_it_is(session: Session, body: Unit, hr: Actor) -> None:
    rule_id = make(body, hr)
    with pytest.raises(RuleBroken):
        services.withdraw_rule(rule_id, " ", version=1, actor=hr, at=AT)

    services.withdraw_rule(rule_id, "Ghi nhầm", version=1, actor=hr, at=AT)

    with pytest.raises(TransitionError):
        services.change_rule(rule_id, text(), version=2, actor=hr, at=AT)
    make(body, hr)
    assert events_of(session, rule_id)[-1].reason == "Ghi nhầm"


@pytest.mark.parametrize(
    "changes",
    [
        {"value": Ceiling(of="LDTT", pct=16), "regime_id": "r2018"},
        {"legal_basis": " "},
        {"legal_basis": "a" * 501},
        {"note": "a" * 501},
        {"valid_to": date(2018, 1, 14)},
        {"valid_from": date(1800, 1, 1)},
        {"regime_id": "r1900"},
    ],
)
def test_what_the_law_or_the_calendar_refuses_is_not_written(
    session: Session, body: Unit, hr: Actor, changes: dict[str, Any]
) -> None:
    with pytest.raises(RuleBroken):
        make(body, hr, **changes)
    assert session.scalars(select(LocalRule)).all() == []


def test_a_forged_point_is_refused(body: Unit, hr: Actor) -> None:
    bar = parse(RuleKind.BAR, {"awards": ["LDTT"], "condition": {"type": "registered_for_emulation"}})
    assert isinstance(bar, FurtherBar)
    forged = [
        (RuleKind.READING, "none", ReadingChoice(option="ceil")),
        (RuleKind.SETTING, "none", ReadingChoice(option="ceil")),
        (RuleKind.BAR, "qualitative", bar),
        (RuleKind.QUOTA, "NONE", Ceiling(count=3)),
    ]
    for kind, key, value in forged:
        with pytest.raises(RuleBroken):
            services.make_rule(body.id, kind, key, text(value=value), actor=hr, at=AT)


def test_only_hr_of_the_body_sets_its_rules(session: Session, body: Unit, hr: Actor) -> None:
    unit = make_unit(session, "SO-P", parent=body)
    other = make_unit(session, "KHAC", authority=Authority.GRASSROOTS)
    rule_id = make_rule(session, body).id

    with pytest.raises(NotAllowed):
        make(body, make_actor(session, Role.UNIT_OFFICER, unit), key="GK_CN")
    with pytest.raises(NotAllowed):
        make(body, make_actor(session, Role.HEAD_OF_BODY, body), key="GK_CN")
    with pytest.raises(NotFound):
        make(body, make_actor(session, Role.HR_OFFICER, other), key="GK_CN")
    with pytest.raises(NotFound):  # A unit without authority has no rules of its own.
        make(unit, hr, key="GK_CN")
    with pytest.raises(NotFound):
        services.withdraw_rule(rule_id, "Nhầm", version=1, actor=make_actor(session, Role.HR_OFFICER, other), at=AT)


def test_papers_are_kept_with_a_rule(app: Flask, session: Session, body: Unit, hr: Actor) -> None:
    rule_id = make(body, hr)
    upload = Upload("quy-che.pdf", io.BytesIO(b"%PDF-1.7 quy che"))

    [kept] = services.attach_files(rule_id, [upload], actor=hr, at=AT, store=current_store(), limit=1000)

    assert [row.file_name for row in attachments_of(session, rule_id)] == ["quy-che.pdf"]
    services.detach_file(rule_id, kept, actor=hr, at=AT)
    assert attachments_of(session, rule_id) == []
    assert [event.kind for event in events_of(session, rule_id)] == [
        "local_rule.made",
        "local_rule.attached",
        "local_rule.detached",
    ]
