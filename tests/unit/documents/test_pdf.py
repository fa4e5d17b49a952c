"""Papers: the parts of ``official.typ`` on the page, and text that stays text."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask_babel import LazyString
from pypdf import PdfReader

from app.documents.pdf import PAPERS, PaperNotSet, printable, render

GALLERY: dict[str, Any] = {
    "title": "Bảng mẫu",
    "parent": "Ủy ban nhân dân thành phố Đà Nẵng",
    "issuer": "Sở Khoa học và Công nghệ",
    "number": "Số: 05/QĐ-SKHCN",
    "place_date": "Đà Nẵng, ngày 05 tháng 01 năm 2026",
    "kind": "Quyết định",
    "about": "Về việc tặng danh hiệu Chiến sĩ thi đua cơ sở",
    "addressees": ["Chủ tịch Ủy ban nhân dân thành phố", "Ban Thi đua - Khen thưởng"],
    "bases": ["Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Nghị định số 152/2025/NĐ-CP"],
    "text": "Đoạn một.\nĐoạn hai.",
    "article": "Tặng danh hiệu cho các ông, bà có tên trong danh sách.",
    "headings": ["STT", "Họ và tên", "Đơn vị", "Số tiền"],
    "rows": [["1", "Nguyễn Thị Bích Ngọc", "Phòng Kế hoạch", "1.000.000"]],
    "signer_lines": ["TM. Hội đồng", "Chủ tịch"],
    "signer": "Trần Văn Bình",
    "recipients": ["Như Điều 3", "Lưu: VT, VP"],
}


def pages(**changed: Any) -> list[str]:
    reader = PdfReader(io.BytesIO(render("gallery.typ", {**GALLERY, **changed})))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def test_the_parts_of_an_official_paper_are_on_the_page():
    first, annex = pages()
    for text in (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-SKHCN",
        "Đà Nẵng, ngày 05 tháng 01 năm 2026",
        "QUYẾT ĐỊNH Về việc tặng danh hiệu Chiến sĩ thi đua cơ sở",
        "Kính gửi: - Chủ tịch Ủy ban nhân dân thành phố; - Ban Thi đua - Khen thưởng.",
        "Căn cứ Luật Thi đua, khen thưởng; Căn cứ Nghị định số 152/2025/NĐ-CP.",
        "Đoạn một. Đoạn hai.",
        "Điều 1. Tặng danh hiệu",
        "STT Họ và tên Đơn vị Số tiền 1 Nguyễn Thị Bích Ngọc Phòng Kế hoạch 1.000.000",
        "Nơi nhận: - Như Điều 3; - Lưu: VT, VP.",
        "TM. HỘI ĐỒNG CHỦ TỊCH Trần Văn Bình",
    ):
        assert text in first
    assert "Kính gửi: Sở Khoa học và Công nghệ" in annex


def test_pages_are_numbered_from_the_second():
    first, annex = pages()
    assert not first.startswith("1 ")
    assert annex.startswith("2 ")


def test_the_heading_of_a_table_comes_again_on_every_page():
    rows = [[str(number), "Nguyễn Thị Bích Ngọc", "Phòng Kế hoạch", "1.000.000"] for number in range(1, 101)]
    with_rows = [page for page in pages(rows=rows) if "Nguyễn Thị Bích Ngọc" in page]
    assert len(with_rows) > 2
    assert all(page.count("STT Họ và tên Đơn vị Số tiền") == 1 for page in with_rows)


@pytest.mark.parametrize(
    "typed",
    [
        "*đậm* _nghiêng_ #emph[x] $x^2$ `mã` = Đề @nhãn <neo> // lời",
        '#sys.inputs \\ "ngoặc" ]]} {{',
        "- một + hai / ba",
    ],
)
def test_what_a_user_typed_is_text_and_never_markup(typed: str):
    assert re.sub(r"\s+", " ", typed) in pages(text=typed)[0]


def test_decomposed_letters_are_composed():
    assert "Nguyễn" in pages(text="Nguye\u0302\u0303n")[0]


def test_a_letter_without_a_shape_is_shown_by_its_number():
    assert "chữ [U+6F22] ở đây [U+1F600]" in pages(text="chữ 漢 ở đây 😀")[0]


def test_data_may_hold_lazy_texts_numbers_and_nothing():
    lazy = LazyString(lambda: "Nhãn")
    assert printable({"a": lazy, "b": (1, None, True)}) == {"a": "Nhãn", "b": [1, None, True]}


def test_the_same_data_gives_the_same_bytes_in_every_thread():
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _turn: render("gallery.typ", GALLERY), range(24)))
    assert len(made) == 1


def test_a_paper_says_its_title_and_its_language_and_nothing_of_its_making():
    reader = PdfReader(io.BytesIO(render("gallery.typ", GALLERY)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Bảng mẫu"
    assert reader.metadata.creation_date is None
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_papers_carry_all_their_fonts():
    content = render("gallery.typ", GALLERY)
    fonts = {font for page in PdfReader(io.BytesIO(content)).pages for font in page._get_fonts()[0]}
    assert {name.split("+")[1] for name in fonts} <= {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }


@pytest.mark.parametrize("name", sorted(path.name for path in PAPERS.glob("*.typ")))
def test_a_template_fetches_nothing_from_elsewhere(name: str):
    assert "@preview" not in (PAPERS / name).read_text(encoding="utf-8")


def test_a_paper_without_its_data_says_what_is_wrong():
    with pytest.raises(PaperNotSet, match=r"gallery\.typ"):
        render("gallery.typ", {"title": "Bảng mẫu"})
    with pytest.raises(PaperNotSet, match=r"missing\.typ"):
        render("missing.typ", {})
