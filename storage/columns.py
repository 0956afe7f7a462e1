"""Moments and lists as columns: microseconds since 1970, so that they sort and come back exact, and JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any, overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@overload
def micros(at: datetime) -> int: ...
@overload
def micros(at: datetime | None) -> int | None: ...
def micros(at: datetime | None) -> int | None:
    return None if at is None else (at - _EPOCH) // MICROSECOND


@overload
def moment(value: int) -> datetime: ...
@overload
def moment(value: int | None) -> datetime | None: ...
def moment(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + value * MICROSECOND


def to_json(value: object) -> str:
    """ASCII only: whatever was typed, half a character too, survives in a draft."""
    return json.dumps(value, separators=(",", ":"))


def from_json(text: str) -> Any:
    return json.loads(text)
