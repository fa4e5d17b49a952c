"""Pages of local rules."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Role
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_account
from tests.factories.local_rules import CLASSIFICATION, make_rule
from tests.factories.organisation import make_unit


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def hr(session: Session, body: Unit, sign_in: Any) -> Any:
    return sign_in(make_account(session, Role.HR_OFFICER, body))


def text(response: Any) -> str:
    return response.get_data(as_text=True)


BASIS = {"valid_from": "01/01/2025", "legal_basis": "Quy chế số 5", "regime_id": "r2024"}

VALUES: list[tuple[str, str, dict[str, str], dict[str, Any]]] = [
    ("reading", "quota_rounding", {"option": "ceil"}, {"option": "ceil"}),
    ("setting", "vote_secret", {"value_typed": "no"}, {"value": False}),
    ("setting", "quorum", {"value_typed": "3/4"}, {"value": "3/4"}),
    ("setting", "knc_amount", {"value_typed": "0,5"}, {"value": "0.5", "is_decimal": True}),
    ("setting", "gk_with_title", {"value_typed": "forbidden"}, {"value": "forbidden"}),
    ("setting", "vote_min_pct", {"value_typed": "75"}, {"value": 75}),
    ("setting", "form_numbers", {"value_typed": "Mẫu số 01"}, {"value": "Mẫu số 01"}),
    ("quota", "CSTDCS", {"pct": "12", "of": "LDTT"}, {"pct": 12, "of": "LDTT"}),
    ("quota", "GK_CN", {"count": "40"}, {"count": 40}),
    (
        "vote",
        "*",
        {"min_percent": "75", "base": "present", "secret": "yes", "quorum": "2/3"},
        {"min_percent": 75, "base": "present", "secret": True, "quorum": "2/3"},
    ),
    ("bar", "classification_at_least", {"level": "HTXSNV", "awards": "CSTDCS"}, CLASSIFICATION),
    (
        "bar",
        "initiative_recognised",
        {"initiative_kind": "initiative", "level": "grassroots", "min_count": "2", "awards": "CSTDCS"},
        {
            "awards": ["CSTDCS"],
            "condition": {
                "type": "initiative_recognised",
                "kind": "initiative",
                "level": "grassroots",
                "min_count": 2,
                "within": "award_year",
            },
        },
    ),
    (
        "bar",
        "employed_months_min",
        {"months": "12", "awards": "LDTT"},
        {"awards": ["LDTT"], "condition": {"type": "employed_months_min", "months": 12}},
    ),
    (
        "bar",
        "not_disciplined_from",
        {"discipline": "reprimand", "who": "self", "awards": "GK_CN"},
        {"awards": ["GK_CN"], "condition": {"type": "not_disciplined_from", "who": "self", "level": "reprimand"}},
    ),
    (
        "bar",
        "absence_not_between",
        {"months_min": "2", "months_below": "13", "leave": "maternity", "awards": "LDTT"},
        {
            "awards": ["LDTT"],
            "condition": {
                "type": "absence_not_between",
                "months_min": 2,
                "months_max_exclusive": 13,
                "except": ["maternity"],
            },
        },
    ),
    (
        "bar",
        "registered_for_emulation",
        {"awards": "GK_CN"},
        {"awards": ["GK_CN"], "condition": {"type": "registered_for_emulation"}},
    ),
    (
        "bar",
        "qualitative",
        {"items": "Tham gia hội thao", "awards": "GK_CN"},
        {
            "awards": ["GK_CN"],
            "condition": {
                "type": "qualitative",
                "items": [{"vi": "Tham gia hội thao", "en": "Tham gia hội thao"}],
            },
        },
    ),
    ("exception", "exception", {"allowed": "yes"}, {"allowed": True}),
]


@pytest.mark.parametrize(("kind", "key", "typed", "stored"), VALUES, ids=[f"{v[0]}-{v[1]}" for v in VALUES])
def test_an_officer_sets_a_rule_of_each_kind_and_reads_it(
    session: Session, body: Unit, hr: Any, kind: str, key: str, typed: dict[str, str], stored: dict[str, Any]
) -> None:
    address = f"/local-rules/points/{kind}/{key}/new"
    assert hr.get(address).status_code == 200

    answer = hr.post(address, data={**BASIS, **typed})

    assert answer.status_code == 302, text(answer)
    rule = session.scalars(select(LocalRule)).one()
    assert (rule.kind, rule.key, rule.value) == (RuleKind(kind), key, stored)
    assert hr.get(answer.location).status_code == 200
    edit = hr.get(f"/local-rules/{rule.id}/edit")
    assert edit.status_code == 200
    assert "Quy chế số 5" in text(edit)
    assert "Quy chế số 5" in text(hr.get("/local-rules"))
    assert hr.get(f"/local-rules/points/{kind}/{key}").status_code == 200


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        ("quota/CSTDCS", {"pct": "20", "of": "LDTT", "regime_id": "r2018"}, "Điều 9.3"),
        ("bar/employed_months_min", {"months": "6", "awards": "LDTT", "regime_id": "r2018"}, "Điều 10"),
        ("vote/CSTDT", {"min_percent": "70", "regime_id": "r2018"}, "Điều 45.8"),
        ("setting/cstdcs_quota_pct", {"value_typed": "16", "regime_id": "r2018"}, "Điều 9.3"),
    ],
)
def test_what_loosens_the_law_comes_back_with_the_article(
    session: Session, hr: Any, address: str, typed: dict[str, str], said: str
) -> None:
    answer = hr.post(f"/local-rules/points/{address}/new", data={**BASIS, **typed})

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.scalars(select(LocalRule)).all() == []


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("quota/CSTDCS", {}),
        ("quota/CSTDCS", {"pct": "10"}),
        ("quota/CSTDCS", {"pct": "101", "of": "LDTT"}),
        ("quota/CSTDCS", {"pct": "10", "of": "LDTT", "legal_basis": ""}),
        ("quota/CSTDCS", {"pct": "10", "of": "LDTT", "legal_basis": "a" * 10_000}),
        ("quota/CSTDCS", {"pct": "10", "of": "LDTT", "valid_to": "31/12/2024"}),
        ("quota/CSTDCS", {"pct": "10", "of": "LDTT", "regime_id": "r1900"}),
        ("vote/*", {}),
        ("vote/*", {"quorum": "3/2"}),
        ("setting/quorum", {"value_typed": "two thirds"}),
        ("setting/vote_min_pct", {"value_typed": "0"}),
        ("setting/knc_amount", {"value_typed": "0.7"}),
        ("setting/knc_amount", {"value_typed": "NaN"}),
        ("reading/quota_rounding", {"option": "sideways"}),
        ("bar/absence_not_between", {"months_min": "6", "months_below": "3", "awards": "LDTT"}),
        ("bar/employed_months_min", {"months": "12", "awards": "TTLDTT"}),
        ("bar/employed_months_min", {"months": "12"}),
        ("bar/qualitative", {"items": "  ", "awards": "LDTT"}),
    ],
)
def test_bad_input_comes_back_filled_in(hr: Any, address: str, typed: dict[str, str]) -> None:
    assert hr.post(f"/local-rules/points/{address}/new", data={**BASIS, **typed}).status_code == 422


@pytest.mark.parametrize("address", ["reading/none", "setting/none", "quota/NONE", "bar/award_held", "exception/x"])
def test_a_point_that_does_not_exist_is_not_found(hr: Any, address: str) -> None:
    assert hr.get(f"/local-rules/points/{address}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    session: Session, body: Unit, hr: Any, counted: Any, number: int
) -> None:
    for index in range(number):
        make_rule(session, body, key=("CSTDCS", "GK_CN", "GK_TT")[index])
    hr.get("/local-rules")

    with counted() as statements:
        assert hr.get("/local-rules").status_code == 200

    assert len(statements) == 2, statements


def test_a_stale_form_shows_both_texts_and_keeps_mine(session: Session, body: Unit, hr: Any) -> None:
    rule = make_rule(session, body, regime_id="r2024")
    address = f"/local-rules/{rule.id}/edit"
    typed = {**BASIS, "pct": "11", "of": "LDTT", "version": "1"}
    assert hr.post(address, data=typed).status_code == 302

    stale = hr.post(address, data={**typed, "pct": "9"})

    assert stale.status_code == 409
    assert "9" in text(stale)
    assert hr.post(address, data={**typed, "pct": "9", "version": "2"}).status_code == 302
    assert session.scalars(select(LocalRule)).one().value["pct"] == 9


def test_a_withdrawn_rule_stands_in_the_history_with_its_reason_and_cannot_be_changed(
    session: Session, body: Unit, hr: Any
) -> None:
    rule_id = make_rule(session, body).id

    answer = hr.post(f"/local-rules/{rule_id}/withdrawal", data={"reason": "Ghi nhầm", "version": "1"})

    assert answer.status_code == 302
    assert "Ghi nhầm" in text(hr.get(f"/local-rules/{rule_id}"))
    assert hr.get("/local-rules/history").status_code == 200
    assert hr.get(f"/local-rules/{rule_id}/edit").status_code == 409


def test_a_unit_officer_reads_the_rules_of_the_body_and_may_not_set_them(
    session: Session, body: Unit, sign_in: Any
) -> None:
    unit = make_unit(session, "SO-P", parent=body)
    rule = make_rule(session, body)
    officer = sign_in(make_account(session, Role.UNIT_OFFICER, unit))

    assert "Quy chế số 1/QC-SKHCN" in text(officer.get("/local-rules?on=01/06/2018"))
    assert officer.get(f"/local-rules/{rule.id}").status_code == 200
    assert officer.get("/local-rules/points/quota/CSTDCS/new").status_code == 403


def test_the_list_of_a_year_gone_by_shows_what_held_then(session: Session, body: Unit, hr: Any) -> None:
    make_rule(session, body, valid_to=date(2019, 12, 31))

    assert "Quy chế số 1/QC-SKHCN" in text(hr.get("/local-rules?on=31/12/2019"))
    assert "Quy chế số 1/QC-SKHCN" not in text(hr.get("/local-rules?on=01/01/2020"))
