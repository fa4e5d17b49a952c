"""An award is taken away again and a name is printed anew: HR drafts, the head signs, the figures follow at once."""

from app.core.clock import today
from tests.browser.conftest import Visit
from tests.browser.journey import PERSON_AWARD
from tests.browser.pages import Screen

DECISION = "Về việc tặng Giấy khen đột xuất"


def conferred(screen: Screen) -> int:
    """Return how many people hold the certificate of merit by this year's thematic and sudden campaigns."""
    screen.open(f"/reports/year-end?year={today().year}")
    rows = screen.page.locator("section", has_text="Thematic and sudden campaigns").locator("tr", has_text=PERSON_AWARD)
    return sum(int(row.locator("td.num").all_inner_texts()[2]) for row in rows.all())


def open_decision(screen: Screen) -> str:
    """Go from the list to the signed decision, and return its address."""
    screen.open("/decisions")
    screen.check()
    screen.page.locator("tr", has_text="131/QĐ-SKHCN").get_by_role("link", name=DECISION, exact=True).click()
    screen.check()
    return screen.path


def sign(screen: Screen, path: str, act: str) -> None:
    """Sign a draft as the head."""
    screen.open(path)
    screen.check()
    screen.press(act)
    screen.check()


def test_one_award_is_revoked_and_one_name_printed_anew(visit: Visit) -> None:
    hr, director = visit("hr"), visit("director", size="phone")
    before = conferred(hr)
    decision = open_decision(hr)

    hr.follow("Revoke awards")
    hr.check()
    hr.press("Save the draft")
    hr.says("Fill this in.")
    hr.check()
    hr.page.locator("[data-check]").last.check()
    hr.choose("Ground in law", "False confirmation of the achievements of others")
    hr.fill("Reason", "Kết luận xác minh ngày hôm nay.")
    hr.press("Save the draft")
    hr.says("Signing takes the number and revokes the award")
    hr.check()
    assert conferred(hr) == before
    hr.page.go_back()
    sign(director, hr.path, "Sign and revoke")
    director.says("the awards on it are revoked")
    assert conferred(hr) == before - 1

    hr.open(decision)
    hr.follow("Amend")
    hr.check()
    hr.page.locator("[data-check]").last.check()
    hr.press("Go on")
    hr.check()
    hr.page.locator("input[name^=post-]").fill("Chuyên viên chính")
    hr.fill("Reason", "Ghi sai chức vụ.")
    hr.press("Save the draft")
    hr.says("Chuyên viên chính")
    sign(director, hr.path, "Sign and amend")
    assert conferred(hr) == before - 1

    for size in ("desk", "phone"):
        for language in ("vi", "en"):
            reader = visit("auditor", size=size, language=language)
            for path in (decision, decision + "/paper", director.path, director.path + "/paper", "/decisions/register"):
                reader.open(path)
                reader.check()
    reader.open(decision)
    reader.says("Amended by decision")
    hr.open(decision)
    hr.page.locator("main a", has_text="Decision").last.click()
    hr.check()
