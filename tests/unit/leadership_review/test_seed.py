"""The seed of 2018 carries every fact of the public review that belongs to it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from app.eligibility.enums import ClassificationLevel
from app.leadership_review import rules
from app.leadership_review.draft import cleaned
from app.leadership_review.enums import PointKind
from app.leadership_review.facts import told
from app.leadership_review.seeding import REVIEW_2018, draft_from_seed

DRAFT = draft_from_seed()


def figures(field: str) -> list[tuple[int, str]]:
    return [(int(row.value or 0), row.measure) for row in DRAFT.figures if row.field.startswith(field)]


def test_the_seed_can_be_saved_and_closed():
    draft = cleaned(DRAFT)

    assert rules.draft_problems(draft, 2018) == []
    assert rules.closing_problems(draft, date(2019, 1, 4)) == []


def test_the_three_key_tasks_with_their_over_fulfilment():
    assert [(task.percent_of_plan, task.days_early) for task in DRAFT.tasks] == [(150, None), (125, 15), (None, None)]
    assert "Nghị quyết số 03-NQ/TU ngày 30/12/2016" in DRAFT.tasks[0].source
    assert "Vượt 50%" in DRAFT.tasks[0].result
    assert "sớm 15 ngày" in DRAFT.tasks[1].result
    assert DRAFT.tasks[2].result.startswith("Vượt kế hoạch đề ra")
    assert all("UBND thành phố giao" in task.source for task in DRAFT.tasks)


def test_the_festival():
    assert figures("Ngày hội") == [(5500, "lượt người"), (250, "gian hàng"), (250, ""), (20, "nước")]
    assert DRAFT.figures[0].note == "số làm tròn: gần 5.500"


def test_standards_and_measurement():
    assert figures("Tiêu chuẩn") == [
        (12, "lượt doanh nghiệp"),
        (24, "sản phẩm"),
        (2, "lượt doanh nghiệp"),
        (2, "sản phẩm"),
        (347, "lượt hồ sơ"),
        (100, "%"),
        (17334, "phương tiện"),
        (42, "đơn vị"),
        (1, "doanh nghiệp"),
    ]


def test_inspections():
    assert figures("Thanh tra") == [(11, "cuộc"), (9, "cuộc"), (194, "cơ sở sản xuất")]


def test_research_adds_up():
    counts = [count for count, _measure in figures("Nghiên cứu")]

    assert counts == [78, 5, 3, 35, 35, 20]
    assert counts[0] == sum(counts[1:5])


def test_honours_of_scientists():
    assert [count for count, _measure in figures("Khen thưởng")] == [2, 1, 1, 1, 113]


def test_organisation_and_education():
    assert figures("Tổ chức") == [(2, "phòng"), (100, "%")]


@pytest.mark.parametrize(
    "paper", ["Trung ương 4 (khóa XII)", "05-CT/TW", "29-CT/TU", "43-CT/TU", "14/CT-UBND", "18-NQ/TW"]
)
def test_the_directions_of_higher_bodies(paper: str):
    assert any(paper in point.text for point in DRAFT.points[PointKind.DIRECTION])


def test_shortcomings_causes_and_remedies():
    assert "doanh nghiệp KH&CN" in DRAFT.points[PointKind.SHORTCOMING][0].text
    assert DRAFT.points[PointKind.CAUSE]
    assert "vai trò của KH&CN" in DRAFT.points[PointKind.REMEDY][0].text
    assert (DRAFT.points[PointKind.REMEDY][0].owner, DRAFT.points[PointKind.REMEDY][0].due_on) == ("", None)


def test_the_conference():
    assert DRAFT.conference_on == date(2019, 1, 4)
    assert DRAFT.conference_chair == "Giám đốc Sở"
    assert "Sở Nội vụ" in DRAFT.attendees
    assert "Thành ủy" in DRAFT.attendees
    assert DRAFT.proposed_level is ClassificationLevel.HTTNV


def test_what_the_source_does_not_say_is_marked():
    raw = yaml.safe_load(REVIEW_2018.read_text(encoding="utf-8"))
    points = [point for lines in raw["points"].values() for point in lines]

    assert raw["source"]["published_on"] == date(2019, 1, 4)
    assert raw["proposed_level"]["invented"] is True
    assert all(point.get("invented") for point in [*raw["points"]["cause"], *(p for p in points if "owner" in p)])


def test_no_person_is_named():
    text = "\n".join(line for lines in told(DRAFT).values() for line in lines)

    assert [name for name in ("Thái Bá", "Cảnh", "Bích Hậu") if name in text] == []


def test_a_word_that_the_file_does_not_know_is_an_error(tmp_path: Path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(REVIEW_2018.read_text(encoding="utf-8").replace("percent_of_plan", "percent"), encoding="utf-8")

    with pytest.raises(ValueError, match="percent"):
        draft_from_seed(wrong)
