"""Page objects: a person at a screen, in the words of somebody who looks over their shoulder.

A journey has its own classes below ``Screen``, one for each kind of page, beside its test.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import check_page
from tests.browser.site import Site


class Screen:
    """One window of one person. Texts are those of the English interface unless the window speaks Vietnamese."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def open(self, path: str) -> None:
        """Go to a path of the site."""
        self.page.goto(self.site.url + path)

    def sign_in(self, username: str) -> None:
        """Sign in through the page, as the demo account of this name."""
        self.open("/accounts/sign-in")
        self.page.locator("input[name=username]").fill(username)
        self.page.locator("input[name=password]").fill(self.site.password)
        self.page.locator("main form button[type=submit]").click()
        expect(self.page).not_to_have_url(re.compile("/accounts/sign-in"))

    @property
    def heading(self) -> str:
        """The one h1 of the page."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def path(self) -> str:
        """Where we are, without the address of the site."""
        return self.page.url.removeprefix(self.site.url)

    def field(self, label: str) -> Locator:
        """The field with exactly this label, or this label and the mark "(optional)"."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\b"))

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""
        self.field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list by its text."""
        self.field(label).select_option(label=option)

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def says(self, text: str) -> None:
        """Wait until the content of the page says this."""
        expect(self.page.locator("main")).to_contain_text(text)

    def check(self) -> None:
        """Check what must hold for every page."""
        check_page(self.page)
