"""Frozen dataclasses to plain JSON-able data and back, by their type hints; unknown names are passed over.

Records and operations go through here by the hundred thousand: what a hint means is worked out once and kept.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, partial
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")
MISSHAPEN = (KeyError, TypeError, ValueError, OverflowError)  # what reading data of another shape raises
Reader = Callable[[Any], Any]


def to_plain(value: object) -> Json:
    """Plain data: enums by value, moments in UTC and dates as ISO 8601, durations in seconds."""
    return _writer(type(value))(value)  # type: ignore[arg-type] # classes can be hashed


@cache
def _writer(kind: type[Any]) -> Callable[[Any], Json]:
    if kind in (type(None), str, int, float, bool):
        return _same
    if issubclass(kind, Enum):
        return lambda value: to_plain(value.value)
    if is_dataclass(kind):
        names = tuple(part.name for part in fields(kind))
        return lambda value: {name: to_plain(getattr(value, name)) for name in names}
    for base, write in _WRITERS:
        if issubclass(kind, base):
            return write
    raise TypeError(f"{kind.__name__} has no plain form")


def _same(value: Any) -> Any:
    return value


_WRITERS: tuple[tuple[type[Any], Callable[[Any], Json]], ...] = (
    (datetime, lambda value: value.astimezone(UTC).isoformat()),
    (date, lambda value: value.isoformat()),
    (timedelta, lambda value: value.total_seconds()),
    (tuple, lambda value: [to_plain(part) for part in value]),
    (list, _same),  # plain already
    (Mapping, lambda value: {name: to_plain(part) for name, part in value.items()}),
    (str, str),
    (int, int),
)


def from_plain(kind: type[T], plain: Json) -> T:
    """The dataclass again. Raises one of ``MISSHAPEN`` when the data is not of that shape."""
    one: T = _read_dataclass(kind, plain)
    return one


def shape_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Of a dataclass: field name to its type hint, and whether it must be given."""
    return _shape(kind)


def read(hint: Any, plain: Json) -> Any:
    """One value by its type hint."""
    return _reader(hint)(plain)


@cache
def _shape(kind: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind)
    return {
        part.name: (hints[part.name], part.default is MISSING and part.default_factory is MISSING)
        for part in fields(kind)
    }


@cache
def _readers(kind: Any) -> tuple[tuple[str, Reader, bool], ...]:
    return tuple((name, _reader(hint), required) for name, (hint, required) in _shape(kind).items())


def _read_dataclass(kind: Any, plain: Json) -> Any:
    if not isinstance(plain, Mapping):
        raise TypeError(f"{kind.__name__} cannot be read from {type(plain).__name__}")
    values = {}
    for name, reader, required in _readers(kind):
        if name in plain:
            values[name] = reader(plain[name])
        elif required:
            raise KeyError(name)
    return kind(**values)


@cache
def _reader(hint: Any) -> Reader:
    origin, args = get_origin(hint), get_args(hint)
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    if origin in (types.UnionType, Union):  # a NewType makes the second, a class the first
        return _one_of(args)
    if origin is tuple:
        return partial(_read_tuple, _reader(args[0]))
    if origin is Mapping:
        return partial(_read_mapping, _reader(args[1]))
    return _class_reader(hint)


def _class_reader(hint: Any) -> Reader:
    if is_dataclass(hint):
        return partial(_read_dataclass, hint)
    if issubclass(hint, Enum):
        return partial(hint)
    return _SCALARS.get(hint) or partial(_read_scalar, hint)


def _one_of(args: tuple[Any, ...]) -> Reader:
    """Something or nothing; or one of several plain kinds, which stays as it is."""
    others = [one for one in args if one is not type(None)]
    if len(others) == 1:
        reader = _reader(others[0])
        return lambda plain: None if plain is None else reader(plain)
    kinds = tuple(get_origin(one) or one for one in args)
    return partial(_read_plain, kinds)


def _read_plain(kinds: tuple[Any, ...], plain: Json) -> Json:
    if type(plain) not in kinds:
        raise TypeError(f"{type(plain).__name__} is not expected")
    return plain


def _read_tuple(reader: Reader, plain: Json) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise TypeError("a list is expected")
    return tuple(map(reader, plain))


def _read_mapping(reader: Reader, plain: Json) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise TypeError("names with values are expected")
    return {name: reader(value) for name, value in plain.items()}


def _read_scalar(hint: Any, plain: Json) -> Any:
    if type(plain) is not hint:
        raise TypeError(f"{hint.__name__} expected, not {type(plain).__name__}")
    return plain


def _read_datetime(plain: Any) -> datetime:
    at = datetime.fromisoformat(plain)
    if at.tzinfo is None:
        raise ValueError("a moment without its offset from UTC")
    return at.astimezone(UTC)


def _read_timedelta(plain: Any) -> timedelta:
    if not isinstance(plain, int | float):
        raise TypeError("seconds are expected")
    return timedelta(seconds=plain)


_SCALARS: Mapping[Any, Reader] = {
    datetime: _read_datetime,
    date: date.fromisoformat,
    timedelta: _read_timedelta,
}
