"""Whole journeys without a mouse: every act is reached by Tab, done by Enter or Space, and seen to be focused."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from app.core.clock import today
from app.core.text import short_date
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard

AWARD = "GK: Certificate of Merit (individual)"
Sit = Callable[..., Keyboard]


@pytest.fixture
def sit(visit: Visit) -> Iterator[Sit]:
    """Return a function that sits a person down before a keyboard; at the end nothing focused was out of sight."""
    seated: list[Keyboard] = []

    def sit_down(username: str | None, path: str = "/desk", **window: object) -> Keyboard:
        screen = visit(username, **window)  # type: ignore[arg-type]
        screen.open(path)
        seated.append(Keyboard(screen))
        return seated[-1]

    yield sit_down
    faults = [fault for keys in seated for fault in keys.faults]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_skip_link_leads_past_the_menu(sit: Sit) -> None:
    keys = sit("hr")
    keys.step()
    expect(keys.page.locator(".skip-link")).to_be_focused()
    keys.press("Enter")
    expect(keys.page.locator("main")).to_be_focused()
    keys.step()
    assert keys.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_menus_open_close_and_give_the_focus_back(sit: Sit, size: str) -> None:
    keys = sit("hr", size=size)
    menus = [menu for menu in keys.page.locator("details[data-menu] > summary").all() if menu.is_visible()]
    assert len(menus) == 2
    for summary in menus:
        keys.go_to(summary)
        keys.press("Enter")
        opened = keys.page.locator("details[data-menu][open]")
        expect(opened).to_have_count(1)
        keys.step()
        assert keys.page.evaluate("document.querySelector('details[data-menu][open]').contains(document.activeElement)")
        keys.press("Escape")
        expect(opened).to_have_count(0)
        expect(summary).to_be_focused()


def test_ten_people_are_nominated_submitted_and_verified(sit: Sit) -> None:
    head = sit("council3")
    page = head.page
    head.follow("Nominate")
    head.tick(page.get_by_label(AWARD))
    for field, text in (("unit_met_on", short_date(today())), ("unit_votes_for", "10"), ("unit_votes_total", "11")):
        head.fill(page.locator(f"#{field}"), text)
    for box in page.locator("input[name=person_ids]:not([disabled])").all()[:10]:
        head.tick(box)
    head.push("Draft the nominations")
    for area in page.locator("main textarea").all():
        head.fill(area, "Có giải pháp thiết thực, vượt kế hoạch 20 %.")
    head.push("Save and submit all")
    head.screen.says("Submitted.")

    officer = sit("hr")
    officer.go_to(officer.page.locator("main a.tasks__text").filter(has_text="to verify"))
    officer.enter()
    officer.fill(officer.page.locator("main input[name=q]"), "Certificate of Merit")
    officer.enter()
    officer.tick(officer.page.locator("#tick-all"))
    officer.push("Verify the chosen")
    officer.screen.says("10 nominations verified")


def test_a_member_votes(sit: Sit) -> None:
    keys = sit("council1")
    keys.go_to(keys.page.locator("main a.tasks__text").filter(has_text="to cast"))
    keys.enter()
    if keys.page.get_by_role("button", name="Save my answers").count():
        keys.push("Save my answers")
    first = keys.page.locator("input.segment__input").first
    keys.go_to(first)
    keys.press("Space", "ArrowRight", "ArrowLeft")
    expect(first).to_be_checked()
    # Enter on a choice checks it; it neither casts nor marks the others.
    keys.enter()
    assert keys.screen.heading == "Check my choices"
    keys.push("Cast 1 ballot")
    keys.screen.says("in the urn")


@pytest.mark.parametrize(
    ("username", "path"),
    [("hr", "/councils/new"), ("hr", "/campaigns/new"), ("hr", "/nominations/new"), ("admin", "/accounts/new")],
)
def test_enter_in_a_field_saves_and_takes_nothing_off(sit: Sit, username: str, path: str) -> None:
    keys = sit(username, path)
    first = keys.page.locator("main form[method=post]").locator("button[type=submit], input[type=submit]").first
    last = keys.page.locator("main form[method=post] .form-actions button").last
    assert first.text_content() == last.text_content()


def test_the_director_signs(sit: Sit) -> None:
    keys = sit("director")
    keys.go_to(keys.page.locator("main a.tasks__text").filter(has_text="decision to sign"))
    keys.enter()
    keys.go_to(keys.page.locator("main tbody tr", has_text="Draft").locator("a").first)
    keys.enter()
    keys.push("Sign and confer")
    keys.screen.says("/QĐ-SKHCN")


def test_a_unit_is_classified(sit: Sit) -> None:
    keys = sit("hr", "/classification")
    keys.go_to(keys.page.locator("main tbody a").first)
    keys.enter()
    for select in keys.page.locator("main select").all()[:3]:
        keys.go_to(select)
        keys.press("1")
        assert select.input_value() != ""
    keys.push("Save levels")
    expect(keys.page.locator("main .notice--success")).to_be_visible()


@pytest.mark.parametrize(
    ("username", "path", "button"),
    [
        ("hr", "/campaigns/new", "Save campaign"),
        ("hr", "/organisation/people/new", "Add the person"),
        ("officer", "/nominations/new", "Draft the nominations"),
        ("employee", "/accounts/password", "Change the password"),
        (None, "/accounts/sign-in", "Sign in"),
    ],
)
def test_a_refused_form_puts_the_focus_on_what_is_wrong(sit: Sit, username: str | None, path: str, button: str) -> None:
    keys = sit(username, path)
    for field in keys.page.locator("main form[method=post] input[type=text]").all()[:1]:
        keys.fill(field, "")
    keys.push(button)
    summary = keys.page.locator(".error-summary")
    expect(summary).to_be_focused()
    keys.step()
    link = keys.page.evaluate("document.activeElement.getAttribute('href')")
    if link is not None and link.startswith("#"):
        keys.press("Enter")
        assert keys.page.evaluate("location.hash") == link
        assert keys.page.locator(link).count() == 1


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("hr", "/desk"),
        ("hr", "/nominations"),
        ("hr", "/campaigns/new"),
        ("hr", "/councils"),
        ("hr", "/decisions"),
        ("hr", "/organisation"),
        ("hr", "/reports/year-end?year=2018"),
        ("officer", "/nominations/new"),
        ("auditor", "/trail"),
        ("admin", "/accounts"),
    ],
)
def test_the_tab_key_goes_through_the_page_and_out_of_it(sit: Sit, username: str, path: str) -> None:
    keys = sit(username, path)
    stops = keys.walk()
    assert len(stops) > 5
    assert len(set(stops)) > len(stops) / 2
