"""Working time and clocks once more, minute by minute, with nothing shared but the values.

``OpenMinutes`` looks at the wall clock of every minute of a window. Moments and blocks are whole minutes here, so a
minute is open or it is not; what is counted is a sum over minutes, and what is due is the first minute that reaches it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from itertools import accumulate
from zoneinfo import ZoneInfo

from core.sla.calendar import Block, Calendar, DayKind

MINUTE = dt.timedelta(minutes=1)


def worked_minutes(calendar: Calendar, date: dt.date) -> set[int]:
    """Minutes of wall time, counted from the date's midnight, that this date's own hours hold; past 1440: next day."""
    special = [one for one in calendar.days if one.date == date]
    blocks: tuple[Block, ...] = calendar.week[date.weekday()]
    if any(one.kind is DayKind.HOLIDAY for one in special):
        blocks = ()
    for one in special:
        if one.kind is DayKind.MAKE_UP:
            blocks = calendar.week[one.works_as if one.works_as is not None else 0]
    minutes = {m for block in blocks for m in range(block.start // 60, block.end // 60)}
    for one in special:
        if one.kind is DayKind.OPENING:
            minutes |= {m for block in one.blocks for m in range(block.start // 60, block.end // 60)}
    for one in special:
        if one.kind is DayKind.CLOSURE:
            if not one.blocks:
                return set()
            minutes -= {m for block in one.blocks for m in range(block.start // 60, block.end // 60)}
    return minutes


class OpenMinutes:
    """The open minutes of a window of days, from midnight UTC of its first date."""

    def __init__(self, calendar: Calendar, first: dt.date, days: int) -> None:
        self.begin = dt.datetime.combine(first, dt.time(), dt.UTC)
        zone = ZoneInfo(calendar.zone)
        worked = {
            first + dt.timedelta(days=n): worked_minutes(calendar, first + dt.timedelta(days=n))
            for n in range(-3, days + 3)
        }
        self.open = bytearray(days * 1440)
        for n in range(days * 1440):
            wall = (self.begin + n * MINUTE).astimezone(zone)
            minute, date = wall.hour * 60 + wall.minute, wall.date()
            before = worked.get(date - dt.timedelta(days=1), set())
            self.open[n] = minute in worked.get(date, set()) or minute + 1440 in before
        self.sums = [0, *accumulate(self.open)]

    def at(self, minute: int) -> dt.datetime:
        return self.begin + minute * MINUTE

    def elapsed(self, a: int, b: int) -> int:
        return self.sums[b] - self.sums[a]

    def add(self, start: int, minutes: int) -> int | None:
        """The first minute at which so many open ones lie behind; None: not in this window."""
        if minutes == 0:
            return start
        found = bisect_left(self.sums, self.sums[start] + minutes)
        return found if found < len(self.sums) else None
