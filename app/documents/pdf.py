"""Official papers as PDF: a template of ``app/templates/papers`` set by Typst with the data of the page.

Data goes in as JSON and is set as plain text: nothing that a user typed is read as markup. The fonts come with the
program, so a paper looks the same on every server. See ``docs/decisions/0010-papers-are-set-by-typst.md``.
"""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from flask import Response, send_file

APP: Final = Path(__file__).resolve().parent.parent
PAPERS: Final = APP / "templates" / "papers"
FONTS: Final = APP / "assets" / "fonts"
PDF: Final = "application/pdf"

LONGEST_SECONDS: Final = 120
"""No paper takes so long; a process that hangs is ended."""

_TYPESETTING: Final = Path(__file__).with_name("typesetting.py")
_PRESSES: Final = BoundedSemaphore(2)
"""So many papers are set at the same time: each may take a gigabyte."""

_LAYOUT: Final = frozenset("\n\t")


class PaperNotSet(Exception):
    """A template is wrong or its data is not what it reads; the message says what the typesetter said."""


def render(template: str, data: Mapping[str, Any]) -> bytes:  # Any: each paper has its own shape, all of it JSON
    """Return a PDF: ``template`` is a file of ``app/templates/papers``; the same data gives the same bytes."""
    order = {
        "root": str(PAPERS),
        "fonts": str(FONTS),
        "template": template,
        "data": json.dumps(printable(data), ensure_ascii=False),
    }
    with _PRESSES:
        done = subprocess.run(
            [sys.executable, "-P", str(_TYPESETTING)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    if done.returncode != 0:
        raise PaperNotSet(f"{template}: {done.stderr.decode(errors='replace')[-2_000:]}")
    return done.stdout


def pdf_response(content: bytes, file_name: str) -> Response:
    """Answer with a PDF to save under ``file_name`` (with its ".pdf"); our policy lets no viewer run in the page."""
    return send_file(BytesIO(content), mimetype=PDF, as_attachment=True, download_name=file_name)


def printable(value: Any) -> Any:  # Any: a tree of JSON
    """Return the data with every text composed, and with characters that no font has shown by their number."""
    if isinstance(value, str):
        return _in_our_letters(value)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [printable(each) for each in value]
    if value is None or isinstance(value, int | float):
        return value
    return _in_our_letters(str(value))  # Names of labels are lazy texts.


def _in_our_letters(text: str) -> str:
    """A letter without a shape would vanish from the paper without a word: say which one it is instead."""
    composed = unicodedata.normalize("NFC", text)
    known = letters()
    if all(ord(each) in known or each in _LAYOUT for each in composed):
        return composed
    return "".join(
        each if ord(each) in known or each in _LAYOUT else f"[U+{ord(each):04X}]"
        for each in composed
        if unicodedata.category(each) not in {"Cc", "Cf", "Cs"} or each in _LAYOUT
    )


@cache
def letters() -> frozenset[int]:
    """Return the code points that every one of the fonts of papers has a shape for."""
    from fontTools.ttLib import TTFont  # Late, as above.

    maps = []
    for file in sorted(FONTS.glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)
