"""The browser checks themselves: they must see what they promise to see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import Complaints, check_page

GOOD = """<!doctype html><html lang="vi"><head><title>Hồ sơ</title></head>
<body><main><h1>Hồ sơ</h1><label for="name">Tên</label> <input id="name"></main></body></html>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    yield page
    page.close()


def test_a_sound_page_passes(page: Page):
    page.set_content(GOOD)

    check_page(page)


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ('<input aria-hidden="false">', "label"),
        ("<p><a href='#a'>a</a><a href='#b'>b</a></p><button>x</button>", "target-size"),
        ('<p><span lang="xx-yy">Tên</span></p><img src="data:,">', "image-alt"),
        ("<pre>" + "Đơn vị " * 60 + "</pre>", "wider than its window"),
    ],
    ids=["label", "target size", "alternative text", "width"],
)
def test_a_bad_page_is_told_from_a_good_one(page: Page, bad: str, complaint: str):
    page.set_content(GOOD.replace("</main>", f"{bad}</main>"))

    with pytest.raises(AssertionError, match=complaint):
        check_page(page)


@pytest.mark.parametrize("delay", [0, 5, 20, 60, 150])
def test_a_page_that_is_replaced_under_the_check_is_checked_anew(page: Page, delay: int):
    page.route("**/*", lambda route: route.fulfill(body=GOOD, content_type="text/html; charset=utf-8"))
    page.goto("http://before.test/")
    page.evaluate("delay => { setTimeout(() => { location.href = 'http://after.test/' }, delay) }", delay)

    check_page(page)


def test_what_the_browser_says_is_heard(page: Page):
    complaints = Complaints(page)

    page.evaluate("console.error('refused to load')")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(50)

    assert complaints.said == ["console error: refused to load", "script error: broken"]
