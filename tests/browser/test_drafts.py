"""What is typed and not saved is not lost: kept on the device, offered back, gone when saved or signed out."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import Screen

TEXT = "Báo cáo thành tích đang viết dở, chưa lưu."
OF_ANOTHER = "vinhdanh-draft:somebody-else:report:1"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('vinhdanh-draft:'))"


def report_form(screen: Screen) -> str:
    """Go from the desk to the form of one's own report."""
    screen.open("/nominations?status=draft")
    screen.page.locator("tbody a.row-link").first.click()
    screen.page.locator("a[href$='/report']").first.click()
    return screen.path


def type_report(page: Page, text: str = TEXT) -> None:
    page.fill("textarea[name=report]", text)
    expect(page.locator("[data-draft-kept]")).to_be_visible()


def leave_without_saving(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


def test_a_text_not_saved_is_offered_back_and_put_in_only_when_asked(visit: Visit) -> None:
    screen = visit("employee")
    page, form = screen.page, report_form(screen)
    before = page.input_value("textarea[name=report]")
    type_report(page)
    leave_without_saving(page)

    screen.open(form)
    assert page.input_value("textarea[name=report]") == before
    screen.says("not saved is kept on this device")
    screen.check()
    screen.press("Restore")

    assert page.input_value("textarea[name=report]") == TEXT
    assert page.evaluate("document.activeElement.name") == "report"
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_a_saved_text_is_no_longer_kept_nor_offered(visit: Visit) -> None:
    screen = visit("employee")
    page, form = screen.page, report_form(screen)
    type_report(page)
    screen.press("Save my report")
    screen.says(TEXT)
    assert page.evaluate(KEPT) == []

    screen.open(form)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_a_text_can_be_thrown_away(visit: Visit) -> None:
    screen = visit("employee")
    page, form = screen.page, report_form(screen)
    type_report(page, TEXT + " Bỏ đi.")
    leave_without_saving(page)
    screen.open(form)
    screen.press("Throw it away")
    assert page.evaluate(KEPT) == []
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_a_refused_form_keeps_its_text(visit: Visit) -> None:
    screen = visit("employee")
    page, _form = screen.page, report_form(screen)
    type_report(page, "x" * 20_001)
    screen.press("Save my report")
    expect(page.locator(".error-summary")).to_be_focused()
    assert len(page.evaluate(KEPT)) == 1
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_signing_out_takes_the_texts_of_this_person_along(visit: Visit) -> None:
    screen = visit("employee")
    page, form = screen.page, report_form(screen)
    type_report(page)
    page.evaluate(
        "localStorage.setItem('vinhdanh-draft:somebody-else:report:1', JSON.stringify({at: Date.now(), texts: {}}))"
    )
    leave_without_saving(page)
    screen.open("/desk")
    page.locator("summary.bar-button--person").click()
    screen.press("Sign out")
    expect(page).to_have_url(re.compile("/accounts/sign-in"))
    assert page.evaluate(KEPT) == [OF_ANOTHER]

    screen.sign_in("employee")
    screen.open(form)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_without_storage_the_form_works_all_the_same(visit: Visit) -> None:
    screen = visit("employee")
    screen.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
    )
    report_form(screen)
    screen.page.fill("textarea[name=report]", "Viết khi trình duyệt không cho lưu tạm.")
    screen.press("Save my report")
    screen.says("Viết khi trình duyệt không cho lưu tạm.")
