"""The house rules that a machine can check: file sizes, names, who may import whom, what may be said where."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.source_tree import APP, PROJECT, imports, modules, source_files

LONGEST_FILE = 400
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}

GROUND = {"core", "web"}
ABOVE_ALL = {"", "blueprints", "cli", "demo", "schema"}
"""What puts the features together; it may look into every room."""
SHARED_ROOMS = {"enums", "rules", "policy", "queries", "services", "labels", "papers"}
"""What a feature may use of a lower one; a state has one name on the screen and an award one on paper: shared too."""
FACADES = {"eligibility", "audit", "documents"}
"""Features that serve the others, used by the names of their modules."""
TABLE_READERS = {"queries", "seeds"}


def feature(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def room(module: str) -> str:
    return module.split(".")[2] if module.count(".") > 1 else ""


def test_no_file_is_too_long():
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in source_files(".py", ".html", ".js", ".css")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}, f"split by subject: {long}"


def test_modules_do_not_import_each_other_in_a_circle():
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for each in imports():
        graph[each.importer].add(each.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_a_feature_uses_only_the_open_rooms_of_another():
    strangers = [
        f"{each.importer}:{each.line} imports {each.imported}"
        for each in imports()
        if feature(each.importer) not in ABOVE_ALL
        and feature(each.imported) not in {"", feature(each.importer), *GROUND, *FACADES, "settings", "extensions"}
        and room(each.imported) not in _open_rooms(each.importer)
    ]
    assert strangers == []


def _open_rooms(importer: str) -> set[str]:
    return SHARED_ROOMS | ({"models"} if room(importer) in TABLE_READERS else set())


def test_views_of_a_feature_are_wired_in_one_place():
    wired = {each.importer for each in imports() if room(each.imported) == "views" and room(each.importer) != "views"}
    assert wired <= {"app.blueprints"}


def test_no_module_has_an_empty_name():
    assert [name for name in modules() if EMPTY_NAMES & set(name.split("."))] == []


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(", {"app/core/clock.py", "app/core/database.py"}),
        (r"\bTODO\b(?! #\d+)|\bFIXME\b|\bXXX\b", set()),
        (r"\.commit\(\)", {"app/core/transaction.py"}),
        (r"#\s*noqa(?!: [A-Z]+\d+ +- )", set()),
    ],
    ids=["only the clock tells the time", "no open ends", "one commit per act", "an exception names its reason"],
)
def test_what_python_may_say(pattern: str, allowed: set[str]):
    assert _lines_with(pattern, source_files(".py"), allowed) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\|\s*safe\b",
        r"\sstyle=",
        r"\son[a-z]+=[\"']",
        r"(src|href)=[\"']https?://",
        r"\.(query|all|first|count)\(",
        r"\bcurrent_user\b",
        r"<script(?![^>]*(\ssrc=|application/json))",
    ],
)
def test_what_a_template_may_not_say(pattern: str):
    assert _lines_with(pattern, source_files(".html"), set()) == []


def _lines_with(pattern: str, paths: list[Path], allowed: set[str]) -> list[str]:
    return [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for path in paths
        if path.relative_to(PROJECT).as_posix() not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_every_feature_has_a_package_docstring():
    bare = [
        path.name for path in sorted(APP.iterdir()) if (path / "__init__.py").exists() and not _says_something(path)
    ]
    assert bare == []


def _says_something(package: Path) -> bool:
    return (package / "__init__.py").read_text(encoding="utf-8").lstrip().startswith('"""')
