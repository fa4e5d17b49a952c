import pytest

from app.preferences import rules


def test_years_run_from_2015_to_the_next_one():
    assert (rules.years(2026)[0], rules.years(2026)[-1]) == (2027, 2015)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2015", 2015), ("2027", 2027), ("2014", None), ("2028", None), ("", None), ("x", None), ("٢٠١٨", None)],
)
def test_a_year_outside_cannot_be_chosen(text: str, year: int | None):
    assert rules.chosen_year(text, 2026) == year
