"""Frozen dataclasses to plain JSON-able data and back, by their type hints; unknown names are passed over."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")
MISSHAPEN = (KeyError, TypeError, ValueError, OverflowError)  # what reading data of another shape raises


def to_plain(value: object) -> Json:
    """Plain data: enums by value, moments and dates as ISO 8601, durations in seconds."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Enum):
        return to_plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    if is_dataclass(value):
        return {part.name: to_plain(getattr(value, part.name)) for part in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], plain: Json) -> T:
    """The dataclass again. Raises one of ``MISSHAPEN`` when the data is not of that shape."""
    if not isinstance(plain, Mapping):
        raise TypeError(f"{kind.__name__} cannot be read from {type(plain).__name__}")
    values = {}
    for name, (hint, required) in shape_of(kind).items():
        if name in plain:
            values[name] = read(hint, plain[name])
        elif required:
            raise KeyError(name)
    return kind(**values)


def shape_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Of a dataclass: field name to its type hint, and whether it must be given."""
    return _shape(kind)


@cache
def _shape(kind: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind)
    return {
        part.name: (hints[part.name], part.default is MISSING and part.default_factory is MISSING)
        for part in fields(kind)
    }


def read(hint: Any, plain: Json) -> Any:
    """One value by its type hint."""
    if isinstance(hint, NewType):
        return read(hint.__supertype__, plain)
    if get_origin(hint) in (types.UnionType, Union):  # a NewType makes the second, a class the first
        return None if plain is None else read(get_args(hint)[0], plain)
    if get_origin(hint) is tuple:
        if not isinstance(plain, list):
            raise TypeError("a list is expected")
        return tuple(read(get_args(hint)[0], part) for part in plain)
    return _read_scalar(hint, plain)


def _read_scalar(hint: Any, plain: Json) -> Any:
    if is_dataclass(hint):
        return from_plain(hint, plain)  # type: ignore[arg-type] # is_dataclass admits instances, hints are classes
    if issubclass(hint, Enum):
        return hint(plain)
    if hint is datetime and isinstance(plain, str):
        return _aware(datetime.fromisoformat(plain))
    if hint is date and isinstance(plain, str):
        return date.fromisoformat(plain)
    if hint is timedelta and isinstance(plain, int | float):
        return timedelta(seconds=plain)
    if type(plain) is not hint:
        raise TypeError(f"{hint.__name__} expected, not {type(plain).__name__}")
    return plain


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without its offset from UTC")
    return at
