"""What holds for every page in a real browser."""

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

# Target size belongs to WCAG 2.2 AA but axe leaves it off by default.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


class Complaints:
    """What the browser itself complained about while pages were open: policy, script errors, missing files."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"script error: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form is shown with status 422, a missing record with 404: the browser notes both as failed to load.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.said.append(f"console {message.type}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.said.append(f"{response.status} for {response.url}")
        if response.status >= 500:
            self.said.append(f"{response.status} for {response.request.method} {response.url}")


def check_page(page: Page) -> None:
    """Fail unless the open page is accessible and fits its window.

    A button pressed just before may still be on its way: the page it brings can take the place of the old one
    in the middle of the check, which then begins again on the new one.
    """
    results, wide = _examined(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert not wide, f"{page.url} is wider than its window: {', '.join(wide)}"


def _examined(page: Page, tries: int = 5) -> tuple[AxeResults, list[str]]:
    page.wait_for_load_state()
    try:
        return Axe().run(page, options=AXE_OPTIONS), overflowing(page)
    except Error:
        if tries == 1:
            raise
        return _examined(page, tries - 1)


def overflowing(page: Page) -> list[str]:
    """Return, when the page can be scrolled sideways, by how much and the innermost elements that stick out."""
    found: list[str] = page.evaluate(
        """() => {
            const root = document.documentElement;
            const edge = root.clientWidth + 1;
            if (root.scrollWidth < edge) return [];
            const wide = [...document.body.querySelectorAll("*")]
                .filter(e => Math.max(e.getBoundingClientRect().right, e.offsetLeft + e.scrollWidth) > edge)
                .map(e => `${e.tagName.toLowerCase()}.${e.className}`);
            return [`${root.scrollWidth}px of content in ${root.clientWidth}px`, ...wide.slice(-5)];
        }"""
    )
    return found
