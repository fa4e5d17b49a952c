"""JSON to a model, strictly: one value per key, no unknown key, no lenient type; each fault with its place."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.eligibility.outside.problems import BadInput, Place, Problem, quoted, shown, unknown

ModelT = TypeVar("ModelT", bound=BaseModel)
LONGEST_NUMBER: Final = 15
DEEPEST: Final = 40
TOO_DEEP: Final = "is nested too deep to be a case"
SUBJECT: Final = re.compile(r"\b(Input|String|Tuple|List|Dictionary|Value) should\b")
SENTENCES: Final = {
    "missing": "is missing",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "json_invalid": "holds a text that is no valid Unicode",
}


def parse(text: str) -> Any:  # whatever JSON can say
    """Read JSON, refusing what other programs silently put right: a key written twice, NaN, endless numbers."""
    if not text.strip():
        raise BadInput([Problem((), "is empty; write one case or a list of cases")])
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadInput([Problem((), f"is not JSON ({where}): {error.msg}")]) from error
    except RecursionError:
        raise BadInput([Problem((), TOO_DEEP)]) from None
    if _is_deep(data):
        raise BadInput([Problem((), TOO_DEEP)])
    return data


def _is_deep(data: Any) -> bool:  # any JSON data
    """Say whether objects and lists lie deeper in each other than any case needs."""
    layer = [data]
    for _ in range(DEEPEST):
        layer = [each for outer in layer if isinstance(outer, dict | list) for each in _inside(outer)]
        if not layer:
            return False
    return True


def _inside(outer: dict[str, Any] | list[Any]) -> Iterator[Any]:
    yield from (outer.values() if isinstance(outer, dict) else outer)


def read_as(model: type[ModelT], data: Any) -> ModelT:  # any JSON data
    """Read JSON data into a model, or raise BadInput that names the place of every fault."""
    if not isinstance(data, dict):
        raise BadInput([Problem((), f"must be an object, not {_kind(data)}")])
    try:
        # JSON mode is the one in which strict still takes a text for an enum and a list for a tuple.
        return model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise BadInput(_problems(model, data, error.errors(include_url=False))) from error


def _problems(model: type[BaseModel], data: Any, errors: list[ErrorDetails]) -> Iterator[Problem]:
    """Yield one problem per place: where several shapes are allowed, every one of them has complained."""
    by_place: dict[Place, list[Problem]] = {}
    for each in errors:
        problem = _problem(model, data, each)
        by_place.setdefault(problem.place, []).append(problem)
    for place, found in by_place.items():
        yield found[0] if len(found) == 1 else Problem(place, "must be a number, a text, true, false or null")


def _problem(model: type[BaseModel], data: Any, error: ErrorDetails) -> Problem:
    place = _place(data, error["loc"])
    if error["type"] == "extra_forbidden":
        key = str(place[-1])
        return Problem(place, unknown("key of this place", key, sorted({*_keys(model, error["loc"][:-1])})))
    return Problem(place, _sentence(error))


def _sentence(error: ErrorDetails) -> str:
    kind, found = error["type"], error.get("input")
    context = error.get("ctx", {})
    if kind == "missing":
        return SENTENCES[kind]
    if kind in ("enum", "literal_error"):
        return f"must be one of {context['expected']}{_found(found)}"
    message = SENTENCES.get(kind) or error["msg"].removeprefix("Value error, ")
    message = SUBJECT.sub("must", message).replace(" after validation", "")
    return f"{message}{_found(found)}"


def _found(value: object) -> str:
    """Return what was found, where that is short enough to help."""
    if isinstance(value, str):
        return f" (found {quoted(value)})"
    if value is None or isinstance(value, bool | int | float):
        return f" (found {json.dumps(value)})"
    return ""


def _place(data: Any, location: tuple[int | str, ...]) -> Place:
    """Drop the steps that are marks of the model and no keys of the input; the last may be a key that is missing."""
    steps: list[str | int] = []
    for position, step in enumerate(location):
        is_key = isinstance(data, dict) and step in data
        is_index = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if is_key or is_index:
            data = data[step]
            steps.append(step)
        elif position == len(location) - 1 and isinstance(data, dict):
            steps.append(step)
    return tuple(steps)


def _keys(model: object, location: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the keys that a model knows at a place."""
    types = [model]
    for step in location:
        below = [kind for each in types for kind in _below(each, step)]
        types = below or types
    for each in types:
        if isinstance(each, type) and issubclass(each, BaseModel):
            yield from (field.alias or name for name, field in each.model_fields.items())


def _below(kind: object, step: int | str) -> Iterator[object]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
        if step in fields:
            yield from _flat(fields[str(step)])
    elif isinstance(step, int):
        yield from (each for argument in get_args(kind) for each in _flat(argument))


def _flat(kind: object) -> Iterator[object]:
    """Yield the types of a union or an annotated type; a list stays one."""
    yield kind
    for argument in get_args(kind):
        yield from _flat(argument)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise BadInput([Problem((), f"the key {shown(key)} is written twice in one object; keep one")])
            seen.add(key)
    return found


def _no_constant(word: str) -> Any:
    raise BadInput([Problem((), f"{word} is no number of JSON")])


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise BadInput([Problem((), f"a number of {len(digits)} digits is too long for anything here")])
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number) or len(digits) > LONGEST_NUMBER:
        raise BadInput([Problem((), f"the number {shown(digits)} is too long for anything here")])
    return number


def _kind(data: object) -> str:
    return {list: "a list", str: "a text", bool: "a yes or no", type(None): "null"}.get(type(data), "a number")
