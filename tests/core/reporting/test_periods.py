"""Periods and what they are compared with; schedules and when they fall due."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.reporting.periods import NoPeriod, Period, Span, period_of, read_period
from core.reporting.schedules import NoTime, Rhythm, Schedule, next_due, read_time

WEDNESDAY = date(2026, 5, 13)


def days(text: str) -> Period:
    return read_period(text)


@pytest.mark.parametrize(
    ("span", "period", "before"),
    [
        (Span.TODAY, "2026-05-13", "2026-05-12"),
        (Span.YESTERDAY, "2026-05-12", "2026-05-11"),
        (Span.WEEK, "2026-05-11 2026-05-13", "2026-05-04 2026-05-06"),
        (Span.LAST_WEEK, "2026-05-04 2026-05-10", "2026-04-27 2026-05-03"),
        (Span.MONTH, "2026-05-01 2026-05-13", "2026-04-01 2026-04-13"),
        (Span.LAST_MONTH, "2026-04-01 2026-04-30", "2026-03-01 2026-03-31"),
    ],
)
def test_a_period_is_compared_with_the_same_days_before(span: Span, period: str, before: str) -> None:
    found = period_of(span, WEDNESDAY)
    assert found == days(period)
    assert found.before() == days(before)


def test_the_thirty_first_is_compared_with_the_end_of_a_shorter_month() -> None:
    assert period_of(Span.MONTH, date(2026, 5, 30)).before() == days("2026-04-01 2026-04-30")
    assert period_of(Span.MONTH, date(2026, 3, 29)).before() == days("2026-02-01 2026-02-28")


def test_any_other_period_is_compared_with_as_many_days_right_before() -> None:
    assert days("2026-05-05 2026-05-14").before() == days("2026-04-25 2026-05-04")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01 to 2026-05-31",
        "2026-05-01 至 2026-05-31",
        "2026-05-01 – 2026-05-31",
        " 2026-05-01, 2026-05-31",
    ],
)
def test_two_dates_are_a_period_whatever_stands_between_them(text: str) -> None:
    assert read_period(text) == Period(date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "2026-05-31 2026-05-01",
        "2026-13-01",
        "2026-01-01 2026-01-02 2026-01-03",
        "1026-01-01 2026-01-01",
    ],
)
def test_what_is_no_period_is_said(text: str) -> None:
    with pytest.raises(NoPeriod):
        read_period(text)


@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm.DAY, datetime(2026, 5, 13, 23, 30, tzinfo=UTC)),
        (Rhythm.WEEK, datetime(2026, 5, 17, 23, 30, tzinfo=UTC)),  # Monday in Shanghai
        (Rhythm.MONTH, datetime(2026, 5, 31, 23, 30, tzinfo=UTC)),
    ],
)
def test_a_schedule_is_due_on_the_wall_clock_of_its_zone(rhythm: Rhythm, due: datetime) -> None:
    schedule = Schedule("s", "calls", rhythm, 7 * 60 + 30, Span.YESTERDAY, "xlsx", "/x")
    after = datetime(2026, 5, 12, 23, 30, tzinfo=UTC)
    assert next_due(schedule, after, "Asia/Shanghai") == due


@pytest.mark.parametrize(("text", "minute"), [("07:30", 450), (" 7:05 ", 425), ("23：59", 1439), ("0:00", 0)])
def test_a_time_of_day_is_read(text: str, minute: int) -> None:
    assert read_time(text) == minute


@pytest.mark.parametrize("text", ["", "7", "24:00", "7:60", "7:5", "a:bc", "-1:00"])
def test_what_is_no_time_of_day_is_said(text: str) -> None:
    with pytest.raises(NoTime):
        read_time(text)
