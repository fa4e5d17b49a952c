"""Zoomed in: at 200 % on a screen of 1280 x 800 a page is 640 wide, at 400 % 320 (WCAG 1.4.4 and 1.4.10)."""

import pytest

from tests.browser.checks import overflowing
from tests.browser.conftest import Visit
from tests.browser.crowding import crowded
from tests.browser.pages import Screen

EVERYWHERE = (
    "/desk",
    "/nominations",
    "/nominations?year=2018&status=conferred",
    "/reports/year-end?year=2018",
    "/councils",
    "/decisions",
    "/campaigns",
    "/classification",
    "/organisation",
    "/organisation/people",
    "/leadership-reviews",
    "/awards",
    "/awards/r2024/CSTDCS",
    "/search?q=nguyen",
    "/preferences/workplace",
)
OWN = {
    "hr": ("/campaigns/new", "/nominations/new", "/councils/new", "/organisation/people/new"),
    "auditor": ("/trail", "/trail/verification", "/trail/400", "/accounts"),
    "admin": ("/accounts/new",),
    "employee": ("/desk", "/organisation/people/me", "/accounts/password"),
}
FIRST_OF = (
    "/nominations",
    "/councils",
    "/decisions",
    "/campaigns",
    "/classification",
    "/organisation",
    "/organisation/people",
    "/leadership-reviews",
)
"""Lists whose first record is opened too."""


def faults_on(screen: Screen, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        screen.open(path)
        wide, close = overflowing(screen.page), crowded(screen.page)
        found += [f"{screen.path}: {fault}" for fault in [", ".join(wide), *close] if fault]
    return found


def first_records(screen: Screen) -> tuple[str, ...]:
    found = []
    for path in FIRST_OF:
        screen.open(path)
        found.append(screen.page.locator("main tbody a").first.get_attribute("href") or "")
    return tuple(found)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", ["zoomed 200%", "zoomed 400%"])
def test_no_page_scrolls_sideways_or_crowds_its_text(visit: Visit, size: str, language: str) -> None:
    screen = visit("hr", size=size, language=language)
    faults = faults_on(screen, EVERYWHERE + OWN["hr"] + first_records(screen))
    for username in ("auditor", "admin", "employee"):
        faults += faults_on(visit(username, size=size, language=language), OWN[username])
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", ["zoomed 200%", "zoomed 400%"])
def test_a_member_votes_with_large_letters(visit: Visit, size: str) -> None:
    screen = visit("council2", size=size)
    screen.open("/desk")
    href = screen.page.locator("main a.tasks__text").filter(has_text="to cast").get_attribute("href")
    assert href is not None
    assert faults_on(screen, (href,)) == []
