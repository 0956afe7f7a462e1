"""The time a report is about, and the time it is compared with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from core.errors import RuleViolation
from core.reporting.days import day_number

LONGEST = 3700  # days


class Span(Enum):
    """What can be chosen."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    LAST_WEEK = "last week"
    MONTH = "month"
    LAST_MONTH = "last month"
    OWN = "own"


class NoPeriod(RuleViolation):
    """What was typed is no period."""

    def __init__(self) -> None:
        super().__init__("Please write the period as two dates, the earlier first: 2026-05-01 to 2026-05-31.")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> tuple[int, int]:
        return day_number(self.first), day_number(self.last)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> Period:
        """The same days of the month or the week before, where it begins with one; else as long, and right before."""
        if self.first.day == 1 and (self.last.year, self.last.month) == (self.first.year, self.first.month):
            end = self.first - dt.timedelta(days=1)
            is_whole = self.last == _end_of_month(self.first)
            return Period(
                end.replace(day=1), end if is_whole else end.replace(day=min(end.day, self.last.day))
            )
        if self.first.weekday() == 0 and self.length <= 7:
            week = dt.timedelta(days=7)
            return Period(self.first - week, self.last - week)
        length = dt.timedelta(days=self.length)
        return Period(self.first - length, self.last - length)


def period_of(span: Span, today: dt.date, own: str = "") -> Period:
    """Weeks begin on Monday; one that goes on, as a month that does, ends today: it is compared with as many days."""
    monday = today - dt.timedelta(days=today.weekday())
    first = today.replace(day=1)
    day = dt.timedelta(days=1)
    month = Period(first, today)
    if span is Span.OWN:
        return read_period(own)
    return {
        Span.TODAY: Period(today, today),
        Span.YESTERDAY: Period(today - day, today - day),
        Span.WEEK: Period(monday, today),
        Span.LAST_WEEK: Period(monday - 7 * day, monday - day),
        Span.MONTH: month,
        Span.LAST_MONTH: Period(first, _end_of_month(first)).before(),
    }[span]


def read_period(text: str) -> Period:
    """Two dates with anything between them; one date is a day."""
    found = []
    for word in text.replace("至", " ").replace("到", " ").replace("–", " ").split():
        try:
            found.append(dt.date.fromisoformat(word.strip(",;，；")))
        except ValueError:
            continue
    if not 1 <= len(found) <= 2 or found[0] > found[-1] or (found[-1] - found[0]).days > LONGEST:
        raise NoPeriod
    return Period(found[0], found[-1])


def _end_of_month(day: dt.date) -> dt.date:
    later = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return later - dt.timedelta(days=1)
