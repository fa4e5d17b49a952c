"""Somebody who has no mouse: goes by Tab, acts by Enter and Space, and must see at every step where they are."""

from typing import Any

from playwright.sync_api import Locator

from tests.browser.pages import Screen

MOST_STEPS = 400

# What the focused element looks like: its own outline, or for a hidden radio that of its label.
LOOK = """() => {
    const here = document.activeElement;
    if (!here || here === document.body || here === document.documentElement) return null;
    const label = here.labels && here.labels[0];
    const drawn = label && getComputedStyle(label).outlineStyle !== "none" ? label : here;
    const style = getComputedStyle(drawn);
    const box = drawn.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const said = (here.innerText || here.value || "").slice(0, 40);
    return {
        what: `${here.tagName.toLowerCase()}#${here.id}[${here.name || here.getAttribute("href") || ""}] "${said}"`,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
        covered: !(top && (drawn.contains(top) || top.contains(drawn) || (label && label.contains(top)))),
        positive: here.tabIndex > 0,
    };
}"""


class Keyboard:
    """The keys of one person, on the screen in front of them."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page = screen.page
        self.faults: list[str] = []

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type over what the field holds."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def step(self, key: str = "Tab") -> dict[str, Any] | None:
        """Go one step on and look where one is; None: out of the page."""
        self.press(key)
        look: dict[str, Any] | None = self.page.evaluate(LOOK)
        if look is not None:
            self._judge(look)
        return look

    def go_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab until the focus is on this element."""
        wanted = target.first.element_handle()
        for _step in range(MOST_STEPS):
            if self.page.evaluate("element => document.activeElement === element", wanted):
                return
            self.step(key)
        raise AssertionError(f"{self.page.url}: no way by keyboard to {target}")

    def follow(self, name: str) -> None:
        """Go to a link of the page and follow it."""
        self.go_to(self.page.locator("main").get_by_role("link", name=name, exact=True))
        self._leave("Enter")

    def enter(self) -> None:
        """Press Enter where one is, and wait for the next page."""
        self._leave("Enter")

    def push(self, name: str, key: str = "Enter") -> None:
        """Go to a button of the page and press it."""
        self.go_to(self.page.locator("main").get_by_role("button", name=name, exact=True))
        self._leave(key)

    def tick(self, box: Locator) -> None:
        """Go to a checkbox and tick it."""
        self.go_to(box)
        self.press("Space")
        assert box.first.is_checked()

    def fill(self, field: Locator, text: str) -> None:
        """Go to a field and type."""
        self.go_to(field)
        self.type(text)

    def walk(self) -> list[str]:
        """Walk through the whole page from its top; return every stop."""
        self.page.evaluate("document.activeElement && document.activeElement.blur()")
        stops: list[str] = []
        for _step in range(MOST_STEPS):
            look = self.step()
            if look is None or (stops and look["what"] == stops[0] and len(stops) > 1):
                return stops
            stops.append(look["what"])
        raise AssertionError(f"{self.page.url}: the Tab key never gets out of the page")

    def _leave(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)

    def _judge(self, look: dict[str, Any]) -> None:
        for fault, found in (
            ("shows no focus", not look["outlined"]),
            ("is out of sight", not look["inside"]),
            ("is covered", look["inside"] and look["covered"]),
            ("jumps the order", look["positive"]),
        ):
            if found:
                self.faults.append(f"{self.screen.path}: {look['what']} {fault}")
