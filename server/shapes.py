"""The OpenAPI shape of a message, read from its dataclass: the description cannot lag behind the program."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin

from core.sync.plain import shape_of

_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "format": "int64", "minimum": -(1 << 63), "maximum": (1 << 63) - 1},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    timedelta: {"type": "number", "description": "seconds"},
}


def schema_of(hint: Any) -> dict[str, Any]:
    """JSON Schema of a type hint as ``core.sync.plain`` writes it. What is not described further may be anything."""
    if isinstance(hint, NewType):
        return schema_of(hint.__supertype__)
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if get_origin(hint) is not None:
        return _several(get_origin(hint), get_args(hint))
    if is_dataclass(hint):
        return _object(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [one.value for one in hint]}
    return {}


def _several(origin: Any, parts: tuple[Any, ...]) -> dict[str, Any]:
    if origin in (types.UnionType, Union):
        given = [part for part in parts if part is not type(None)]
        return {"anyOf": [schema_of(given[0]), {"type": "null"}]} if len(given) == 1 else {}
    if origin is tuple:
        return {"type": "array", "items": schema_of(parts[0])}
    return {"type": "object", "additionalProperties": True} if issubclass(origin, Mapping) else {}


def _object(kind: Any) -> dict[str, Any]:
    shape = shape_of(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {name: schema_of(hint) for name, (hint, _) in shape.items()},
        "required": [name for name, (_, required) in shape.items() if required],
    }
