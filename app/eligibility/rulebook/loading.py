"""Read rulebook files: fast when they are right, with file, line and key when they are not."""

import json
from collections.abc import Hashable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import ValidationError

from app.eligibility.rulebook.conditions import Location
from app.eligibility.rulebook.errors import Fault, RulebookError
from app.eligibility.rulebook.parts import Part

PartT = TypeVar("PartT", bound=Part)
FASTEST: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # The C loader is ten times faster where built.


class _StrictLoader(FASTEST):  # type: ignore[misc]  # the base is chosen at import
    """A safe loader that refuses a key written twice; plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"key {key.value!r} is written twice", key.start_mark
                    )
                seen.add(key.value)
        return mapping


def read_part(path: Path, model: type[PartT]) -> PartT:
    """Read one file into its model, or raise a RulebookError that points at each fault."""
    text = path.read_text(encoding="utf-8")
    try:
        raw = yaml.load(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fault = Fault(path.name, mark.line + 1 if mark else 1, "", error.problem or "not readable as YAML")
        raise RulebookError([fault]) from error
    try:
        # JSON mode is the one in which strict still takes a string for an enum or a date and a list for a tuple.
        return model.model_validate_json(json.dumps(raw, default=_plain, ensure_ascii=False))
    except ValidationError as error:
        found = [(tuple(item["loc"]), _in_words(item)) for item in error.errors(include_url=False)]
        raise RulebookError(locate(path, found)) from error


def locate(path: Path, found: Iterable[tuple[Location, str]]) -> list[Fault]:
    """Turn places in the data into lines of the file; a second reading, made only when something is wrong."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return [Fault(path.name, *_position(root, location), message) for location, message in found]


def _position(node: yaml.Node | None, location: Location) -> tuple[int, str]:
    """Walk down as far as the location goes; steps that are no keys are the tags of the model."""
    line, steps = (node.start_mark.line + 1 if node else 1), []
    for position, step in enumerate(location):
        child, mark_line = _child(node, step)
        is_last = position == len(location) - 1
        if child is None and not is_last:
            continue
        steps.append(str(step))
        if child is not None:
            node, line = child, mark_line
    return line, ".".join(steps)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, int]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None, 0


def _in_words(item: Any) -> str:
    """Return pydantic's message, with the value that was found where it is short."""
    message, value = str(item["msg"]), item.get("input")
    if item["type"] == "union_tag_invalid":
        context = item["ctx"]
        return f"unknown kind {context['tag']!r}; known are {context['expected_tags']}"
    return f"{message} (found {value!r})" if isinstance(value, str | int | float) else message


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a rulebook")
