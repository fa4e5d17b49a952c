"""The closing paragraph: the reference is the last paragraph of the review of 2018, figure by figure."""

from app.campaigns.enums import CampaignKind
from app.eligibility.enums import ClassificationLevel, Subject
from app.eligibility.rulebook import rulebooks
from app.nominations.enums import Channel
from app.reports import narrative
from app.reports.figures import AwardFigure, ClassificationFigure, Kind, Place, Theme, YearEnd

HERE = Place("SKHCN", "Sở Khoa học và Công nghệ")
CITY = Place("UBND", "UBND thành phố")
MINISTRY = Place("BKHCN", "Bộ Khoa học và Công nghệ")
FESTIVAL = "công tác tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018"


def line(
    code: str,
    count: int,
    *,
    to: Place | None = None,
    kind: CampaignKind = CampaignKind.YEARLY,
    conferred: int = 0,
    declined: int = 0,
) -> AwardFigure:
    award = rulebooks().award("r2018", code)
    channel = Channel.PROPOSED if to else Channel.CONFERRED
    about = Kind(code, "r2018", award.subject, channel, to, kind)
    given = conferred if to else count
    pending = count - given - declined
    return AwardFigure(about, award.name_vi, award.name_en, count, count, given, pending, declined)


REVIEW_2018 = YearEnd(
    2018,
    HERE,
    [
        line("TTLDTT", 11),
        line("CSTDCS", 11),
        line("GK_TT", 7),
        line("GK_CN", 37),
        line("TTLDXS", 3, to=CITY),
        line("BKT_TT", 1, to=CITY),
        line("BKT_CN", 1, to=CITY),
        line("BKB_TT", 2, to=MINISTRY, kind=CampaignKind.THEMATIC),
        line("BKB_CN", 5, to=MINISTRY, kind=CampaignKind.THEMATIC),
    ],
    [],
    [
        Theme(
            "công tác tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018", CampaignKind.THEMATIC, MINISTRY
        )
    ],
)


def test_the_vietnamese_paragraph_carries_every_figure_of_the_review_of_2018() -> None:
    assert narrative.vietnamese(REVIEW_2018) == (
        "Với kết quả bình xét thi đua năm 2018, Sở Khoa học và Công nghệ đã công nhận 11 tập thể lao động tiên tiến, "
        "công nhận 11 chiến sĩ thi đua cơ sở, tặng Giấy khen cho 07 tập thể và 37 cá nhân. "
        "Đề nghị UBND thành phố công nhận Tập thể lao động xuất sắc đối với 03 tập thể, "
        "xét tặng Bằng khen đối với 01 tập thể và 01 cá nhân. "
        "Đề nghị Bộ Khoa học và Công nghệ xét tặng Bằng khen đối với 02 tập thể và 05 cá nhân "
        "có thành tích xuất sắc trong "
        "công tác tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018. "
        "Trong số đề nghị cấp trên: 12 đang chờ kết quả."
    )


def test_the_english_paragraph_carries_them_too() -> None:
    text = narrative.english(REVIEW_2018)
    for part in (
        "11 collectives",
        "11 individuals",
        "7 collectives",
        "37 individuals",
        "3 collectives",
        "12 still pending",
    ):
        assert part in text


def test_outcomes_and_levels_are_told() -> None:
    report = YearEnd(
        2019,
        HERE,
        [line("TTLDXS", 3, to=CITY, conferred=1, declined=1)],
        [
            ClassificationFigure(Subject.INDIVIDUAL, ClassificationLevel.HTXSNV, 9),
            ClassificationFigure(Subject.INDIVIDUAL, ClassificationLevel.HTTNV, 1200),
        ],
    )
    assert narrative.vietnamese(report) == (
        "Đề nghị UBND thành phố công nhận Tập thể lao động xuất sắc đối với 03 tập thể. "
        "Trong số đề nghị cấp trên: 01 đề nghị được khen, 01 không được khen, 01 đang chờ kết quả. "
        "Về xếp loại chất lượng: 09 người hoàn thành xuất sắc nhiệm vụ, 1.200 người hoàn thành tốt nhiệm vụ."
    )


def test_an_empty_year_says_so() -> None:
    empty = YearEnd(2017, HERE, [], [])
    assert (
        narrative.vietnamese(empty) == "Năm 2017, Sở Khoa học và Công nghệ chưa có hồ sơ đề nghị thi đua, khen thưởng."
    )
    assert "no nominations" in narrative.english(empty)


def test_a_form_given_in_rounds_of_several_kinds_says_each_kind() -> None:
    lines = [
        line("GK_TT", 2),
        line("GK_CN", 9, kind=CampaignKind.THEMATIC),
        line("GK_TT", 1, kind=CampaignKind.THEMATIC),
        line("GK_CN", 3, kind=CampaignKind.SUDDEN),
    ]

    told = narrative.vietnamese(YearEnd(2018, HERE, lines, [], []))

    assert (
        "tặng Giấy khen cho 02 tập thể (tổng kết năm), 01 tập thể và 09 cá nhân (chuyên đề), 03 cá nhân (đột xuất)."
    ) in told
