"""What one call adds to the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.calls.model import Direction, EndReason
from core.reporting.counters import CALL_PLACE, HOUR_COUNTERS, WITHIN, Part
from core.sla.zones import SECOND

REPEAT_DAYS = 7
REPEAT_US = REPEAT_DAYS * 86_400 * SECOND
_IN = Direction.INCOMING.value
HOUR_PLACE = {name: place for place, name in enumerate(HOUR_COUNTERS)}
_ELSEWHERE, _DECLINED, _MISSED = (
    EndReason.ANSWERED_ELSEWHERE.value,
    EndReason.DECLINED.value,
    EndReason.MISSED.value,
)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call as it is counted; moments in microseconds, lengths in seconds (None: nobody measured it).

    ``is_repeat``: the same number had called within the days before.
    """

    direction: str
    began: int
    answered: int | None
    ended: int | None
    end: str | None
    agent: str = ""
    queue: str = ""
    held: int | None = None
    wrap_up: int | None = None
    is_repeat: bool = False


def counts_of(call: CallFacts) -> list[tuple[str, int]]:
    """All of them belong to the moment at which it began. A call that still rings counts nothing yet."""
    return list(_incoming(call) if call.direction == _IN else _outgoing(call))


def call_parts(counts: list[tuple[str, int]], day: int) -> tuple[Part, ...]:
    return tuple([Part(day, CALL_PLACE[name], amount) for name, amount in counts if amount])


def hour_counts(call: CallFacts, counts: list[tuple[str, int]]) -> list[tuple[int, int]]:
    """For the week's heat map: places in ``HOUR_COUNTERS``."""
    if call.direction != _IN:
        return []
    return [(HOUR_PLACE[name], amount) for name, amount in counts if amount and name in HOUR_PLACE]


def _incoming(call: CallFacts) -> Iterator[tuple[str, int]]:
    if call.answered is None:
        if call.ended is None or call.end == _ELSEWHERE:
            return  # whoever answered it counts it
        yield "offered", 1
        yield "declined", int(call.end == _DECLINED)
        yield "abandoned", int(call.end == _MISSED)
    else:
        wait = max(0, call.answered - call.began) // SECOND
        yield "offered", 1
        yield "answered", 1
        yield "wait_s", wait
        for most in WITHIN:
            yield f"within_{most}", int(wait <= most)
        yield from _handled(call)
    yield "repeat", int(call.is_repeat)


def _outgoing(call: CallFacts) -> Iterator[tuple[str, int]]:
    if call.answered is None and call.ended is None:
        return
    yield "dialled", 1
    yield "reached", int(call.answered is not None)


def _handled(call: CallFacts) -> Iterator[tuple[str, int]]:
    """Once it is over. Where nobody measured the hold, it is in the talk time."""
    if call.answered is None or call.ended is None:
        return
    whole = max(0, call.ended - call.answered) // SECOND
    held = min(whole, call.held or 0)
    yield "handled", 1
    yield "talk_s", whole - held
    if call.held is not None:
        yield "hold_known", 1
        yield "hold_s", held
    if call.wrap_up is not None:
        yield "wrap_known", 1
        yield "wrap_s", call.wrap_up
