"""Every measure once: what it says, how it is worked out, in which unit, and whose usage that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from core.reporting.counters import Tally
from core.words import Sentence

Value = Callable[[Tally], float | None]


class Unit(Enum):
    """What a value counts."""

    COUNT = "count"
    PERCENT = "percent"
    SECONDS = "seconds"
    DAYS = "days"
    RATIO = "ratio"


class Wish(Enum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


ITIL = Sentence("ITIL usage")
WORKFORCE = Sentence("common workforce-management usage")
CENTRES = Sentence("common usage of call centres, as in the COPC standard")
OURS = Sentence("Ringdesk's choice where usage differs")


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` is None where there is nothing to work it out from. ``behind``: counters whose tickets can be shown."""

    id: str
    name: Sentence
    means: Sentence
    formula: Sentence
    unit: Unit
    wish: Wish
    source: Sentence
    value: Value
    behind: tuple[str, ...] = ()
    of_calls: bool = False


def count(name: str) -> Value:
    """None where it was not asked for: a call has no category."""
    return lambda tally: float(tally[name]) if name in tally else None


def ratio(above: str, below: str, scale: float = 1.0) -> Value:
    def value(tally: Tally) -> float | None:
        part, whole = tally.get(above), tally.get(below)
        return scale * part / whole if part is not None and whole else None

    return value


def percent(above: str, below: str) -> Value:
    return ratio(above, below, 100.0)


def met(kind: str) -> Value:
    """Of the clocks that were judged, those that were in time."""

    def value(tally: Tally) -> float | None:
        in_time, late = tally.get(f"{kind}_met", 0), tally.get(f"{kind}_missed", 0)
        return 100.0 * in_time / (in_time + late) if in_time + late else None

    return value


def backlog_rate(tally: Tally) -> float | None:
    if "backlog" not in tally:
        return None
    whole = tally["backlog"] + tally.get("resolved", 0)
    return 100.0 * tally["backlog"] / whole if whole else None


def handle_time(tally: Tally) -> float | None:
    """Each part is an average over the calls of which it is known."""
    talk = ratio("talk_s", "handled")(tally)
    if talk is None:
        return None
    hold, wrap = ratio("hold_s", "hold_known")(tally), ratio("wrap_s", "wrap_known")(tally)
    return talk + (hold or 0.0) + (wrap or 0.0)
