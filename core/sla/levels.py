"""The book of service levels ready for reading: which edition held when, whose policy is which, which hours count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

from core.sla.calendar import Calendar
from core.sla.choosing import first_policy
from core.sla.history import Terms
from core.sla.hours import WorkingTime
from core.sla.policy import Book, Edition, Policy, Step, Target, TargetKind
from core.sla.zones import from_us, to_us

_MICROSECOND = timedelta(microseconds=1)
# A promise has a clock although no policy speaks of call-backs: these steps are its own.
PROMISE_STEPS = (
    Step("promise-soon", offset=timedelta(minutes=-10), ways=("screen", "sound"), any_time=True),
    Step("promise-due", ways=("screen", "sound", "tray"), any_time=True, is_urgent=True),
)
PROMISE = Target(TargetKind.CALL_BACK, (None,) * 4, steps=PROMISE_STEPS)


class Hours(Protocol):
    """Time that counts, in microseconds."""

    def elapsed_us(self, a: int, b: int) -> int: ...
    def add_us(self, start: int, duration: int) -> int | None: ...
    def reach_us(self, start: int, durations: Sequence[int]) -> list[int | None]: ...


class AllTime:
    """Every moment counts: a promise is kept by the clock on the wall."""

    def elapsed_us(self, a: int, b: int) -> int:
        return b - a

    def add_us(self, start: int, duration: int) -> int | None:
        return start + duration

    def reach_us(self, start: int, durations: Sequence[int]) -> list[int | None]:
        return [start + one for one in durations]


ALL_TIME = AllTime()


@dataclass(frozen=True, slots=True)
class Plan:
    """A target as it is for one priority, ready to be read: amounts of counted time in microseconds."""

    target: Target
    time: int
    risk: int
    steps: tuple[tuple[int, Step], ...]
    first: int | None = None  # the amount of the first step


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for a ticket: its policy, the hours, and a plan for each kind of clock that is promised.

    ``answers``: the policy speaks of a first answer. ``clocks``: the plans of first response, next update and
    resolution, in this order: a hundred thousand tickets are read by them at once.
    """

    policy: Policy
    hours: Hours
    plans: dict[TargetKind, Plan]
    answers: bool
    clocks: tuple[Plan | None, Plan | None, Plan | None]


def plan_for(target: Target, time: timedelta) -> Plan:
    """Percentages and offsets as counted time: a step before the beginning is due at the beginning."""
    whole = time // _MICROSECOND
    steps = (
        (whole * one.percent // 100 if one.percent is not None else whole + one.offset // _MICROSECOND, one)
        for one in target.steps
    )
    ordered = sorted(((max(0, amount), one) for amount, one in steps), key=lambda pair: pair[0])
    first = ordered[0][0] if ordered else None
    return Plan(target, whole, whole * target.at_risk_percent // 100, tuple(ordered), first)


@lru_cache(maxsize=1024)
def plan_for_promise(target: Target | None, time: timedelta) -> Plan:
    """The time of a promise is the agent's own; the policy may say what happens on the way."""
    return plan_for(target or PROMISE, time)


class ServiceLevels:
    """The book as of a moment: what begins later is not read yet. Hours are compiled once for equal calendars."""

    def __init__(self, book: Book, now: datetime) -> None:
        self.book = book
        self._now = to_us(now)
        self._begins = [to_us(one.valid_from) for one in book.editions]
        self._hours: dict[Calendar, WorkingTime] = {}
        self._chosen: dict[tuple[str, Terms], Chosen | None] = {}

    @property
    def newest(self) -> Edition | None:
        return self.at_us(self._now)

    @property
    def next_begin(self) -> datetime | None:
        """When the next edition comes into force."""
        place = bisect_right(self._begins, self._now)
        return from_us(self._begins[place]) if place < len(self._begins) else None

    def at(self, moment: datetime) -> Edition | None:
        return self.at_us(to_us(moment))

    def at_us(self, moment: int) -> Edition | None:
        """What held then; before the first edition, the first."""
        if not self._begins:
            return None
        return self.book.editions[max(0, bisect_right(self._begins, moment) - 1)]

    def edition(self, id_: str) -> Edition | None:
        return next((one for one in self.book.editions if one.id == id_), None)

    def working(self, edition: Edition, calendar: str) -> WorkingTime | None:
        found = edition.calendar(calendar)
        if found is None:
            return None
        if found not in self._hours:
            self._hours[found] = WorkingTime(found)
        return self._hours[found]

    def chosen(self, edition: Edition, terms: Terms) -> Chosen | None:
        """None: no policy is for such a ticket."""
        key = (edition.id, terms)
        if key not in self._chosen:
            self._chosen[key] = self._choose(edition, terms)
        return self._chosen[key]

    def _choose(self, edition: Edition, terms: Terms) -> Chosen | None:
        policy = first_policy(terms, edition)
        hours = self.working(edition, policy.calendar) if policy else None
        if policy is None or hours is None:
            return None
        plans = {}
        for target in policy.targets:
            time = target.time_for(terms.priority)
            if time is not None:
                plans[target.kind] = plan_for(target, time)
        answers = policy.target(TargetKind.FIRST_RESPONSE) is not None
        first = plans.get(TargetKind.FIRST_RESPONSE)
        clocks = first, plans.get(TargetKind.NEXT_UPDATE), plans.get(TargetKind.RESOLUTION)
        return Chosen(policy, hours, plans, answers, clocks)


def begins(levels: ServiceLevels) -> list[tuple[int, Edition]]:
    """Every edition with the moment from which it holds, in order."""
    return [(to_us(one.valid_from), one) for one in levels.book.editions]
