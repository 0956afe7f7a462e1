"""Random calendars for the tests: several blocks, nights, holidays, make-up days, closures, openings, many zones."""

from __future__ import annotations

import datetime as dt
from random import Random

from core.sla.calendar import Block, Calendar, Day, DayKind

ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia", "Asia/Shanghai",
    "Africa/Casablanca", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "UTC",
)  # fmt: skip
# Weeks in which something happens: clocks change in either hemisphere, February has 29 days, a zone skips a day.
WEEKS = (
    dt.date(2026, 3, 25), dt.date(2026, 10, 21), dt.date(2026, 3, 4), dt.date(2026, 10, 28), dt.date(2026, 4, 1),
    dt.date(2026, 9, 30), dt.date(2024, 2, 25), dt.date(2025, 12, 27), dt.date(2011, 12, 26), dt.date(1988, 4, 12),
    dt.date(2026, 9, 3), dt.date(2025, 2, 19), dt.date(2025, 4, 3),
)  # fmt: skip


def random_blocks(random: Random) -> tuple[Block, ...]:
    """None to three that do not overlap; the last may run over midnight."""
    edges = sorted(random.sample(range(1, 2 * 24 * 4 - 40), random.choice((0, 2, 2, 4, 4, 6))))
    blocks = [
        Block(a * 900 // 2 // 60 * 60, b * 900 // 2 // 60 * 60)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    if blocks and random.random() < 0.25:
        last = blocks[-1]
        blocks[-1] = Block(last.start, min(last.start + 86400, 86400 + random.randrange(60, 30000, 60)))
    return tuple(one for one in blocks if one.start < one.end)


def random_calendar(random: Random, around: dt.date) -> Calendar:
    week = tuple(random_blocks(random) for _ in range(7))
    if random.random() < 0.1:
        week = ((Block(0, 86400),),) * 7
    days = []
    for n in random.sample(range(-2, 14), random.randint(0, 6)):
        kind = random.choice(tuple(DayKind))
        blocks = random_blocks(random) if kind in (DayKind.CLOSURE, DayKind.OPENING) else ()
        works_as = random.choice((None, 0, 4, 6)) if kind is DayKind.MAKE_UP else None
        if kind is not DayKind.OPENING or blocks:
            days.append(Day(around + dt.timedelta(days=n), kind, "", works_as, blocks))
    return Calendar("c", "C", random.choice(ZONES), week, tuple(days))


def office(zone: str = "Asia/Shanghai", days: tuple[Day, ...] = (), id_: str = "office") -> Calendar:
    """Monday to Friday 9-12 and 13-18: the calendar of the cases written by hand."""
    hours = (Block(9 * 3600, 12 * 3600), Block(13 * 3600, 18 * 3600))
    return Calendar(id_, "Office", zone, (hours,) * 5 + ((), ()), days)
