"""Working time: how much of it lies between two moments, and when an amount of it is used up.

An instant is open when the wall clock of the calendar's zone shows a time in a block of its date, or in a block that
an earlier date began and that runs over midnight. So an hour that daylight saving takes does not exist, and one that it
gives twice counts twice. Intervals are half-open. An amount used up exactly at closing time is used up at that closing
time, not at the next opening.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.zones import DAY, MICROSECOND, SECOND, from_us, stretches, to_us

REACH = 20  # years ahead in which an amount must be used up
_FIRST = dt.date(1970, 1, 1).toordinal()
_MARGIN = 3  # days around a year: blocks over midnight, and zones up to a day away from UTC

_EARLIEST, _LAST_YEAR = dt.date(1900, 1, 1).toordinal(), 2200
_LATEST = dt.date(_LAST_YEAR, 12, 31).toordinal()

Interval = tuple[int, int]


def blocks_on(calendar: Calendar, day: dt.date, special: Sequence[Day]) -> list[Block]:
    """What is worked on a date: its week, unless a holiday or a make-up day says otherwise; openings; less closures."""
    blocks = list(calendar.week[day.weekday()])
    if any(one.kind is DayKind.HOLIDAY for one in special):
        blocks = []
    for one in special:
        if one.kind is DayKind.MAKE_UP:
            blocks = list(calendar.week[one.works_as or 0])
    for one in special:
        if one.kind is DayKind.OPENING:
            blocks += one.blocks
    for one in special:
        if one.kind is DayKind.CLOSURE:
            blocks = _without(blocks, one.blocks) if one.blocks else []
    return blocks


def _without(blocks: list[Block], closed: Sequence[Block]) -> list[Block]:
    for cut in closed:
        left: list[Block] = []
        for block in blocks:
            if block.start < min(block.end, cut.start):
                left.append(Block(block.start, min(block.end, cut.start)))
            if max(block.start, cut.end) < block.end:
                left.append(Block(max(block.start, cut.end), block.end))
        blocks = left
    return blocks


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Open intervals of some years, merged; ``before`` and ``after``: working time up to each one's start and end."""

    first: int  # the years
    last: int
    begin: int  # what they cover for certain
    end: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    def total(self, at: int) -> int:
        place = bisect_right(self.starts, at) - 1
        if place < 0:
            return 0
        return self.before[place] + min(at, self.ends[place]) - self.starts[place]


class WorkingTime:
    """A calendar made ready: years are compiled when they are first asked for, and swapped in whole."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._special: dict[dt.date, list[Day]] = {}
        for day in calendar.days:
            self._special.setdefault(day.date, []).append(day)
        self._works = any(calendar.week) or any(day.kind is DayKind.OPENING for day in calendar.days)
        self._years: dict[int, list[Interval]] = {}
        self._compiled = _Compiled(0, -1, 0, -1, (), (), (), ())

    def elapsed(self, a: dt.datetime, b: dt.datetime) -> dt.timedelta:
        return self.elapsed_us(to_us(a), to_us(b)) * MICROSECOND

    def add(self, start: dt.datetime, duration: dt.timedelta) -> dt.datetime | None:
        """The smallest moment from ``start`` on at which ``duration`` is used up; None: not within twenty years."""
        found = self.add_us(to_us(start), duration // MICROSECOND)
        return None if found is None else from_us(found)

    def is_open(self, at: dt.datetime) -> bool:
        us = to_us(at)
        return self.next_opening_us(us) == us

    def next_opening(self, at: dt.datetime) -> dt.datetime | None:
        """The moment itself when open."""
        found = self.next_opening_us(to_us(at))
        return None if found is None else from_us(found)

    def spans(self, a: dt.datetime, b: dt.datetime) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
        """The open intervals between two moments."""
        return tuple((from_us(start), from_us(end)) for start, end in self.spans_us(to_us(a), to_us(b)))

    def elapsed_us(self, a: int, b: int) -> int:
        compiled = self._compiled
        if a < compiled.begin or b < compiled.begin or a >= compiled.end or b >= compiled.end:
            compiled = self._covering(min(a, b), max(a, b))
        return compiled.total(b) - compiled.total(a)

    def add_us(self, start: int, duration: int) -> int | None:
        if duration <= 0:
            return start
        compiled = self._compiled
        if not compiled.begin <= start < compiled.end:
            compiled = self._covering(start, start)
        while self._works:
            wanted = compiled.total(start) + duration
            place = bisect_left(compiled.after, wanted)
            if place < len(compiled.after):
                return compiled.starts[place] + wanted - compiled.before[place]
            if compiled.last >= min(_year_of(start) + REACH, _LAST_YEAR):
                break
            compiled = self._covering(start, compiled.end + DAY)
        return None

    def reach_us(self, start: int, durations: Sequence[int]) -> list[int | None]:
        """What ``add_us`` says, for several amounts from one start: it is looked up once."""
        compiled = self._compiled
        if not compiled.begin <= start < compiled.end:
            return [self.add_us(start, one) for one in durations]
        starts, before, after = compiled.starts, compiled.before, compiled.after
        place = (
            bisect_right(starts, start) - 1
        )  # ``total``, written out: this runs half a million times at a stretch
        total = before[place] + min(start, compiled.ends[place]) - starts[place] if place >= 0 else 0
        found: list[int | None] = []
        for duration in durations:
            place = bisect_left(after, total + duration) if duration > 0 else len(after)
            if place < len(after):
                found.append(starts[place] + total + duration - before[place])
            else:
                found.append(self.add_us(start, duration))
        return found

    def next_opening_us(self, at: int) -> int | None:
        soon = self.add_us(at, 1)
        return None if soon is None else soon - 1

    def spans_us(self, a: int, b: int) -> Iterator[Interval]:
        compiled = self._covering(a, b)
        for place in range(max(0, bisect_right(compiled.starts, a) - 1), bisect_left(compiled.starts, b)):
            start, end = max(a, compiled.starts[place]), min(b, compiled.ends[place])
            if start < end:
                yield start, end

    def _covering(self, a: int, b: int) -> _Compiled:
        """Compiled from the year before ``a`` to the year after ``b``, and what was compiled already."""
        compiled = self._compiled
        if compiled.begin <= a and b < compiled.end:
            return compiled
        first, last = _year_of(a) - 1, _year_of(b) + 1
        if compiled.first <= compiled.last:
            first, last = min(first, compiled.first), max(last, compiled.last)
        self._compiled = fresh = self._compile(first, last)
        return fresh

    def _compile(self, first: int, last: int) -> _Compiled:
        merged: list[list[int]] = []
        for start, end in sorted(one for year in range(first, last + 1) for one in self._year(year)):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        before, after, total = [], [], 0
        for start, end in merged:
            before.append(total)
            total += end - start
            after.append(total)
        begin = (dt.date(first, 1, 1).toordinal() - _FIRST + _MARGIN) * DAY
        end = (dt.date(last, 12, 31).toordinal() - _FIRST - _MARGIN) * DAY
        starts, ends = tuple(one[0] for one in merged), tuple(one[1] for one in merged)
        return _Compiled(first, last, begin, end, starts, ends, tuple(before), tuple(after))

    def _year(self, year: int) -> list[Interval]:
        if year not in self._years:
            self._years[year] = list(self._intervals(year))
        return self._years[year]

    def _intervals(self, year: int) -> Iterator[Interval]:
        """Each block of the year's dates, cut where the zone's distance from UTC changes."""
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        steady = list(
            stretches(self._zone, (first - _FIRST - _MARGIN) * DAY, (last - _FIRST + _MARGIN) * DAY)
        )
        for ordinal in range(first, last + 1):
            date = dt.date.fromordinal(ordinal)
            midnight = (ordinal - _FIRST) * DAY
            for block in blocks_on(self.calendar, date, self._special.get(date, ())):
                wall = midnight + block.start * SECOND, midnight + block.end * SECOND
                for begin, end, offset in steady:
                    start, stop = max(wall[0] - offset, begin), min(wall[1] - offset, end)
                    if start < stop:
                        yield start, stop


def _year_of(us: int) -> int:
    """Of the years that calendars are for: a clock that shows the year 9999 must not compile eight thousand."""
    return dt.date.fromordinal(min(max(us // DAY + _FIRST, _EARLIEST), _LATEST)).year
