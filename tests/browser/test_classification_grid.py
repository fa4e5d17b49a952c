"""The classification by keyboard: a sheet filled without a mouse, pasted from Excel, decided; axe on every page."""

import re

import pytest
from playwright.sync_api import Locator, expect

from app.core.clock import today
from tests.browser.conftest import Visit
from tests.browser.pages import Screen

UNIT = "Phòng Quản lý Khoa học"
YEAR = today().year


def open_sheet(screen: Screen, unit: str, part: str = "") -> str:
    """Go to the sheet of a unit from the list of units; return its path."""
    screen.open("/classification")
    screen.page.locator("main").get_by_role("link", name=unit, exact=True).first.click()
    path = screen.path
    if part:
        screen.open(path + part)
    return path


def levels(screen: Screen) -> Locator:
    """The fields of the levels, the unit's own first."""
    return screen.page.locator("[data-grid-row] select")


def column(screen: Screen, name: str) -> Locator:
    """The fields of one column."""
    return screen.page.locator(f"[data-grid-row] [name$='-{name}']")


def paste(screen: Screen, text: str) -> None:
    """Paste a text where the focus is, as a browser does on Ctrl+V."""
    screen.page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_unit_is_proposed_by_keyboard_alone(visit: Visit) -> None:
    screen = visit("officer")
    open_sheet(screen, UNIT, "/proposal")
    keyboard = screen.page.keyboard
    screen.field("People present").focus()
    keyboard.type("8")
    first = levels(screen).first
    first.focus()
    # One letter or figure chooses, the arrow goes on to the next row.
    for key in ("t", "x", "2", "t", "h", "1", "Delete"):
        keyboard.press(key)
        keyboard.press("ArrowDown")
    chosen = [field.input_value() for field in levels(screen).all()[:7]]
    assert chosen == ["HTTNV", "HTXSNV", "HTTNV", "HTTNV", "HTNV", "HTXSNV", ""]
    keyboard.press("ArrowUp")
    expect(levels(screen).nth(6)).to_be_focused()
    keyboard.press("t")
    keyboard.press("Tab")
    expect(column(screen, "votes_for").nth(6)).to_be_focused()
    keyboard.type("8")
    keyboard.press("Tab")
    keyboard.type("8")
    keyboard.press("Enter")
    expect(column(screen, "votes_total").nth(7)).to_be_focused()

    screen.page.get_by_role("button", name="Save proposals").focus()
    keyboard.press("Enter")

    screen.says("proposals saved")
    expect(column(screen, "votes_for").nth(6)).to_have_value("8")
    assert [field.input_value() for field in levels(screen).all()[:4]] == ["HTTNV", "HTXSNV", "HTTNV", "HTTNV"]
    screen.check()


def test_a_column_from_excel_is_pasted_and_nothing_is_guessed(visit: Visit) -> None:
    screen = visit("hr")
    open_sheet(screen, UNIT)
    column(screen, "level").nth(1).focus()
    paste(screen, "Hoàn thành xuất sắc nhiệm vụ\r\nHTTNV\r\nhoan thanh tot\r\nHoàn thành nhiệm vụ\r\nkhá\r\n4\r\n")

    values = [field.input_value() for field in levels(screen).all()[1:7]]
    assert values[:4] == ["HTXSNV", "HTTNV", "HTTNV", "HTNV"]
    assert values[5] == "KHTNV"
    expect(screen.page.locator("[data-grid-said]")).to_contain_text("khá")


def test_points_and_levels_are_pasted_side_by_side(visit: Visit) -> None:
    screen = visit("hr")
    open_sheet(screen, UNIT)
    points = column(screen, "points")
    if not points.count():
        pytest.skip("points are counted since 2026")
    points.nth(1).focus()
    paste(screen, "91,5\tHTXSNV\n72\tHTTNV\n")
    assert [points.nth(at).input_value() for at in (1, 2)] == ["91,5", "72"]
    assert [levels(screen).nth(at).input_value() for at in (1, 2)] == ["HTXSNV", "HTTNV"]


def test_the_ceiling_follows_along(visit: Visit) -> None:
    screen = visit("hr")
    open_sheet(screen, UNIT)
    line = screen.page.locator("[data-ceiling]").first
    if not screen.page.locator("[data-ceiling]").count():
        pytest.skip("the year has no ceiling")
    before = line.inner_text()
    for at in range(2, levels(screen).count()):
        levels(screen).nth(at).focus()
        screen.page.keyboard.press("x")
    expect(line).not_to_have_text(before)
    over = screen.page.locator("[data-ceiling] [data-over]:visible")
    expect(over.first).to_be_visible()
    expect(screen.page.locator("[data-ceiling-said]")).not_to_be_empty()


def test_the_head_of_the_body_decides_what_waits(visit: Visit) -> None:
    screen = visit("director")
    screen.open("/classification")
    screen.follow("Decide")
    screen.check()
    screen.fill("Number of the decision", "77/QĐ-SKHCN")
    screen.press("Decide as proposed")
    screen.page.wait_for_load_state()
    if screen.page.locator(".error-summary").count():
        screen.fill("Reason for passing the ceiling", "Cơ quan có kết quả đột phá, cấp trên đã giao tỷ lệ cao hơn")
        screen.press("Decide as proposed")
    screen.says("decided")


def test_the_grid_saves_without_javascript(visit: Visit) -> None:
    screen = visit("hr", javascript=False)
    open_sheet(screen, "Phòng Sở hữu trí tuệ")
    note = column(screen, "note").nth(1)
    note.fill("Ghi chú thử")
    screen.press("Save levels")
    screen.says("level saved")
    expect(column(screen, "note").nth(1)).to_have_value("Ghi chú thử")


def test_a_person_assesses_the_own_year(visit: Visit) -> None:
    screen = visit("employee")
    screen.open("/classification/own")
    assert re.fullmatch(rf"/classification/people/[0-9a-f-]+/{YEAR}", screen.path)
    screen.check()
    screen.follow("Change the self-assessment")
    screen.check()
    screen.fill("What was done", "Hoàn thành toàn bộ nhiệm vụ được giao")
    if screen.page.locator("[data-score-total]").count():
        screen.fill("General criteria", "28")
        expect(screen.page.locator("[data-score-total]")).not_to_be_empty()
    screen.press("Save the self-assessment")
    screen.says("The self-assessment is saved")
    screen.says("Hoàn thành toàn bộ nhiệm vụ được giao")


@pytest.mark.parametrize(("language", "size"), [("en", "desk"), ("vi", "phone")])
@pytest.mark.parametrize("path", ["", "/people", "/counts"])
def test_the_lists_are_sound(visit: Visit, path: str, language: str, size: str) -> None:
    screen = visit("hr", language=language, size=size)
    screen.open("/classification" + path)
    screen.check()


@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("desk", True), ("zoomed 200%", False)])
def test_the_sheets_are_sound(visit: Visit, size: str, dark: bool) -> None:
    screen = visit("hr", size=size, dark=dark)
    path = open_sheet(screen, "Phòng Kế hoạch - Tài chính")
    for part in ("", "/proposal", "/decision", "/list", "/collective"):
        screen.open(path + part)
        screen.check()
    body = screen.page.locator("[href$='/annex']")
    screen.open("/classification/counts")
    screen.open(str(body.get_attribute("href")))
    screen.check()
