"""Invented Vietnamese names for demonstrations and tests: plausible, repeatable by seed, meant to be nobody's.

Family names are weighted by their rough share of the population; given names follow common use. A drawn name that is
known as that of a public figure is drawn again.
"""

from random import Random
from typing import Final

from app.organisation.enums import Gender, UnitKind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FAMILY_WEIGHTS: Final = {
    "Nguyễn": 315,
    "Trần": 109,
    "Lê": 89,
    "Phạm": 59,
    "Huỳnh": 33,
    "Hoàng": 28,
    "Võ": 26,
    "Phan": 28,
    "Vũ": 24,
    "Đặng": 19,
    "Bùi": 18,
    "Đỗ": 19,
    "Ngô": 17,
    "Hồ": 15,
    "Dương": 14,
    "Đinh": 10,
    "Đoàn": 9,
    "Lâm": 8,
    "Trương": 22,
    "Lý": 8,
    "Mai": 7,
    "Đào": 8,
    "Trịnh": 8,
    "Hà": 7,
    "Cao": 7,
    "Lương": 7,
    "Tô": 5,
    "Châu": 4,
    "Tạ": 4,
    "Phùng": 4,
    "Vương": 3,
    "Thái": 4,
    "Quách": 3,
    "Tống": 3,
    "Triệu": 2,
    "Chu": 3,
    "Lưu": 4,
    "Kiều": 2,
    "Văn": 2,
    "Doãn": 2,
    "La": 2,
    "Từ": 2,
    "Thân": 1,
    "Ông": 1,
    "Nghiêm": 2,
    "Bạch": 1,
    "Ninh": 1,
    "Khổng": 1,
}

_MALE_MIDDLE: Final = _words(
    "Văn Văn Văn Văn Đức Hữu Minh Quang Công Quốc Anh Xuân Thanh Ngọc Đình Duy Gia Hoàng Bá Chí Đăng Hải Hồng Huy "
    "Khắc Mạnh Nhật Phú Phước Thành Thế Thiện Tấn Tiến Trọng Trung Tuấn Viết Vĩnh Việt"
)
_FEMALE_MIDDLE: Final = _words(
    "Thị Thị Thị Thị Ngọc Thu Minh Thanh Kim Bích Hồng Mỹ Phương Thùy Diệu Như Quỳnh Thảo Tuyết Ánh Bảo Cẩm Hà Hải "
    "Hoài Hương Khánh Lan Lệ Mai Mộng Nguyệt Nhã Thiên Thục Trúc Tường Vân Xuân Yến Cát"
)

_MALE_GIVEN: Final = _words(
    "An Anh Ân Bách Bảo Bắc Bằng Bình Cảnh Chiến Chinh Chương Công Cương Cường Danh Dân Diễn Doanh Du Dũng Duy Dương "
    "Đại Đạo Đạt Đăng Điền Định Đoàn Đô Đông Đức Được Giang Giáp Hải Hanh Hào Hậu Hân Hiển Hiền Hiệp Hiếu Hòa Hoan "
    "Hoàn Hoàng Hoạt Huân Hùng Huy Huỳnh Hưng Hưởng Hướng Kha Khải Khang Khánh Khiêm Khoa Khôi Khương Kiên Kiệt Kỳ "
    "Lâm Lập Liêm Long Lộc Lợi Luân Luật Lực Lượng Mạnh Mẫn Minh Nam Nghị Nghĩa Ngọc Nguyên Nhân Nhật Ninh Phát Phi "
    "Phong Phú Phúc Phước Phương Quân Quang Quảng Quốc Quyền Quyết Quý Sang Sâm Sinh Sơn Sỹ Tài Tâm Tân Tấn Thái "
    "Thạch Thanh Thành Thăng Thắng Thế Thiện Thịnh Thọ Thông Thuận Thức Tiến Tiệp Toàn Toản Trí Triều Triển Trình "
    "Trọng Trung Trường Trực Tú Tuấn Tuân Tùng Tường Tưởng Tuyên Văn Vĩ Viên Việt Vinh Vịnh Vũ Vương Vượng Xuân"
)
_FEMALE_GIVEN: Final = _words(
    "An Anh Ái Ánh Ân Bích Bình Cầm Châm Chân Châu Chi Chinh Cúc Dịu Diễm Diệp Diệu Dinh Dung Duyên Dương Đào Đan "
    "Đoan Giang Hà Hạ Hạnh Hảo Hân Hằng Hậu Hiên Hiền Hiếu Hoa Hòa Hoài Hoàn Hoan Hồng Huế Huệ Huyền Hương Hường Hợp "
    "Hợi Khanh Khánh Khuê Kiều Lai Lam Lan Lành Lài Lệ Lê Liên Liễu Linh Loan Lụa Lương Lựu Ly Lý Mai Mận Mẫn Mến "
    "Miên Minh Mơ My Mỹ Na Nga Ngà Ngân Ngần Nghi Ngoan Ngọc Nguyên Nguyệt Nhàn Nhạn Nhã Nhi Nhiên Nho Nhung Như Nữ "
    "Nương Oanh Phi Phụng Phương Phượng Quế Quyên Quỳnh Sang Sen Sinh Sương Tâm Thanh Thảo Thắm Thi Thơ Thoa Thu "
    "Thuận Thùy Thủy Thúy Thư Thương Thy Tiên Tình Trà Trang Trâm Trân Trinh Trúc Tú Tuyền Tuyết Tươi Uyên Vân Vi "
    "Viên Vui Vy Xoan Xuân Xuyến Ý Yên Yến"
)

_PUBLIC_FIGURES: Final = frozenset(
    {
        "Hồ Chí Minh",
        "Hoàng Trung Hải",
        "Lê Đức Anh",
        "Lê Minh Hưng",
        "Lê Quang Đạo",
        "Lê Quốc Minh",
        "Lê Thanh Hải",
        "Lương Cường",
        "Ngô Xuân Lịch",
        "Nguyễn Chí Thanh",
        "Nguyễn Duy Ngọc",
        "Nguyễn Hòa Bình",
        "Nguyễn Minh Triết",
        "Nguyễn Phú Trọng",
        "Nguyễn Tấn Dũng",
        "Nguyễn Thị Bình",
        "Nguyễn Thị Doan",
        "Nguyễn Thị Định",
        "Nguyễn Thị Kim Ngân",
        "Nguyễn Thị Minh Khai",
        "Nguyễn Văn Linh",
        "Nguyễn Văn Trỗi",
        "Nguyễn Xuân Phúc",
        "Phạm Gia Khiêm",
        "Phạm Minh Chính",
        "Phạm Thế Duyệt",
        "Phạm Văn Đồng",
        "Phan Văn Khải",
        "Tô Lâm",
        "Trần Đại Quang",
        "Trần Đức Lương",
        "Trần Quốc Vượng",
        "Trần Thanh Mẫn",
        "Trương Hòa Bình",
        "Trương Tấn Sang",
        "Trương Vĩnh Trọng",
        "Võ Chí Công",
        "Võ Văn Kiệt",
        "Võ Văn Thưởng",
        "Vũ Đức Đam",
    }
)

_UNIT_FORMS: Final[dict[UnitKind, str]] = {
    UnitKind.DIVISION: "Phòng",
    UnitKind.SUB_DEPARTMENT: "Chi cục",
    UnitKind.CENTRE: "Trung tâm",
}
_UNIT_TASKS: Final[dict[UnitKind, tuple[str, ...]]] = {
    UnitKind.DIVISION: (
        "Tổ chức - Hành chính",
        "Kế hoạch - Tài chính",
        "Quản lý khoa học",
        "Quản lý công nghệ",
        "Quản lý chuyên ngành",
        "Pháp chế",
        "Hợp tác quốc tế",
        "Thông tin - Tuyên truyền",
        "Kiểm tra - Giám sát",
        "Quản lý dự án",
        "Dịch vụ công",
        "Chuyển đổi số",
    ),
    UnitKind.SUB_DEPARTMENT: (
        "Tiêu chuẩn Đo lường Chất lượng",
        "Quản lý chất lượng",
        "Bảo vệ môi trường",
        "Quản lý đất đai",
        "Phát triển nông thôn",
        "An toàn vệ sinh thực phẩm",
    ),
    UnitKind.CENTRE: (
        "Ứng dụng tiến bộ khoa học",
        "Kỹ thuật đo lường",
        "Công nghệ sinh học",
        "Hỗ trợ khởi nghiệp",
        "Thông tin và thống kê",
        "Tiết kiệm năng lượng",
        "Công nghệ số",
        "Đào tạo và tư vấn",
    ),
}
_AREAS: Final = ("miền Đông", "miền Tây", "miền Nam", "miền Bắc", "ven biển", "trung tâm")


def invented_name(rng: Random, gender: Gender) -> str:
    """Return a full name: family, one or two middle names, given name; the same seed gives the same names."""
    while True:
        name = _draw_name(rng, gender)
        if name not in _PUBLIC_FIGURES:
            return name


def _draw_name(rng: Random, gender: Gender) -> str:
    middles, givens = (_MALE_MIDDLE, _MALE_GIVEN) if gender is Gender.MALE else (_FEMALE_MIDDLE, _FEMALE_GIVEN)
    family = rng.choices(list(_FAMILY_WEIGHTS), weights=list(_FAMILY_WEIGHTS.values()))[0]
    middle = rng.choice(middles)
    words = [family, middle, rng.choice(givens)]
    if middle in {"Văn", "Thị"} and rng.random() < 0.4:
        words.insert(2, rng.choice([each for each in middles if each != middle]))
    # No word twice: "Lê Minh Minh" reads like a slip of the pen.
    return " ".join(words) if len(set(words)) == len(words) else _draw_name(rng, gender)


def invented_unit(rng: Random, kind: UnitKind = UnitKind.DIVISION, *, taken: frozenset[str] = frozenset()) -> str:
    """Return the name of a division, sub-department or centre that is not ``taken``.

    Plain names come first, then the same with an area, then with a number.
    """
    plain = [f"{_UNIT_FORMS[kind]} {task}" for task in _UNIT_TASKS[kind]]
    with_area = [f"{name} {area}" for name in plain for area in _AREAS]
    for names in (plain, with_area):
        free = [name for name in names if name not in taken]
        if free:
            return rng.choice(free)
    base, number = rng.choice(with_area), 2
    while f"{base} {number}" in taken:
        number += 1
    return f"{base} {number}"
