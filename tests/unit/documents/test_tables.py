"""Reading the tables that officers bring: any layout, nothing evaluated, nothing that fills the memory."""

import io
import zipfile
from datetime import date

import pytest
from xlsxwriter import Workbook

from app.documents.headings import Column, find_header, lines_below, with_errors
from app.documents.tables import (
    Cell,
    Limits,
    Trouble,
    UnreadableTable,
    day_of,
    percent_of,
    read_table,
    year_of,
)

LIMITS = Limits(bytes=1024 * 1024, rows=1_000)
COLUMNS = (
    Column("name", "Họ và tên", ("ho va ten", "ho ten")),
    Column("unit", "Đơn vị", ("don vi", "chuc vu don vi")),
    Column("year", "Năm", ("nam",)),
    Column("number", "Số quyết định", ("so quyet dinh",)),
    Column("day", "Ngày quyết định", ("ngay quyet dinh",)),
)


def workbook(rows: list[list[object]]) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(at, place, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    page.write_formula(at, place, cell, None, "sum")
                elif cell is not None:
                    page.write(at, place, cell)
    return target.getvalue()


def read(name: str, content: bytes) -> list[list[Cell]]:
    return [list(row) for row in read_table(name, io.BytesIO(content), LIMITS)[0].rows]


def trouble(name: str, content: bytes) -> Trouble:
    with pytest.raises(UnreadableTable) as caught:
        read_table(name, io.BytesIO(content), LIMITS)
    return caught.value.trouble


def test_a_workbook_gives_its_numbers_and_days():
    rows = read("a.xlsx", workbook([["Họ tên", "Năm"], ["Lê A", 2018], ["Lê B", date(2018, 12, 26)]]))
    assert rows == [["Họ tên", "Năm"], ["Lê A", 2018], ["Lê B", date(2018, 12, 26)]]


def test_a_number_that_is_none_is_an_empty_cell():
    source, target = io.BytesIO(workbook([["Họ tên", "Năm"], ["Lê A", 2018]])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member).replace(b"<v>2018</v>", b"<v>1e999</v>"))
    assert read("a.xlsx", target.getvalue())[1] == ["Lê A", None]


def test_a_formula_is_the_value_stored_beside_it():
    assert read("a.xlsx", workbook([["Họ tên", "=1+1"]])) == [["Họ tên", "sum"]]
    assert read("a.csv", b"Ho ten,=1+1") == [["Ho ten", "=1+1"]]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("Họ tên;Năm\nĐặng Thị Ánh;2018", "utf-8-sig"), ("Họ tên\tNăm\nĐặng Thị Ánh\t2018", "utf-16")],
)
def test_text_is_read_as_excel_writes_it(content: str, encoding: str):
    assert read("a.csv", content.encode(encoding)) == [["Họ tên", "Năm"], ["Đặng Thị Ánh", "2018"]]


def test_decomposed_letters_are_composed():
    assert read("a.tsv", "Nguye\u0302\u0303n\tNa\u0306m".encode())[0] == ["Nguyễn", "Năm"]


def test_a_pasted_cell_may_hold_line_breaks():
    assert read("table.tsv", b'a\t"b\nc"\td')[0] == ["a", "b\nc", "d"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", b"", Trouble.EMPTY),
        ("a.csv", b"\n ; \n", Trouble.EMPTY),
        ("a.xls", b"\xd0\xcf\x11\xe0", Trouble.UNKNOWN_TYPE),
        ("a.pdf", b"%PDF-1.7", Trouble.UNKNOWN_TYPE),
        ("a.xlsx", b"PK\x03\x04 no archive", Trouble.DAMAGED),
        ("a.csv", b"a;b\n" * 1_001, Trouble.TOO_MANY_ROWS),
        ("a.csv", b";" * 130 + b"x", Trouble.TOO_MANY_COLUMNS),
        ("a.csv", b"x" * (1024 * 1024 + 1), Trouble.TOO_LARGE),
    ],
)
def test_what_cannot_be_a_table_is_refused(name: str, content: bytes, why: Trouble):
    assert trouble(name, content) is why


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1", "&#88;FD1048576"])
def test_a_cell_in_the_last_corner_is_refused_before_room_is_made_for_it(place: str):
    source, target = io.BytesIO(workbook([["Họ tên", "Năm"]])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member.endswith("sheet1.xml"):
                content = content.replace(b'r="B1"', f'r="{place}"'.encode())
            new.writestr(member, content)
    assert trouble("a.xlsx", target.getvalue()) in {
        Trouble.TOO_MANY_ROWS,
        Trouble.TOO_MANY_COLUMNS,
        Trouble.DAMAGED,
    }


TITLED: list[list[object]] = [
    ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["DANH SÁCH khen thưởng năm 2018"],
    [None],
    ["STT", "HO VA TEN ", "Chức vụ, đơn vị", "Quyết định", None, "Năm", "Ký nhận"],
    [None, None, None, "Số quyết định", "Ngày quyết định", None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["I. Tập thể"],
    [1, "Phòng Quản lý", "Sở", "215/QĐ", date(2018, 12, 26), 2018, None],
    ["II. Cá nhân"],
    [2, "Lê Văn An", "Chuyên viên, Văn phòng", "216/QĐ", "26/12/2018", "2018", None],
    ["Tổng cộng", 2],
]


def test_headings_are_found_below_a_title_over_two_rows_in_any_spelling():
    sheet = read_table("a.xlsx", io.BytesIO(workbook(TITLED)), LIMITS)[0]
    header = find_header(sheet.rows, COLUMNS)
    assert header is not None
    assert (header.first_row, header.last_row) == (3, 4)
    assert header.places == {"name": 1, "unit": 2, "number": 3, "day": 4, "year": 5}
    assert header.unknown == ("Ký nhận",)


def test_rows_are_those_that_say_something():
    sheet = read_table("a.xlsx", io.BytesIO(workbook(TITLED)), LIMITS)[0]
    header = find_header(sheet.rows, COLUMNS)
    assert header is not None
    assert [(line.number, line.text("name")) for line in lines_below(sheet, header)] == [
        (8, "Phòng Quản lý"),
        (10, "Lê Văn An"),
    ]


def test_the_first_row_of_data_is_no_second_row_of_headings():
    rows = [["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê Năm", "Văn phòng", "năm 2018"]]
    header = find_header(rows, COLUMNS)
    assert header is not None
    assert (header.last_row, header.places) == (0, {"name": 0, "unit": 1})


def test_a_table_without_headings_has_none():
    assert find_header([["Lê Văn An", "2018"], ["Lê Văn Bình", "2018"]], COLUMNS) is None


def test_the_table_comes_back_with_a_column_of_errors():
    sheet = read_table("a.xlsx", io.BytesIO(workbook(TITLED)), LIMITS)[0]
    header = find_header(sheet.rows, COLUMNS)
    assert header is not None
    back = with_errors(sheet, header, {10: "=Sai ngày"}, heading="Lỗi")
    rows = read("b.xlsx", back)
    assert rows[4][7] == "Lỗi"
    assert rows[9][7] == "=Sai ngày"
    assert [row[:7] for row in rows] == [list(row[:7]) for row in sheet.rows]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("26/12/2018", date(2018, 12, 26)),
        ("5.1.2019", date(2019, 1, 5)),
        ("2019-01-05", date(2019, 1, 5)),
        ("ngày 05 tháng 01 năm 2019", date(2019, 1, 5)),
        (43_460, date(2018, 12, 26)),
        (date(2018, 12, 26), date(2018, 12, 26)),
        ("", None),
        (None, None),
    ],
)
def test_days_are_understood_as_officers_write_them(cell: Cell, day: date | None):
    assert day_of(cell) == day


@pytest.mark.parametrize("cell", ["31/02/2018", "12/2018", "hôm qua", 2018, "26/12/2018 hoặc 27/12/2018"])
def test_what_is_no_day_is_refused(cell: Cell):
    with pytest.raises(ValueError, match=r"day|month"):
        day_of(cell)


@pytest.mark.parametrize(("cell", "year"), [(2018, 2018), ("Năm 2018", 2018), (date(2018, 5, 1), 2018), ("", None)])
def test_years_are_understood(cell: Cell, year: int | None):
    assert year_of(cell) == year


@pytest.mark.parametrize(("cell", "share"), [("30%", 30), (30, 30), (0.3, 30), ("33,5", 34), (None, None)])
def test_shares_are_understood(cell: Cell, share: int | None):
    assert percent_of(cell) == share
