"""The ground of the browser tests: a Chromium, a site with demo data, windows that report every complaint."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.checks import Complaints
from tests.browser.chromium import ARGUMENTS, INSTALL, find_chromium
from tests.browser.pages import Screen
from tests.browser.site import Site, demo_site, load_demo
from tests.conftest import skip_or_fail
from tests.shared import made_once, shared_folder

SIZES = {"desk": (1280, 800, 1), "phone": (360, 740, 1), "zoomed 200%": (640, 400, 2), "zoomed 400%": (320, 256, 4)}
"""Width and height in CSS pixels, and how many dots each of them has."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests here."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this worker."""
    path = find_chromium()
    if path is None:
        skip_or_fail(INSTALL, required="REQUIRE_BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo data, loaded once per run; never open it, copy it."""
    return made_once(shared_folder(tmp_path_factory) / "demo", load_demo)


@pytest.fixture(scope="module")
def site(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with demo data, one for each file of tests: they may change it."""
    with demo_site(demo_database, tmp_path_factory.mktemp("site")) as running:
        yield running


class Visit(Protocol):
    """Opens a window on the site."""

    def __call__(
        self,
        username: str | None = None,
        *,
        size: str = "desk",
        language: str = "en",
        javascript: bool = True,
        dark: bool = False,
    ) -> Screen: ...


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Return a function that opens a window of its own, signed in if a demo account is named.

    Whatever any window complains about (content policy, script errors, missing files) fails the test at its end.
    """
    opened: list[tuple[Page, Complaints]] = []

    def open_window(
        username: str | None = None,
        *,
        size: str = "desk",
        language: str = "en",
        javascript: bool = True,
        dark: bool = False,
    ) -> Screen:
        width, height, scale = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            locale={"en": "en-GB", "vi": "vi-VN"}[language],
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        opened.append((page, Complaints(page)))
        screen = Screen(page, site)
        if username is not None:
            screen.sign_in(username)
        return screen

    yield open_window
    for page, _complaints in opened:
        page.context.close()
    said = [complaint for _page, complaints in opened for complaint in complaints.said]
    assert not said, "\n".join(said)
