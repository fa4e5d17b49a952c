"""A member prepares for the meeting: the question first, then file after file by keyboard, with a note to oneself."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import Screen

MEETING = "Phiên họp thứ hai, phong trào chuyển đổi số"


def at_the_files(screen: Screen) -> None:
    screen.open("/councils")
    screen.follow(MEETING)
    screen.follow("Files to read")
    screen.says("Read from the first file")


def test_a_member_reads_file_after_file_by_keyboard(visit: Visit) -> None:
    screen = visit("council2")
    at_the_files(screen)
    screen.check()
    screen.follow("Read from the first file")
    screen.says("Before the files open")
    screen.page.locator("[name^=conflict-]").nth(2).check()
    screen.check()
    screen.page.locator("[name^=kind-]").nth(2).select_option("relative")
    screen.page.locator("[name^=ground-]").nth(2).fill("em ruột")
    screen.press("Save my answers")

    screen.says("1 of 18")
    screen.check()
    screen.page.keyboard.press("Alt+ArrowDown")
    screen.says("2 of 18")
    screen.page.keyboard.press("Alt+ArrowDown")
    screen.says("You step aside on this file")
    screen.page.keyboard.press("Alt+ArrowUp")
    screen.says("2 of 18")

    screen.field("My note").focus()
    screen.page.keyboard.press("Alt+ArrowDown")
    expect(screen.page.locator("main")).to_contain_text("2 of 18")
    screen.fill("My note", "Hỏi thêm số liệu")
    screen.press("Keep it and read on")
    screen.says("3 of 18")
    screen.says("Your note is kept")
    screen.follow("Previous file")
    expect(screen.field("My note")).to_have_value("Hỏi thêm số liệu")


def test_the_flow_works_without_a_script_on_a_telephone(visit: Visit) -> None:
    screen = visit("council3", size="phone", javascript=False)
    at_the_files(screen)
    screen.follow("Read from the first file")
    screen.press("Save my answers")
    screen.says("1 of 18")
    expect(screen.page.get_by_text("Alt + ↓")).to_be_hidden()
    screen.follow("Next file")
    screen.says("2 of 18")


def test_the_officer_orders_the_agenda_and_writes_the_notice(visit: Visit) -> None:
    screen = visit("hr")
    at_the_files(screen)
    moved = screen.page.locator("[name=down]").first.get_attribute("value")
    screen.page.locator("[name=down]").first.click()
    expect(screen.page).to_have_url(re.compile(f"#file-{moved}"))
    screen.follow("Notice")
    screen.check()
    screen.fill("Signer of the notice", "Nguyễn Ngọc Thanh")
    screen.press("Save the notice")
    screen.says("What the notice says")
    screen.check()
    with screen.page.expect_download() as taken:
        screen.follow("Calendar file")
    assert taken.value.suggested_filename.endswith(".ics")
    with screen.page.expect_download() as printed:
        screen.follow("Notice (PDF)")
    assert printed.value.suggested_filename.startswith("giay-moi-hop-")
