"""A second, naive implementation agrees: 100,000 comparisons of random cases, sums and due moments."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from core.sla.hours import WorkingTime
from tests.core.sla.calendars import WEEKS, random_calendar
from tests.core.sla.naive import MINUTE, OpenMinutes

SEED, ROUNDS, CASES, DAYS = 20261124, 25, 2000, 9


@pytest.mark.parametrize("part", range(ROUNDS * 2))
def test_minute_by_minute_says_the_same(part: int) -> None:
    random = Random(SEED + part)
    first = WEEKS[part % len(WEEKS)]
    calendar = random_calendar(random, first)
    fast, slow = WorkingTime(calendar), OpenMinutes(calendar, first, DAYS)
    last, compared = DAYS * 1440, 0
    while compared < CASES:
        a, b = sorted((random.randrange(last), random.randrange(last)))
        story = (SEED + part, calendar, slow.at(a), slow.at(b))
        assert fast.elapsed(slow.at(a), slow.at(b)) == slow.elapsed(a, b) * MINUTE, story
        wanted = random.randrange(0, 3000)
        due = slow.add(a, wanted)
        compared += 1 + (due is not None)
        if due is not None:
            assert fast.add(slow.at(a), wanted * MINUTE) == slow.at(due), (*story, wanted)


def test_the_cases_add_up_to_a_hundred_thousand() -> None:
    assert ROUNDS * 2 * CASES >= 100_000


def test_seconds_count_too() -> None:
    """Second by second over an hour around each edge of a day with lunch."""
    calendar = random_calendar(Random(7), dt.date(2026, 3, 25))
    fast, slow = WorkingTime(calendar), OpenMinutes(calendar, dt.date(2026, 3, 25), 7)
    for second in range(0, 7 * 86400, 97):
        at = slow.begin + dt.timedelta(seconds=second)
        assert fast.is_open(at) == bool(slow.open[second // 60]), at
