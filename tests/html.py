"""What every page must be: valid HTML that a screen reader and our own content policy can live with."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as ERROR_TEXTS

NAMELESS_INPUTS = frozenset({"hidden", "submit", "button", "reset", "image"})
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "list", "form")


def page_problems(text: str) -> list[str]:
    """Return what is wrong with a page or, when there is no doctype, with a fragment of one."""
    return list(_problems(text))


@lru_cache(maxsize=256)
def _problems(text: str) -> tuple[str, ...]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = text.lstrip().lower().startswith("<!doctype")
    tree = parser.parse(text) if whole else parser.parseFragment(text)
    found = [_parse_error(text, *error) for error in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    if whole:
        found += _page_frame(elements)
    found += _identifiers(elements, whole=whole)
    found += _labels(tree, elements)
    found += _policy(elements)
    return tuple(found)


def _parse_error(text: str, position: tuple[int, int], code: str, values: dict[str, str]) -> str:
    line = position[0]
    source = text.splitlines()[line - 1].strip()[:160] if line <= len(text.splitlines()) else ""
    return f"line {line}: {ERROR_TEXTS.get(code, code) % values} | {source}"


def _page_frame(elements: list[Element]) -> Iterator[str]:
    tags = Counter(element.tag for element in elements)
    if tags["h1"] != 1:
        yield f"{tags['h1']} h1 elements, one is right"
    titles = [element for element in elements if element.tag == "title"]
    if not titles or not (titles[0].text or "").strip():
        yield "no title"
    if not elements or not elements[0].get("lang"):
        yield "the html element has no lang"
    if tags["main"] != 1:
        yield f"{tags['main']} main elements, one is right"


def _identifiers(elements: list[Element], *, whole: bool) -> Iterator[str]:
    identifiers = Counter(element.get("id") for element in elements if element.get("id") is not None)
    for identifier, times in identifiers.items():
        if times > 1 or not identifier or any(sign.isspace() for sign in identifier):
            yield f"id {identifier!r} is used {times} times or is empty or holds a space"
    if whole:  # A fragment may point into the page that receives it.
        yield from (
            f"{name}={target!r} of <{element.tag}> points nowhere"
            for element in elements
            for name, target in _references(element)
            if target not in identifiers
        )


def _references(element: Element) -> Iterator[tuple[str, str]]:
    names = ("for",) if element.tag == "label" else REFERENCES
    for name in names:
        for target in (element.get(name) or "").split():
            yield name, target


def _labels(tree: Element, elements: list[Element]) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {id(inner) for label in tree.iter("label") for inner in label.iter()}
    for element in elements:
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in NAMELESS_INPUTS:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or id(element) in wrapped or (element.get("id") and element.get("id") in labelled)):
            yield f"<{element.tag} name={element.get('name')!r}> has no label"
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"img {element.get('src')!r} has no alt"
        if element.tag == "th" and not element.get("scope"):
            yield f"th {''.join(element.itertext()).strip()!r} has no scope"


def _policy(elements: list[Element]) -> Iterator[str]:
    """The content policy allows no inline style or script, so none may be written."""
    for element in elements:
        for name, value in element.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"<{element.tag}> has the forbidden attribute {name}={value!r}"
        inline = element.tag == "script" and not element.get("src") and element.get("type") != "application/json"
        if inline or element.tag == "style":
            yield f"inline <{element.tag}>"
