"""What the words in officers' tables mean."""

from datetime import date

import pytest

from app.documents.headings import Line
from app.eligibility.enums import DisciplineLevel, InitiativeLevel, LeaveKind, Subject
from app.records.services.bulk import wording
from app.records.services.bulk.wording import Paper


@pytest.mark.parametrize(
    ("said", "subject", "code"),
    [
        ("Lao động tiên tiến", Subject.INDIVIDUAL, "LDTT"),
        ("lđtt", Subject.INDIVIDUAL, "LDTT"),
        ("CSTĐCS", Subject.INDIVIDUAL, "CSTDCS"),
        ("Chien si thi dua co so", Subject.INDIVIDUAL, "CSTDCS"),
        ("CSTĐ cấp tỉnh", Subject.INDIVIDUAL, "CSTDT"),
        ("Tập thể LĐTT", Subject.COLLECTIVE, None),
        ("Tập thể lao động tiên tiến", Subject.COLLECTIVE, "TTLDTT"),
        ("Tập thể lao động tiên tiến", Subject.INDIVIDUAL, None),
        ("Giấy khen", Subject.INDIVIDUAL, "GK_CN"),
        ("Giấy khen", Subject.COLLECTIVE, "GK_TT"),
        ("Bằng khen của UBND thành phố", Subject.INDIVIDUAL, "BKT_CN"),
        ("Bằng khen Bộ KH&CN", Subject.COLLECTIVE, "BKB_TT"),
        ("Huân chương Lao động hạng Ba", Subject.COLLECTIVE, "HCLD3_TT"),
        ("Nhất khối", Subject.INDIVIDUAL, None),
    ],
)
def test_awards_are_known_by_the_words_officers_use(said: str, subject: Subject, code: str | None):
    assert wording.award_meant(said, "r2018", subject) == code


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        ("215/QĐ-SKHCN ngày 26/12/2018 của Sở KH&CN", Paper("215/QĐ-SKHCN", date(2018, 12, 26), "Sở KH&CN")),
        (
            "Quyết định số 12/QĐ-UBND, ngày 05 tháng 01 năm 2019 của UBND thành phố",
            Paper("12/QĐ-UBND", date(2019, 1, 5), "UBND thành phố"),
        ),
        ("Số 88/QĐ-BKHCN, 3/2/2017; Bộ trưởng Bộ KH&CN", Paper("88/QĐ-BKHCN", date(2017, 2, 3), "Bộ trưởng Bộ KH&CN")),
        ("215/QĐ-SKHCN", Paper("215/QĐ-SKHCN")),
        ("", Paper()),
    ],
)
def test_a_decision_in_one_string_is_split(said: str, paper: Paper):
    assert wording.split_decision(said) == paper


def test_columns_of_their_own_win_over_the_string():
    line = Line(2, {"decision_number": "9/QĐ", "decision": "8/QĐ ngày 01/02/2018 của Sở", "decided_by_name": "UBND"})
    assert wording.paper_of(line) == Paper("9/QĐ", date(2018, 2, 1), "UBND")


@pytest.mark.parametrize(
    ("words", "said", "meant"),
    [
        (wording.LEVELS, "Cấp cơ sở", InitiativeLevel.GRASSROOTS),
        (wording.LEVELS, "cap thanh pho", InitiativeLevel.PROVINCIAL),
        (wording.LEVELS, "Cấp Bộ", InitiativeLevel.MINISTERIAL),
        (wording.LEVELS, "xuất sắc", None),
        (wording.SEVERITIES, "Khiển trách", DisciplineLevel.REPRIMAND),
        (wording.SEVERITIES, "Cách chức", DisciplineLevel.REMOVAL_FROM_POST),
        (wording.LEAVES, "Nghỉ thai sản", LeaveKind.MATERNITY),
        (wording.LEAVES, "Nghỉ không hưởng lương", LeaveKind.UNPAID),
        (wording.LEAVES, "Đi học thạc sĩ", LeaveKind.STUDY),
    ],
)
def test_words_of_closed_lists_are_known(words: dict[str, object], said: str, meant: object):
    assert wording.meant(words, said) == meant
