"""Frozen dataclasses to plain JSON values and back, led by their type hints."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from core.words import Sentence

_SENTENCE = "$sentence"


class NotUnderstood(ValueError):
    """What came over the wire is not what was agreed on."""


def to_plain(value: object) -> object:
    """What ``json`` can write. A value inside a sentence that JSON does not know becomes text."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Sentence):
        return {"template": value.template, "values": {k: _said(v) for k, v in value.values.items()}}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise NotUnderstood(type(value).__name__)


def _said(value: object) -> object:
    if isinstance(value, Sentence):
        return {_SENTENCE: to_plain(value)}
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def from_plain(hint: Any, plain: object) -> Any:
    """A value of type ``hint``. Fields it does not know are left aside; missing ones take their default."""
    if isinstance(hint, NewType):
        return from_plain(hint.__supertype__, plain)
    if get_origin(hint) in (Union, types.UnionType):
        return None if plain is None else from_plain(_only(hint), plain)
    if get_origin(hint) is tuple:
        return tuple(from_plain(get_args(hint)[0], one) for one in _as(list, plain))
    if hint in _READERS:
        return _READERS[hint](plain)
    if issubclass(hint, Enum):
        return _member(hint, plain)
    return _record(hint, _as(dict, plain))


def _only(hint: Any) -> Any:
    return next(one for one in get_args(hint) if one is not type(None))


def _as(kind: type, plain: object) -> Any:
    if not isinstance(plain, kind) or (isinstance(plain, bool) and kind is not bool):
        raise NotUnderstood(f"{kind.__name__} expected")
    return plain


def _number(plain: object) -> float:
    return float(plain) if isinstance(plain, int) and not isinstance(plain, bool) else _as(float, plain)


def _moment(plain: object) -> datetime:
    try:
        return datetime.fromisoformat(_as(str, plain))
    except ValueError as why:
        raise NotUnderstood("time expected") from why


def _member(hint: type[Enum], plain: object) -> Enum:
    try:
        return hint(plain)
    except ValueError as why:
        raise NotUnderstood(f"{hint.__name__} expected") from why


def _sentence(plain: object) -> Sentence:
    known = _as(dict, plain)
    values = _as(dict, known.get("values", {}))
    return Sentence(_as(str, known.get("template")), {k: _heard(v) for k, v in values.items()})


def _heard(value: object) -> object:
    return _sentence(value[_SENTENCE]) if isinstance(value, dict) and _SENTENCE in value else value


def _record(hint: Any, plain: Mapping[str, object]) -> Any:
    hints = _hints(hint)
    try:
        return hint(**{name: from_plain(hints[name], plain[name]) for name in hints if name in plain})
    except TypeError as why:
        raise NotUnderstood(f"{hint.__name__} is not complete") from why


@cache
def _hints(hint: type) -> Mapping[str, Any]:
    known = get_type_hints(hint)
    return {field.name: known[field.name] for field in fields(hint)}


_READERS: Mapping[Any, Callable[[object], Any]] = {
    str: lambda plain: _as(str, plain),
    bool: lambda plain: _as(bool, plain),
    int: lambda plain: _as(int, plain),
    float: _number,
    datetime: _moment,
    Sentence: _sentence,
}
