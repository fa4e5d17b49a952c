"""Any case of the right shape, of any award of any regime, is answered: the door never ends in a traceback."""

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from tests.unit.cli.asking import Ask

REGIMES = {regime.id: sorted(regime.awards) for regime in rulebooks().regimes()}
CODES = sorted({code for codes in REGIMES.values() for code in codes})
YEARS = st.integers(2009, 2027)
DAYS = st.dates(date(2009, 1, 1), date(2027, 12, 31)).map(date.isoformat)
LEVELS = st.sampled_from(["HTXSNV", "HTTNV", "HTNV", "KHTNV"])
DISCIPLINE = st.lists(
    st.fixed_dictionaries({"severity": st.sampled_from(["reprimand", "dismissal"]), "decided_on": DAYS}), max_size=2
)
RECORDS = {
    "conferrals": st.lists(
        st.fixed_dictionaries(
            {"award": st.sampled_from(CODES), "year": YEARS},
            optional={
                "for_initiatives": st.lists(st.sampled_from("abc"), max_size=2),
                "period_to": YEARS,
                "revoked": st.booleans(),
            },
        ),
        max_size=8,
    ),
    "classifications": st.lists(
        st.fixed_dictionaries({"year": YEARS, "level": LEVELS}), max_size=8, unique_by=lambda each: each["year"]
    ),
}
FACTS = RECORDS | {
    "initiatives": st.lists(
        st.fixed_dictionaries(
            {
                "id": st.sampled_from("abc"),
                "year": YEARS,
                "level": st.sampled_from(["grassroots", "provincial", "ministerial", "national"]),
            },
            optional={"kind": st.sampled_from(["initiative", "topic"])},
        ),
        max_size=3,
        unique_by=lambda each: each["id"],
    ),
    "discipline": DISCIPLINE,
    "pending_investigation": st.booleans(),
    "registered": st.none() | st.lists(st.sampled_from(CODES), max_size=2),
    "confirmed": st.lists(
        st.sampled_from(["qualitative", "contribution", "standard_not_read", "ministry_or_province_detail"]), max_size=3
    ),
    "awards_this_round": st.lists(st.sampled_from(CODES), max_size=3),
}
LEAVE = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["maternity", "study", "sick", "unpaid"]), "from": DAYS},
        optional={"to": st.just("2027-12-31")},
    ),
    max_size=2,
)
MEMBERS = st.none() | st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "awards_this_year": st.lists(st.sampled_from(CODES), max_size=2),
            "classification": LEVELS,
            "discipline": DISCIPLINE,
        },
    ),
    max_size=4,
)
OPTIONS = st.fixed_dictionaries(
    {}, optional={each.id: st.sampled_from(sorted(each.options)) for each in rulebooks().common.readings}
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw any case of the right shape, of any award."""
    regime = draw(st.sampled_from(sorted(REGIMES)))
    code = draw(st.sampled_from(REGIMES[regime]))
    facts = draw(st.fixed_dictionaries({}, optional=FACTS))
    if rulebooks().award(regime, code).subject is Subject.INDIVIDUAL:
        about: dict[str, Any] = {
            "person": draw(st.fixed_dictionaries({}, optional={"joined_on": DAYS, "is_female": st.booleans()})),
            "leave": draw(LEAVE),
        }
    else:
        about = {"unit": {"members": draw(MEMBERS)}}
    return (
        {"regime": regime, "award": code, "year": draw(YEARS), "choices": {"readings": draw(OPTIONS)}} | facts | about
    )


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(case=cases())
def test_every_case_of_the_right_shape_is_answered_or_its_fault_is_told(ask: Ask, case: dict[str, Any]):
    result = ask("check", case)

    assert result.exit_code in (0, 2), result.exception
    if result.exit_code == 0:
        outcomes = {finding["outcome"] for finding in json.loads(result.stdout)["findings"]}
        assert json.loads(result.stdout)["overall"] in outcomes
    else:
        assert "repeats the conferral" in result.stderr or "lies after the award year" in result.stderr
