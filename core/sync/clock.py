"""The hybrid logical clock: stamps that sort like time and never contradict what a desk has seen."""

from __future__ import annotations

import re

from core.ids import DeskId

_COUNTER_END = 0x10000
_STAMP = re.compile(r"([0-9a-f]{12})-[0-9a-f]{4}-.+")
AHEAD_MS = 24 * 3600 * 1000  # no clock that anybody looks at is wrong by more


def stamp_after(last: str, physical_ms: int, desk: DeskId) -> str:
    """The next stamp on this desk: not before the wall clock, and after ``last`` ("" for none), whatever the clock did.

    Stamps compare as text: milliseconds, a counter within one, and the desk's id, which breaks ties.
    """
    millis, counter = (int(part, 16) for part in last.split("-", 2)[:2]) if last else (-1, 0)
    if physical_ms > millis:
        millis, counter = physical_ms, 0
    else:
        counter += 1
        if counter == _COUNTER_END:
            millis, counter = millis + 1, 0
    return f"{millis:012x}-{counter:04x}-{desk}"


def latest_ms(known: str, physical_ms: int) -> int:
    """What is believed at most: a day ahead of the clock, or next to the highest stamp there was.

    The second is for a clock that was set back: it must not stop the floor, and gives nobody more than a millisecond.
    """
    return max(physical_ms + AHEAD_MS, millis_of(known) + 1)


def millis_of(stamp: str) -> int:
    """Its milliseconds; -1 for what is no stamp."""
    found = _STAMP.fullmatch(stamp)
    return int(found[1], 16) if found else -1


def is_stamp(text: str) -> bool:
    """Whether ``stamp_after`` can go on from it."""
    return _STAMP.fullmatch(text) is not None
