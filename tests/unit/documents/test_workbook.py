"""Excel lists, read back by another library and by their XML."""

import io
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.documents.workbook import Cell, Column, ColumnKind, Row, Section, Sheet, sheet_names, write_workbook

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
NAME = Column("Họ và tên", 30)
NOMINEES = Sheet(
    name="Đề nghị",
    body_lines=("UBND THÀNH PHỐ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
    dateline="Đà Nẵng, ngày 05 tháng 01 năm 2019",
    title_lines=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "(Kèm theo Tờ trình số 05/TTr-SKHCN)"),
    columns=(
        Column("STT", 6, ColumnKind.ORDINAL),
        Column("Họ và tên", 28),
        Column("Ngày sinh", 13, ColumnKind.DATE),
        Column("Số phiếu", 10, ColumnKind.INTEGER, total=True, group="Hội đồng"),
        Column("Tỷ lệ", 10, ColumnKind.DECIMAL, group="Hội đồng"),
        Column("Tiền thưởng", 16, ColumnKind.INTEGER, total=True),
        Column("Ghi chú", 30),
    ),
    rows=(
        Section("I. Tập thể"),
        (1, "Phòng Quản lý khoa học", None, 7, Decimal("77.78"), 1_000_000, ""),
        Section("II. Cá nhân"),
        (2, "Lê Thị Ánh", date(1985, 3, 2), 9, Decimal(100), 300_000, "=1+1"),
    ),
    notes=("Danh sách có 01 tập thể, 01 cá nhân.",),
)


def read(content: bytes, sheet: int = 0) -> list[list[object]]:
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    )


def part(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def page(content: bytes) -> ElementTree.Element:
    return part(content, "xl/worksheets/sheet1.xml")


def column_of(kind: ColumnKind, *values: Cell) -> list[object]:
    sheet = Sheet(name="A", columns=(Column("A", 10, kind),), rows=tuple((value,) for value in values))
    return [row[0] for row in read(write_workbook([sheet]))[1:]]


def test_a_list_reads_back_as_officers_know_it() -> None:
    assert read(write_workbook([NOMINEES])) == [
        ["UBND THÀNH PHỐ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", "", ""],
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", "", "", "Độc lập - Tự do - Hạnh phúc", "", "", ""],
        ["", "", "", "Đà Nẵng, ngày 05 tháng 01 năm 2019", "", "", ""],
        [""] * 7,
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", *[""] * 6],
        ["(Kèm theo Tờ trình số 05/TTr-SKHCN)", *[""] * 6],
        [""] * 7,
        ["STT", "Họ và tên", "Ngày sinh", "Hội đồng", "", "Tiền thưởng", "Ghi chú"],
        ["", "", "", "Số phiếu", "Tỷ lệ", "", ""],
        ["I. Tập thể", *[""] * 6],
        [1.0, "Phòng Quản lý khoa học", "", 7.0, 77.78, 1_000_000.0, ""],
        ["II. Cá nhân", *[""] * 6],
        [2.0, "Lê Thị Ánh", date(1985, 3, 2), 9.0, 100.0, 300_000.0, "=1+1"],
        ["Tổng cộng", "", "", 16.0, "", 1_300_000.0, ""],
        [""] * 7,
        ["Danh sách có 01 tập thể, 01 cá nhân.", *[""] * 6],
    ]


def test_only_totals_are_formulas() -> None:
    formulas = [cell.text for cell in page(write_workbook([NOMINEES])).iterfind(".//m:f", NS)]
    assert formulas == ["SUM(D10:D13)", "SUM(F10:F13)"]


def test_a_list_prints_on_a4_one_page_wide_with_its_heading_on_each_page() -> None:
    content = write_workbook([NOMINEES])
    setup = page(content).find("m:pageSetup", NS)
    pane = page(content).find(".//m:pane", NS)
    titles = part(content, "xl/workbook.xml").find(".//m:definedName", NS)
    assert setup is not None
    assert pane is not None
    assert titles is not None
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("9", "landscape", "0")
    assert (pane.get("ySplit"), pane.get("state")) == ("9", "frozen")
    assert (titles.get("name"), titles.text) == ("_xlnm.Print_Titles", "'Đề nghị'!$8:$9")


def test_a_portrait_list_is_portrait() -> None:
    setup = page(write_workbook([Sheet(name="A", columns=(NAME,), rows=(), landscape=False)])).find("m:pageSetup", NS)
    assert setup is not None
    assert setup.get("orientation") == "portrait"


def test_every_font_is_times_new_roman() -> None:
    fonts = part(write_workbook([NOMINEES]), "xl/styles.xml").iterfind(".//m:fonts/m:font/m:name", NS)
    assert {font.get("val") for font in fonts} == {"Times New Roman"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "＝1",
        "+cmd|' /C calc'!A0",
        "-2",
        "@SUM(A1)",
        "{=1}",
        "http://example.org",
        "mailto:a@b.vn",
        "007",
        "1e5",
    ],
)
@pytest.mark.parametrize("kind", ColumnKind)
def test_text_stays_text(text: str, kind: ColumnKind) -> None:
    content = write_workbook([Sheet(name="A", columns=(Column("A", 9, kind),), rows=((text,),), title_lines=(text,))])
    assert read(content)[0] == [text]
    assert read(content)[-1] == [text]
    assert page(content).find(".//m:f", NS) is None
    assert page(content).find(".//m:hyperlink", NS) is None


def test_decomposed_text_is_composed_and_control_characters_are_gone() -> None:
    assert column_of(ColumnKind.TEXT, unicodedata.normalize("NFD", "Nguyễn\x00\x0b Ánh\ndòng hai")) == [
        "Nguyễn\nÁnh\ndòng hai"
    ]


def test_dates_and_numbers_are_real_except_where_excel_would_spoil_them() -> None:
    day = date(2018, 12, 31)
    assert column_of(ColumnKind.DATE, day, datetime(2018, 12, 31), date(1899, 1, 1), "2018", 2018) == [
        day,
        day,
        "01/01/1899",
        "2018",
        day.replace(year=1905, month=7, day=10),
    ]
    assert column_of(ColumnKind.INTEGER, 0, -5, 10**14, 10**15, "x") == [0.0, -5.0, 1e14, "1000000000000000", "x"]
    assert column_of(ColumnKind.DECIMAL, Decimal("0.5"), Decimal("NaN")) == [0.5, "NaN"]
    assert column_of(ColumnKind.TEXT, 48, day) == ["48", "31/12/2018"]


def test_a_very_long_text_is_cut_where_excel_would_refuse_it() -> None:
    assert column_of(ColumnKind.TEXT, "ơ" * 100_000) == ["ơ" * 32_000]


def test_totals_of_an_empty_list_are_zero() -> None:
    columns = (NAME, Column("Số", 9, ColumnKind.INTEGER, total=True))
    assert read(write_workbook([Sheet(name="A", columns=columns, rows=())])) == [
        ["Họ và tên", "Số"],
        ["Tổng cộng", 0.0],
    ]


def test_a_first_column_can_be_totalled_and_narrow_sheets_keep_the_heading() -> None:
    sheet = Sheet(
        name="A", columns=(Column("Số", 9, ColumnKind.INTEGER, total=True),), rows=((1,), (2,)), body_lines=("SỞ A",)
    )
    values = [row[0] for row in read(write_workbook([sheet]))]
    assert values[:3] == ["SỞ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert values[-4:] == ["Số", 1.0, 2.0, 3.0]


def test_the_same_list_gives_the_same_bytes() -> None:
    created = datetime(2019, 1, 5, tzinfo=UTC)
    assert write_workbook([NOMINEES], created=created) == write_workbook([NOMINEES], created=created)


def test_sheets_keep_their_order() -> None:
    sheets = [Sheet(name=name, columns=(NAME,), rows=()) for name in ("Tập thể", "Cá nhân", "Tập thể")]
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(sheets)))
    assert workbook.sheet_names == ["Tập thể", "Cá nhân", "Tập thể (2)"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["", "'", "History"], ["Sheet", "Sheet (2)", "History (2)"]),
        (["a/b:c[d]*?\\"], ["a b c d"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 27 + " (2)"]),
    ],
)
def test_sheet_names_follow_the_rules_of_excel(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.text(max_size=60))
def test_any_text_makes_a_readable_workbook(names: list[str], text: str) -> None:
    sheets = [
        Sheet(name=name, columns=(Column(text, 10), NAME), rows=((text, name), Section(text)), title_lines=(text,))
        for name in names
    ]
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(sheets)))
    assert len({name.lower() for name in workbook.sheet_names}) == len(names)


def test_a_row_of_the_wrong_length_is_an_error() -> None:
    row: Row = ("a", "b")
    with pytest.raises(ValueError, match="zip"):
        write_workbook([Sheet(name="A", columns=(NAME,), rows=(row,))])


def test_a_workbook_needs_a_sheet_with_a_column() -> None:
    for sheets in ([], [Sheet(name="A", columns=(), rows=())]):
        with pytest.raises(ValueError, match="needs a sheet"):
            write_workbook(sheets)
