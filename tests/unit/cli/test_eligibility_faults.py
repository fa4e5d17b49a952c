"""What ``flask eligibility`` refuses: one line per fault with its place, exit code 2, never a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.cli.asking import BONUS, EXCELLENT, PERSON, QUOTA, UNIT, VOTE, Ask, refusal


@pytest.mark.parametrize(
    ("command", "told", "problem"),
    [
        ("check", "", "is empty"),
        ("check", "{", "is not JSON (line 1, column 2)"),
        ("check", "NaN", "NaN is no number"),
        ("check", "5", "must be an object, not a number"),
        ("check", "[[]]", "[0]: must be an object, not a list"),
        ("check", b"\xff\xfe\x00", "is not UTF-8"),
        ("check", '{"a": 1, "a": 2}', "the key a is written twice"),
        ("check", '{"year": ' + "9" * 5000 + "}", "a number of 5000 digits"),
        ("check", '{"year": 1e999}', "the number '1e999'"),
        ("check", "[" * 100_000, "is nested too deep"),
        ("check", '{"award": "\\ud800"}', "holds a text that is no valid Unicode"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_case_is_told_in_one_line(ask: Ask, command: str, told: str | bytes, problem: str):
    (line,) = refusal(ask(command, told))

    assert line.startswith(problem)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"surname": "x"}, "surname: 'surname' is no key of this place; known are"),
        (
            {"person": {"joined": "2010-01-01"}},
            "person.joined: 'joined' is no key of this place; did you mean 'joined_on'?",
        ),
        ({"year": "2018"}, "year: must be a whole number (found '2018')"),
        ({"year": 20180}, "year: must be less than or equal to 2100 (found 20180)"),
        ({"year": True}, "year: must be a whole number (found true)"),
        ({"person": None}, "give either person or unit"),
        ({"unit": {}}, "give either person or unit"),
        ({"regime": "r2019"}, "regime: 'r2019' is no regime; did you mean 'r2018'?"),
        ({"award": "TTLDTT"}, "person: TTLDTT is an award for a unit; give unit instead of person"),
        ({"award": "KNC_TINH"}, "award: 'KNC_TINH' is no award of r2018; known are LDTT, CSTDCS"),
        ({"pending_investigation": "no"}, "pending_investigation: must be true or false (found 'no')"),
        ({"confirmed": ["qualitativ"]}, "confirmed[0]: 'qualitativ' is no condition that a person confirms; did you"),
        ({"denied": ["qualitative"]}, "denied[0]: 'qualitative' is confirmed as well; keep one"),
        ({"confirmed": "all"}, "confirmed: must be a list (found 'all')"),
        ({"registered": ["LĐTT"]}, "registered[0]: 'LĐTT' is no award code; did you mean 'LDTT'?"),
        ({"person": {"staff_group": "leader", "is_leader": False}}, "person.is_leader: is false, yet staff_group says"),
        ({"person": {"joined_on": "1545264000"}}, "person.joined_on: must be a day as YYYY-MM-DD"),
        ({"person": {"joined_on": "0001-01-01"}}, "person.joined_on: must lie between the years 1945 and 2100"),
        ({"leave": [{"kind": "sick", "from": "2018-02-01", "to": "2018-01-01"}]}, "leave[0].to: lies before the first"),
        (
            {"discipline": [{"severity": "warning", "decided_on": "2018-02-01", "ends_on": "2018-01-01"}]},
            "discipline[0].ends_on: lies before the decision of 2018-02-01",
        ),
        (
            {"classifications": [{"year": 2018, "level": "A"}]},
            "classifications[0].level: must be one of 'KHTNV', 'HTNV'",
        ),
        (
            {"classifications": [{"year": 2018, "level": "HTNV"}, {"year": 2018, "level": "HTTNV"}]},
            "classifications[1]: repeats the year of entry 0",
        ),
        ({"conferrals": [{"award": "LDTT", "year": 2017}] * 2}, "conferrals[1]: repeats the conferral of entry 0"),
        (
            {"conferrals": [{"award": "LDT", "year": 2017}]},
            "conferrals[0].award: 'LDT' is no award code; did you mean 'LDTT'?",
        ),
        (
            {"conferrals": [{"award": "LDTT", "year": 2017, "level": "state"}]},
            "conferrals[0].level: LDTT is conferred at the level grassroots, not state",
        ),
        (
            {"conferrals": [{"award": "LDTT", "year": 2017, "decided_on": "2016-01-01"}]},
            "conferrals[0].decided_on: lies before the award year 2017",
        ),
        (
            {"initiatives": [{"id": "a", "year": 2018, "level": "provincial"}] * 2},
            "initiatives[1]: repeats the id of entry 0",
        ),
        ({"id": "x" * 201}, "id: must have at most 200 characters"),
        (
            {"choices": {"readings": {"abstention": "x"}}},
            "choices.readings.abstention: 'abstention' is no reading; did you",
        ),
        (
            {"choices": {"readings": {"abstentions": "x"}}},
            "choices.readings.abstentions: 'x' is no option of this reading",
        ),
        (
            {"choices": {"settings": {"quorums": "1/2"}}},
            "choices.settings.quorums: 'quorums' is no setting; did you mean",
        ),
        ({"choices": {"settings": {"quorum": []}}}, "choices.settings.quorum: must be a number, a text, true, false"),
        (
            {"choices": {"bars": [{"id": "a", "awards": ["LDTT"], "condition": {"type": "x"}, "basis": "b"}]}},
            "choices.bars[0].condition",
        ),
    ],
    ids=str,
)
def test_a_fault_of_a_case_is_told_with_its_place(ask: Ask, change: dict[str, Any], problem: str):
    (line,) = refusal(ask("check", PERSON | change))

    assert line.startswith(problem)


@pytest.mark.parametrize(
    ("command", "case", "change", "problem"),
    [
        ("check", UNIT, {"leave": [{"kind": "sick", "from": "2025-01-01"}]}, "leave: a unit takes no leave"),
        (
            "check",
            UNIT,
            {
                "unit": {"conferrals": [{"award": "TTLDTT", "year": 2024}]},
                "conferrals": [{"award": "TTLDXS", "year": 2024}],
            },
            "conferrals: stands at the top and in unit",
        ),
        (
            "check",
            UNIT,
            {"unit": {"members": [{"awards_this_year": ["LĐTT"]}]}},
            "unit.members[0].awards_this_year[0]: 'L",
        ),
        (
            "quota",
            QUOTA,
            {"counts": {"chosen": {"CSTDCS": -1}}},
            "counts.chosen.CSTDCS: must be greater than or equal to 0",
        ),
        (
            "quota",
            QUOTA,
            {"counts": {"chosen": {"CSTD": 1}}},
            "counts.chosen.CSTD: 'CSTD' is no award code; did you mean",
        ),
        ("quota", QUOTA, {"counts": {"chosen": {"CSTDCS": 1.5}}}, "counts.chosen.CSTDCS: must be a"),
        (
            "quota",
            QUOTA,
            {"choices": {"settings": {"cstdcs_quota_pct": 200}}},
            "choices.settings.cstdcs_quota_pct: 200 is no",
        ),
        (
            "quota",
            QUOTA,
            {"choices": {"quotas": [{"id": "q", "award": "LDTT", "basis": "b"}]}},
            "choices.quotas[0]: give pct",
        ),
        ("quota", EXCELLENT, {"scheme": "nd335"}, "scheme: 'nd335' is no scheme; did you mean 'nd335_2025'?"),
        (
            "quota",
            EXCELLENT,
            {"groups": {"a": {"HTXSNV": 2}}},
            "levels.HTXSNV: the groups hold 2, more than the agency",
        ),
        ("quota", EXCELLENT, {"levels": {"GOOD": 2}}, "levels.GOOD: must be one of"),
        ("bonus", BONUS, {"awards": []}, "awards: "),
        (
            "bonus",
            BONUS,
            {"awards": [{"award": "LDTT", "decided_on": "1999-01-01"}]},
            "no base salary is on record for 1999-01-01",
        ),
        (
            "bonus",
            BONUS,
            {"awards": [{"award": "X", "decided_on": "2026-01-01"}]},
            "awards[0].award: 'X' is no award of r2024",
        ),
        (
            "bonus",
            BONUS,
            {"awards": [{"award": "LDTT", "decided_on": "2026-01-01", "period": [2025, 2024]}]},
            "awards[0].period: ends before it begins",
        ),
        (
            "bonus",
            BONUS,
            {
                "awards": [
                    {"award": "LDTT", "decided_on": "2026-01-01"},
                    {"award": "TTLDTT", "decided_on": "2026-01-01"},
                ]
            },
            "awards: awards of a person and of a collective stand together",
        ),
        ("vote", VOTE, {"present": 11}, "present: more are present than there are members (11 of 10)"),
        ("vote", VOTE, {"for": 11}, "for: more papers than members who may vote (11 of 10)"),
        (
            "vote",
            VOTE,
            {"written_abstain": 1},
            "written_for: more written opinions than absent members who may give one",
        ),
        ("vote", VOTE, {"for": None}, "for: must be a whole number (found null)"),
        ("vote", VOTE, {"choices": {"settings": {"quorum": "all"}}}, "choices.settings.quorum: 'all' is no share"),
        (
            "vote",
            VOTE,
            {"choices": {"votes": [{"id": "v", "quorum": "2", "basis": "b"}]}},
            "choices.votes[0].quorum: '2' is no",
        ),
    ],
    ids=str,
)
def test_a_fault_of_other_cases_is_told_with_its_place(
    ask: Ask, command: str, case: dict[str, Any], change: dict[str, Any], problem: str
):
    (line,) = refusal(ask(command, case | change))

    assert line.startswith(problem)


def bar(condition: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return PERSON | {
        "choices": {"bars": [{"id": "own", "awards": ["LDTT"], "condition": condition, "basis": "b"} | changes]}
    }


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        (
            bar({"type": "standard_not_read"}, awards=["LDT"]),
            "choices.bars[0].awards[0]: 'LDT' is no award code; did you",
        ),
        (
            bar({"type": "meets_standard_of", "title": "X"}),
            "choices.bars[0].condition.title: no award has the code 'X'",
        ),
        (
            bar({"type": "award_held", "awards": ["LDTT"], "within": "chain"}),
            "choices.bars[0].condition.within: no condition beside this one defines the period 'chain'",
        ),
        (
            bar({"type": "meets_standard_of", "title": "CSTDCS"}),
            "choices.bars[0].condition: goes in a circle: ",
        ),
        (bar({"type": "all_of", "conditions": []}), "choices.bars[0].condition.conditions: must have at least 1 item"),
        (
            PERSON | {"choices": {"quotas": [{"id": "q", "award": "LDT", "pct": 1, "basis": "b"}]}},
            "choices.quotas[0].award: 'LDT' is no award code",
        ),
        (
            PERSON | {"choices": {"votes": [{"id": "q", "basis": "b"}] * 2}},
            "choices.votes[1].id: 'q' is the id of another entry",
        ),
        (
            PERSON | {"choices": {"bases": {"quorums": "b"}}},
            "choices.bases.quorums: 'quorums' is no reading or setting; did",
        ),
    ],
    ids=str,
)
def test_choices_that_no_rulebook_can_follow_are_refused(ask: Ask, case: dict[str, Any], problem: str):
    (line,) = refusal(ask("check", case))

    assert line.startswith(problem)


def test_a_bar_of_the_body_is_judged_like_one_of_the_law(ask: Ask):
    found = json.loads(ask("check", bar({"type": "classification_at_least", "level": "HTXSNV"})).stdout)

    assert found["overall"] == "not_met"
    assert "local.own" in json.dumps(found)


@pytest.mark.parametrize("depth", [30, 41, 200, 900])
def test_conditions_in_conditions_end_somewhere(ask: Ask, depth: int):
    condition: dict[str, Any] = {"type": "standard_not_read"}
    for _ in range(depth // 2):
        condition = {"type": "all_of", "conditions": [condition]}
    result = ask("check", bar(condition))

    assert result.exit_code == (0 if depth == 30 else 2)


def test_one_bad_case_of_a_list_holds_back_every_answer_and_says_which(ask: Ask):
    told = refusal(ask("check", [PERSON, PERSON | {"regime": "x"}, PERSON | {"yaer": 1}]))

    assert [line.partition(":")[0] for line in told] == ["[1].regime", "[2].yaer"]


def test_very_many_faults_are_cut_short(ask: Ask):
    told = refusal(ask("check", [5] * 500))

    assert len(told) == 51
    assert told[-1] == "and 450 more problems"


def test_a_file_that_cannot_be_read_is_told(ask: Ask, tmp_path: Path):
    assert refusal(ask("check", "", str(tmp_path / "none.json"))) == ["cannot be read: No such file or directory"]
    assert refusal(ask("check", "", str(tmp_path))) == ["cannot be read: Is a directory"]
    assert refusal(ask("check", "", "\0")) == ["cannot be read: no readable path"]


def test_control_characters_of_the_input_never_reach_the_terminal(ask: Ask):
    result = ask("check", PERSON | {"\x1b[31mred": 1, "award": "\x1b[2J"})

    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


KEYS = st.sampled_from(
    [*PERSON, *UNIT, *QUOTA, *EXCELLENT, *BONUS, *VOTE, "choices", "leave", "discipline", "conferrals", "x"]
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, width=16)
    | st.text(max_size=5)
    | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    command=st.sampled_from(
        [("check", PERSON), ("check", UNIT), ("quota", QUOTA), ("quota", EXCELLENT), ("bonus", BONUS), ("vote", VOTE)]
    ),
    key=KEYS,
    value=JSON,
)
def test_nothing_told_ends_in_a_traceback(ask: Ask, command: tuple[str, dict[str, Any]], key: str, value: Any):
    result = ask(command[0], command[1] | {key: value})

    assert result.exit_code in (0, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert (result.stdout == "") is (result.exit_code == 2)
