import pytest

from app.organisation import rules
from app.organisation.enums import Authority


@pytest.mark.parametrize(
    ("has", "wanted", "answer"),
    [
        (Authority.GRASSROOTS, Authority.GRASSROOTS, True),
        (Authority.STATE, Authority.PROVINCIAL, True),
        (Authority.GRASSROOTS, Authority.PROVINCIAL, False),
        (Authority.PROVINCIAL, Authority.MINISTERIAL, False),
        (Authority.NONE, Authority.GRASSROOTS, False),
    ],
)
def test_a_higher_authority_reaches_what_a_lower_one_may(has: Authority, wanted: Authority, answer: bool):
    assert rules.reaches(has, wanted) is answer


@pytest.mark.parametrize("code", ["SKHCN", "SKHCN-VP", "U_1", "1A"])
def test_a_code_of_capitals_digits_and_dashes_is_one(code: str):
    assert rules.is_code(code)


@pytest.mark.parametrize("code", ["", "skhcn", "-A", "A.B", "A B", "SỞ", "A" * 41, "A\n"])
def test_a_code_that_would_break_a_path_is_none(code: str):
    assert not rules.is_code(code)


def test_a_path_holds_the_codes_from_the_root_down():
    assert rules.path_below(None, "UBND") == "UBND."
    assert rules.path_below("UBND.", "SKHCN") == "UBND.SKHCN."


def test_a_unit_whose_code_only_begins_alike_does_not_lie_below():
    assert rules.lies_below("UBND.SKHCN.VP.", "UBND.SKHCN.")
    assert not rules.lies_below("UBND.SKHCN2.", "UBND.SKHCN.")


def test_search_meets_beginnings_of_words_without_accents():
    text = rules.person_search_text("Đặng Thị Ngọc Ánh")
    assert text == " dang thi ngoc anh"
    assert all(word in text for word in rules.search_words("ÁNH đặng"))
    assert not all(word in text for word in rules.search_words("goc"))


def test_a_search_of_many_words_is_bounded():
    assert len(rules.search_words("a b " * 100)) == 8
