"""An officer who does not know the law finds who should be proposed for the city's title, and why a colleague waits."""

from playwright.sync_api import expect

from app.core.clock import today
from tests.browser.conftest import Visit


def test_the_officer_finds_and_nominates_who_could_be_fighter_of_the_city(visit: Visit) -> None:
    screen = visit("officer")
    screen.open("/desk")
    page = screen.page
    page.locator("details[data-menu] > summary", has_text="More").click()
    page.get_by_role("link", name="Candidates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Candidates")
    screen.check()

    page.locator("tr", has_text="CSTĐT").first.get_by_role("link").first.click()
    head = page.locator("tbody tr", has_text="Trưởng phòng").filter(has_not_text="Phó")
    deputy = page.locator("tbody tr", has_text="Phó Trưởng phòng")
    expect(head).to_contain_text("To be confirmed")
    expect(deputy).to_contain_text("One condition short")
    expect(deputy).to_contain_text("2 of 3")
    expect(deputy).to_contain_text(f"could be in {today().year}")
    screen.check()

    name = head.locator("th").inner_text().splitlines()[0].strip()
    head.locator("input[type=checkbox]").check()
    page.get_by_role("button", name="Nominate the chosen").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text(name)
    page.get_by_role("link", name="Conditions of the law").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Conditions of the law")
    expect(page.locator("main")).to_contain_text("CSTĐCS")
    screen.check()
