"""``flask eligibility``: answers without a database, and examples of the docs that stay true."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.source_tree import PROJECT
from tests.unit.cli.asking import BONUS, EXCELLENT, PERSON, QUOTA, VOTE, Ask, answer, refusal

DOC = PROJECT / "docs" / "eligibility-json.md"
BLOCK = re.compile(r"^```(?P<language>json|text) (?P<role>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = ("check", "quota", "bonus", "vote")


def examples() -> list[tuple[str, Any, str, str]]:
    """Return each example of the docs: command, input, and what it says comes out."""
    blocks = [each.groupdict() for each in BLOCK.finditer(DOC.read_text(encoding="utf-8"))]
    asked = [(one, two) for one, two in pairwise(blocks) if one["role"] in COMMANDS]
    assert all(two["role"] in ("answer", "error") for _, two in asked)
    return [(one["role"], one["body"], two["role"], two["body"]) for one, two in asked]


def shows(shown: Any, full: Any) -> bool:  # any JSON data
    """Say whether everything shown is there; objects and lists may hold more."""
    if isinstance(shown, dict):
        return isinstance(full, dict) and all(key in full and shows(value, full[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return isinstance(full, list) and all(any(shows(each, other) for other in full) for each in shown)
    return bool(shown == full)


@pytest.mark.parametrize(("command", "told", "role", "expected"), examples())
def test_the_examples_of_the_docs_are_true(ask: Ask, command: str, told: str, role: str, expected: str):
    result = ask(command, told)

    if role == "error":
        assert refusal(result) == expected.splitlines()
    else:
        shown, full = json.loads(expected), answer(result)
        if isinstance(shown, list):
            assert len(shown) == len(full)
            assert all(shows(one, other) for one, other in zip(shown, full, strict=True))
        assert shows(shown, full), json.dumps(full, ensure_ascii=False, indent=1)


def test_the_docs_have_an_example_of_every_command_and_of_a_refusal():
    found = examples()

    assert {command for command, *_ in found} == set(COMMANDS)
    assert {role for _, _, role, _ in found} == {"answer", "error"}
    assert len(found) >= 10


def test_the_python_of_the_docs_runs():
    (code,) = re.findall(r"^```python\n(.*?)^```$", DOC.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    exec(compile(code, DOC.name, "exec"), {})


def test_a_finding_has_the_keys_that_were_promised(ask: Ask):
    found = answer(ask("check", PERSON))

    assert found["overall"] == "met"
    for finding in found["findings"]:
        assert {"condition", "outcome", "evidence", "citation", "confidence", "message"} <= set(finding)
        assert set(finding["message"]) == {"vi", "en"}
        assert finding["outcome"] in {"met", "not_met", "needs_confirmation"}


def test_a_list_is_answered_in_its_order(ask: Ask):
    cases = [PERSON | {"id": f"case {number}"} for number in range(3)]

    assert [each["id"] for each in answer(ask("check", cases))] == ["case 0", "case 1", "case 2"]
    assert answer(ask("check", [])) == []


def test_a_file_is_read_too_with_or_without_a_byte_order_mark(ask: Ask, tmp_path: Path):
    for encoding in ("utf-8", "utf-8-sig"):
        path = tmp_path / f"{encoding}.json"
        path.write_text(json.dumps(VOTE | {"id": "Hội đồng"}, ensure_ascii=False), encoding=encoding)
        assert answer(ask("vote", "", str(path)))["id"] == "Hội đồng"


@pytest.mark.parametrize(
    ("command", "case"), [("quota", QUOTA), ("quota", EXCELLENT), ("bonus", BONUS), ("vote", VOTE)]
)
def test_sums_are_answered_with_their_arithmetic(ask: Ask, command: str, case: dict[str, Any]):
    found = answer(ask(command, case))

    assert {"citation", "readings", "must_confirm"} <= set(found)
    assert answer(ask(command, [case, case])) == [found, found]


def test_sick_leave_is_the_absence_of_the_rules(ask: Ask):
    away = {"kind": "sick", "from": "2025-01-02", "to": "2025-05-01"}
    case = {"regime": "r2024", "award": "LDTT", "year": 2025, "person": {"joined_on": "2010-01-01"}, "leave": [away]}
    bars = {each["condition"]: each["outcome"] for each in answer(ask("check", case))["findings"]}
    maternity = {
        each["condition"]: each["outcome"]
        for each in answer(ask("check", case | {"leave": [away | {"kind": "maternity"}]}))["findings"]
    }
    name = next(key for key in bars if "absence" in key)

    assert (bars[name], maternity[name]) == ("not_met", "met")


@pytest.mark.parametrize("key", ["confirmed", "denied"])
def test_a_judgement_may_be_told_by_tick_or_by_condition(ask: Ask, key: str):
    ticked, by_condition = (
        answer(
            ask(
                "check",
                PERSON | {"confirmed": ["registered_for_emulation"]} | {key: [name, "registered_for_emulation"]}
                if key == "confirmed"
                else PERSON | {"confirmed": ["registered_for_emulation"], key: [name]},
            )
        )
        for name in ("qualitative", "LDTT.conditions.1")
    )

    assert ticked == by_condition
    assert ticked["overall"] == ("met" if key == "confirmed" else "not_met")
