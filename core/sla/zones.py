"""Moments as whole numbers, and where a time zone's distance from UTC stays the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

SECOND = 1_000_000  # everything inside is in microseconds since 1970, UTC
DAY = 86_400 * SECOND
MICROSECOND = dt.timedelta(microseconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def to_us(at: dt.datetime) -> int:
    return (at - _EPOCH) // MICROSECOND


def from_us(us: int) -> dt.datetime:
    return _EPOCH + us * MICROSECOND


def stretches(zone: ZoneInfo, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Where the zone's distance from UTC stays the same: (from, to, distance)."""
    start, offset = begin, _offset(zone, begin)
    for at in range(begin, end, DAY):
        later = _offset(zone, min(at + DAY, end))
        if later != offset:
            change = _change(zone, at, min(at + DAY, end))
            yield start, change, offset
            start, offset = change, later
    yield start, end, offset


def _change(zone: ZoneInfo, low: int, high: int) -> int:
    """The first second of the new distance, between two moments whose distances differ."""
    was = _offset(zone, low)
    while high - low > SECOND:
        middle = (low + high) // (2 * SECOND) * SECOND
        low, high = (middle, high) if _offset(zone, middle) == was else (low, middle)
    return high


def _offset(zone: ZoneInfo, us: int) -> int:
    offset = from_us(us).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // MICROSECOND
