"""The hybrid logical clock: stamps that sort like time and never contradict what a desk has seen."""

from __future__ import annotations

from core.ids import DeskId

_COUNTER_END = 0x10000


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
