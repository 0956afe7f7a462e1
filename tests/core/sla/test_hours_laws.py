"""What holds of working time for every calendar: over random ones, in zones whose clocks change."""

from __future__ import annotations

import datetime as dt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.sla.hours import WorkingTime
from tests.core.sla.calendars import WEEKS, random_calendar

SECONDS = st.integers(0, 12 * 86400)
SEEDS = st.integers(0, 400)


def working(seed: int) -> tuple[WorkingTime, dt.datetime]:
    week = WEEKS[seed % len(WEEKS)]
    return WorkingTime(random_calendar(Random(seed), week)), dt.datetime.combine(week, dt.time(), dt.UTC)


def plus(begin: dt.datetime, seconds: int) -> dt.datetime:
    return begin + dt.timedelta(seconds=seconds)


@settings(max_examples=300, deadline=None)
@given(SEEDS, SECONDS, SECONDS, SECONDS)
def test_the_parts_add_up(seed: int, x: int, y: int, z: int) -> None:
    hours, begin = working(seed)
    a, b, c = plus(begin, x), plus(begin, y), plus(begin, z)
    assert hours.elapsed(a, b) + hours.elapsed(b, c) == hours.elapsed(a, c)
    assert hours.elapsed(a, b) == -hours.elapsed(b, a)


@settings(max_examples=300, deadline=None)
@given(SEEDS, SECONDS, st.integers(0, 200_000), st.integers(0, 50_000))
def test_due_never_comes_earlier_for_a_later_start_or_a_longer_target(
    seed: int, x: int, target: int, more: int
) -> None:
    hours, begin = working(seed)
    due = hours.add(plus(begin, x), dt.timedelta(seconds=target))
    later = hours.add(plus(begin, x + more), dt.timedelta(seconds=target))
    longer = hours.add(plus(begin, x), dt.timedelta(seconds=target + more))
    if due is None:
        assert later is None
        assert longer is None
        return
    assert later is None or later >= due
    assert longer is None or longer >= due


@settings(max_examples=300, deadline=None)
@given(SEEDS, SECONDS, st.integers(1, 200_000))
def test_what_is_added_has_elapsed_and_not_a_moment_sooner(seed: int, x: int, target: int) -> None:
    hours, begin = working(seed)
    start, wanted = plus(begin, x), dt.timedelta(seconds=target)
    due = hours.add(start, wanted)
    if due is not None:
        assert hours.elapsed(start, due) == wanted
        assert hours.elapsed(start, due - dt.timedelta(microseconds=1)) < wanted
        assert hours.is_open(due - dt.timedelta(microseconds=1))


@settings(max_examples=300, deadline=None)
@given(SEEDS, SECONDS, SECONDS)
def test_no_time_is_credited_outside_hours(seed: int, x: int, y: int) -> None:
    hours, begin = working(seed)
    a, b = plus(begin, min(x, y)), plus(begin, max(x, y))
    spans = hours.spans(a, b)
    assert sum((end - start for start, end in spans), dt.timedelta()) == hours.elapsed(a, b)
    last = a
    for start, end in spans:
        assert a <= start < end <= b
        assert hours.elapsed(last, start) == dt.timedelta()
        assert hours.is_open(start)
        assert not hours.is_open(end) or end == b
        last = end


def test_a_clock_that_shows_another_age_does_no_harm() -> None:
    hours, _ = working(3)
    far, early = dt.datetime(9999, 12, 30, tzinfo=dt.UTC), dt.datetime(1, 1, 2, tzinfo=dt.UTC)
    assert hours.add(far, dt.timedelta(hours=1)) is None
    assert hours.elapsed(early, far) > dt.timedelta()
    assert hours.next_opening(far) is None


@settings(max_examples=200, deadline=None)
@given(SEEDS, SECONDS)
def test_the_next_opening_is_now_or_the_first_open_moment(seed: int, x: int) -> None:
    hours, begin = working(seed)
    at = plus(begin, x)
    opening = hours.next_opening(at)
    if opening is None:
        return
    assert opening >= at
    assert hours.is_open(opening)
    assert hours.elapsed(at, opening) == dt.timedelta()
    assert hours.is_open(at) == (opening == at)
