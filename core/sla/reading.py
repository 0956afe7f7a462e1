"""What a service-level clock says when somebody looks: values only. Who reads is ``core.sla.clock``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from core.sla.policy import TargetKind
from core.words import Sentence


class SlaState(Enum):
    """Where a clock stands."""

    RUNNING = "running"
    AT_RISK = "at risk"
    PAUSED = "paused"
    BREACHED = "breached"  # still running, and late
    MET = "met"  # stopped in time
    MISSED = "missed"  # stopped, and late
    DROPPED = "dropped"  # stopped without being judged: a promise withdrawn, a target that no longer holds

    @property
    def is_over(self) -> bool:
        return self in (SlaState.MET, SlaState.MISSED, SlaState.DROPPED)


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock of one ticket, read at one moment.

    ``ref`` tells clocks of one kind apart: the promise's id, the number of the update round, "" otherwise. ``used``,
    ``left`` and ``paused`` are working time of the policy's calendar; ``left`` is negative when late. ``due`` is None
    while paused, and where the calendar has no working time for it. ``risk_at``: when it becomes at risk (None: paused
    or past being of use). ``breached_at``: when it became late: not before the change that made it so. ``edition`` is
    the id of the edition it was read by.
    """

    kind: TargetKind
    state: SlaState
    target: timedelta
    started_at: datetime
    used: timedelta
    left: timedelta
    paused: timedelta = timedelta(0)
    due: datetime | None = None
    risk_at: datetime | None = None
    breached_at: datetime | None = None
    stopped_at: datetime | None = None
    ref: str = ""
    policy: str = ""
    calendar: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Moments:
    """The cache of one ticket, free of ``now``: what lists sort by and the scheduler sleeps until.

    ``due`` is the first due moment of a clock that runs (``kind`` says which), ``risk_at`` when that clock becomes at
    risk; ``is_paused``: there are clocks, and all of them wait. ``next_step`` is the first moment of a step that was
    not fired, or a snooze that ends.
    """

    due: datetime | None = None
    kind: TargetKind | None = None
    risk_at: datetime | None = None
    is_paused: bool = False
    next_step: datetime | None = None


class Stretch(Enum):
    """What a piece of a day was, for one clock."""

    CLOSED = "closed"
    COUNTED = "counted"
    PAUSED = "paused"  # working time that was not counted
    LATE = "late"  # counted, after due
    AHEAD = "ahead"  # working time between now and due


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a day, half-open."""

    start: datetime
    end: datetime
    what: Stretch


@dataclass(frozen=True, slots=True)
class DayStrip:
    """One day in the calendar's time zone: its pieces in order without gaps, and why it is as it is (a holiday's name).

    ``counted`` and ``paused`` are of this day; ``total`` is counted so far, this day included.
    """

    day: date
    spans: tuple[Span, ...]
    counted: timedelta
    paused: timedelta
    total: timedelta
    name: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A moment on the strip: opened, pending, another priority, first contact, due, now."""

    at: datetime
    text: Sentence


@dataclass(frozen=True, slots=True)
class RuleTried:
    """A policy that was looked at when choosing; ``why_not`` is None for the one that was taken."""

    policy: str
    name: str
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything behind one reading, day by day. Long stretches without a change are cut: ``left_out`` days."""

    reading: Reading
    rules: tuple[RuleTried, ...]
    zone: str
    days: tuple[DayStrip, ...]
    happenings: tuple[Happening, ...]
    left_out: int = 0
