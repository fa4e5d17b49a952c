"""The base salary on the day of a decision."""

from datetime import date
from pathlib import Path

import pytest

from app.eligibility.base_salary import FILE, base_salary_on, load_base_salaries
from app.eligibility.enums import Confidence
from app.eligibility.rulebook import RulebookError, UnknownRule


@pytest.mark.parametrize(
    ("day", "amount_vnd"),
    [
        (date(2018, 6, 30), 1_300_000),
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2030, 1, 1), 2_530_000),
    ],
)
def test_the_amount_in_force_on_a_day(day: date, amount_vnd: int):
    assert base_salary_on(day).amount_vnd == amount_vnd


def test_the_step_names_its_decree():
    step = base_salary_on(date(2018, 12, 20))

    assert (step.legal_basis, step.confidence) == ("Nghị định 72/2018/NĐ-CP", Confidence.S)


def test_a_day_before_the_first_step_is_unknown():
    with pytest.raises(UnknownRule):
        base_salary_on(date(2004, 9, 30))


def test_a_wrong_line_is_named(tmp_path: Path):
    path = tmp_path / "base_salary.csv"
    text = FILE.read_text(encoding="utf-8").replace("2018-07-01,1390000", "2018-07-01,1.390.000")
    path.write_text(text, encoding="utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "1.390.000" in each)

    with pytest.raises(RulebookError) as caught:
        load_base_salaries(path)

    assert [(fault.file, fault.line) for fault in caught.value.faults] == [("base_salary.csv", line)]
