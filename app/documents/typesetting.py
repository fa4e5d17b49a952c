"""Sets one paper and ends: run as a process of its own by ``app.documents.pdf``, which it does not import.

A booklet of a thousand pages takes a gigabyte while it is set, and Typst keeps its working memory for the next papers.
A process that ends gives all of it back, and the server goes on answering meanwhile.
"""

import json
import sys
from pathlib import Path


def set_paper(root: Path, fonts: Path, template: str, data: str) -> bytes:
    """Return the PDF that a template makes of JSON data; the same data gives the same bytes."""
    from typst import Compiler, Fonts

    compiler = Compiler(
        root / template,
        root=root,
        font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    content = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(content, bytes):
        raise TypeError("one paper is one file")
    return content


if __name__ == "__main__":
    order = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(set_paper(Path(order["root"]), Path(order["fonts"]), order["template"], order["data"]))
