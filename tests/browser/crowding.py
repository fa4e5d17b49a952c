"""Text that is cut off or lies on other text: what a person sees at once and a scroll bar does not tell."""

from playwright.sync_api import Page

FOUND = """() => {
    const SILENT = ["SCRIPT", "STYLE", "OPTION", "TITLE"];
    // What a closed menu or a folded part holds has boxes all the same.
    const isShown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        && !element.closest(".visually-hidden, .skip-link") && !SILENT.includes(element.tagName);
    const cut = element => {
        for (let up = element; up && up !== document.body; up = up.parentElement) {
            const style = getComputedStyle(up);
            const isCut = up.scrollWidth > up.clientWidth + 1 && up.clientWidth > 1;
            if (["hidden", "clip"].includes(style.overflowX) && isCut) return up;
        }
        return null;
    };
    const overlap = (a, b, start, end) => Math.min(a[end], b[end]) - Math.max(a[start], b[start]) >= 3;
    const found = [], lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        if (!node.data.trim() || !isShown(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const said = node.data.trim().slice(0, 40), holder = cut(element);
        if (holder) found.push(`cut off: "${said}" in ${holder.tagName}.${holder.className}`);
        for (const box of range.getClientRects()) {
            // A line box is taller than its letters: neighbours may touch.
            if (box.width < 3 || box.height < 7) continue;
            lines.push([box.left, box.top + 3, box.right, box.bottom - 3, said, node]);
        }
    }
    lines.sort((one, other) => one[1] - other[1]);
    for (let i = 0; i < lines.length; i++) {
        for (let j = i + 1; j < lines.length && lines[j][1] < lines[i][3]; j++) {
            const [a, b] = [lines[i], lines[j]];
            if (a[5] === b[5] || !overlap(a, b, 0, 2) || !overlap(a, b, 1, 3)) continue;
            found.push(`on each other: "${a[4]}" and "${b[4]}"`);
        }
    }
    return [...new Set(found)].slice(0, 8);
}"""


def crowded(page: Page) -> list[str]:
    """Return texts of the open page that are cut off or lie on each other."""
    found: list[str] = page.evaluate(FOUND)
    return found
