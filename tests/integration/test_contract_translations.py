"""The Vietnamese catalogue: complete, sure, compiled, and true to the placeholders of the source."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.source_tree import APP, PROJECT

CATALOGUE = APP / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "_l": None, "lazy_gettext": None, "ngettext": (1, 2), "_n": (1, 2)}
NAMED = re.compile(r"%\((\w+)\)[sdf]")
NAMELESS = re.compile(r"%[sdrif](?!\w)")

Text = str | tuple[str, ...]


def key(text: object) -> Text:
    return tuple(text) if isinstance(text, list | tuple) else str(text)


@cache
def source_texts() -> dict[Text, str]:
    """Return each translatable text of the sources with one place where it is said."""
    with (PROJECT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = extract_from_dir(PROJECT, methods, options, KEYWORDS)
    return {key(text): f"{file}:{line}" for file, line, text, _comments, _context in found}


@cache
def vietnamese() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def entries() -> Iterator[Message]:
    return (message for message in vietnamese() if message.id)


def parts(text: object) -> tuple[str, ...]:
    found = key(text)
    return (found,) if isinstance(found, str) else found


def test_every_text_of_the_sources_has_an_entry():
    known = {key(message.id) for message in entries()}
    # A plural entry also answers for its singular used alone.
    singulars = {text[0] for text in known if isinstance(text, tuple)}
    missing = [f"{place}: {text!r}" for text, place in source_texts().items() if text not in known | singulars]
    assert not missing, "\n".join(sorted(missing))


def test_every_entry_is_translated():
    assert [message.id for message in entries() if not all(parts(message.string)) or not message.string] == []


def test_no_entry_is_fuzzy():
    assert [message.id for message in entries() if message.fuzzy] == []


def test_no_entry_outlives_its_source():
    said = set(source_texts()) | {text for texts in source_texts() if isinstance(texts, tuple) for text in texts}
    assert [
        message.id for message in entries() if key(message.id) not in said and parts(message.id)[0] not in said
    ] == []


def test_placeholders_agree():
    wrong = [
        (message.id, message.string)
        for message in entries()
        for translation in parts(message.string)
        if set(NAMED.findall(translation)) != set(NAMED.findall(parts(message.id)[-1]))
    ]
    assert wrong == []


def test_placeholders_are_named():
    assert [message.id for message in entries() for text in parts(message.id) if NAMELESS.search(text)] == []


def test_the_compiled_catalogue_is_that_of_the_source():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {key(message.id): parts(message.string) for message in read_mo(file) if message.id}
    assert compiled == {key(message.id): parts(message.string) for message in entries()}


@pytest.mark.parametrize("sign", ["!", "Oops", "Xin lỗi"])
def test_the_texts_keep_calm(sign: str):
    texts = [text for message in entries() for text in (*parts(message.id), *parts(message.string))]
    assert [text for text in texts if sign in text] == []
