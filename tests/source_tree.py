"""The source tree as data, for tests about the house itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
APP = PROJECT / "app"
VENDORED = APP / "static" / "vendor"


def source_files(*suffixes: str) -> list[Path]:
    """Return our own files under ``app/`` with these suffixes; what others wrote is left out."""
    found = (path for suffix in suffixes for path in APP.rglob(f"*{suffix}"))
    return sorted(path for path in found if VENDORED not in path.parents)


def module_name(path: Path) -> str:
    """Return the dotted name of a Python file of the project."""
    parts = list(path.relative_to(PROJECT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    """Return every module of ``app`` by its dotted name."""
    return {module_name(path): path for path in source_files(".py")}


@dataclass(frozen=True)
class Import:
    """One module of ``app`` that another one imports."""

    importer: str
    imported: str
    line: int


def imports() -> Iterator[Import]:
    """Yield every import inside ``app`` that happens at run time."""
    known = modules()
    for name, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in _run_time_nodes(tree):
            for target in _targets(node, known):
                if target != name:
                    yield Import(name, target, node.lineno)


def _run_time_nodes(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        yield from _run_time_nodes(node)


def _targets(node: ast.Import | ast.ImportFrom, known: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
        return
    assert node.level == 0, f"relative import in line {node.lineno}: write the whole name"
    for alias in node.names:
        longest = f"{node.module}.{alias.name}"
        if longest in known:
            yield longest
        elif node.module in known:
            yield node.module
