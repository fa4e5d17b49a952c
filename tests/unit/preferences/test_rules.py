import pytest

from app.preferences import rules


@pytest.mark.parametrize("target", ["/", "/nominations?q=an&after=x", "/organisation/people?q=Đặng"])
def test_a_page_of_ours_is_gone_back_to(target: str):
    assert rules.inside(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "home",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
    ],
)
def test_another_site_is_not(target: str):
    assert rules.inside(target) is None


def test_years_run_from_2015_to_the_next_one():
    assert (rules.years(2026)[0], rules.years(2026)[-1]) == (2027, 2015)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2015", 2015), ("2027", 2027), ("2014", None), ("2028", None), ("", None), ("x", None), ("٢٠١٨", None)],
)
def test_a_year_outside_cannot_be_chosen(text: str, year: int | None):
    assert rules.chosen_year(text, 2026) == year
