"""Dataclasses of facts and verdicts to JSON data and back, strictly: an unknown key or type is refused."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

T = TypeVar("T")
DECIMAL: Final = "decimal"


def written(value: Any) -> Any:  # any shape of the facts
    """Return a value as JSON data; what equals its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return _object_written(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True) | _discriminator(value)
    if isinstance(value, Mapping):
        return {str(key): written(each) for key, each in sorted(value.items())}
    if isinstance(value, frozenset):
        return sorted(written(each) for each in value)
    if isinstance(value, tuple):
        return [written(each) for each in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    return value.isoformat() if isinstance(value, date) else value


def _object_written(value: Any) -> dict[str, Any]:
    data = {}
    for each in fields(value):
        here = getattr(value, each.name)
        if not _is_default(each, here):
            data[each.name] = written(here)
    return data


def _is_default(each: "Field[Any]", value: Any) -> bool:
    default = each.default
    if default is MISSING:
        return each.default_factory is not MISSING and each.default_factory() == value
    return bool(default == value) and type(default) is type(value)


def _discriminator(value: BaseModel) -> dict[str, Any]:
    """The kind of a condition stands whatever its default is."""
    kind = getattr(value, "type", None)
    return {"type": kind.value} if isinstance(kind, Enum) else {}


def read(shape: type[T], data: Any) -> T:
    """Return the value that was written in a shape; raise ValueError where the data does not fit."""
    value: T = _read(shape, data)
    return value


def _read(shape: Any, data: Any) -> Any:
    origin = get_origin(shape)
    if origin is None:
        return _read_plain(shape, data)
    if origin is Annotated:
        return _adapter(shape).validate_json(json.dumps(data))
    arguments = get_args(shape)
    if origin in {Union, types.UnionType}:
        return _read_union(arguments, data)
    if origin is tuple:
        return tuple(_read(arguments[0], each) for each in _list(data))
    if origin is frozenset:
        return frozenset(_read(arguments[0], each) for each in _list(data))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_read_key(arguments[0], key): _read(arguments[1], each) for key, each in _dict(data).items()}
    raise TypeError(f"no shape {shape!r} is known")


def _read_union(arguments: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in arguments:
        return None
    kinds = [each for each in arguments if each is not type(None)]
    if len(kinds) == 1:
        return _read(kinds[0], data)
    if isinstance(data, dict) and set(data) == {DECIMAL}:
        return Decimal(data[DECIMAL])
    for kind in kinds:
        if issubclass(kind, Enum) and isinstance(data, str) and data in {each.value for each in kind}:
            return kind(data)
    if type(data) not in kinds:
        raise ValueError(f"{data!r} is none of the types asked for")
    return data


def _read_plain(shape: Any, data: Any) -> Any:
    if is_dataclass(shape):
        return _object_read(shape, _dict(data))
    if isinstance(shape, type) and issubclass(shape, BaseModel | Enum | date):
        return _read_named(shape, data)
    if shape in {int, str, bool} and type(data) is not shape:
        raise ValueError(f"{data!r} is no {shape.__name__}")
    return data


def _read_named(shape: Any, data: Any) -> Any:
    if issubclass(shape, BaseModel):
        return shape.model_validate_json(json.dumps(data))
    return shape(data) if issubclass(shape, Enum) else date.fromisoformat(data)


def _object_read(shape: Any, data: dict[str, Any]) -> Any:
    hints = _hints(shape)
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    try:
        return shape(**{name: _read(hints[name], each) for name, each in data.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error


def _read_key(shape: Any, key: str) -> Any:
    return int(key) if shape is int else _read(shape, key)


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{data!r} is no list")
    return data


def _dict(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{data!r} is no object")
    return data


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


@cache
def _adapter(shape: Any) -> "TypeAdapter[Any]":
    return TypeAdapter(shape)
