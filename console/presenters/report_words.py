"""Values, changes and axes of reports as people read them."""

from __future__ import annotations

import datetime as dt
from math import floor, log10

from console.presenters.times import WEEKDAYS
from console.presenters.workplace import Workplace
from core.reporting.catalogue import Chart
from core.reporting.counters import Group
from core.reporting.days import date_of
from core.reporting.measures import Unit
from core.reporting.periods import Period, Span
from core.reporting.report import Figure
from core.words import Sentence

NOTHING = "–"
SPANS = {
    Span.TODAY: Sentence("Today"),
    Span.YESTERDAY: Sentence("Yesterday"),
    Span.WEEK: Sentence("This week"),
    Span.LAST_WEEK: Sentence("Last week"),
    Span.MONTH: Sentence("This month"),
    Span.LAST_MONTH: Sentence("Last month"),
    Span.OWN: Sentence("From … to …"),
}
GROUPS = {
    Group.DAY: Sentence("By day"),
    Group.WEEK: Sentence("By week"),
    Group.MONTH: Sentence("By month"),
    Group.AGENT: Sentence("By agent"),
    Group.TEAM: Sentence("By team"),
    Group.CATEGORY: Sentence("By category"),
    Group.QUEUE: Sentence("By queue"),
}
HEADS = {
    Group.DAY: Sentence("Day"),
    Group.WEEK: Sentence("Week"),
    Group.MONTH: Sentence("Month"),
    Group.AGENT: Sentence("Agent"),
    Group.TEAM: Sentence("Team"),
    Group.CATEGORY: Sentence("Category"),
    Group.QUEUE: Sentence("Queue"),
}
NOBODY = {
    Group.AGENT: Sentence("Nobody"),
    Group.TEAM: Sentence("No team"),
    Group.CATEGORY: Sentence("No category"),
    Group.QUEUE: Sentence("No queue"),
}
CHART_KINDS = {Chart.BARS: "bars", Chart.LINES: "lines", Chart.HEAT: "heat"}
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TIME_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)


class ReportWords:
    """In the language of now."""

    def __init__(self, place: Workplace) -> None:
        self._words = place.words

    def value(self, value: float | None, unit: Unit) -> str:
        if value is None:
            return NOTHING
        if unit is Unit.PERCENT:
            return self._words("{n} %", n=f"{value:.1f}")
        if unit is Unit.SECONDS:
            return self.time(value)
        if unit is Unit.DAYS:
            return self._words("{n} d", n=f"{value:.1f}")
        return f"{value:,.0f}" if unit is Unit.COUNT else f"{value:.2f}"

    def time(self, seconds: float) -> str:
        """As short as it can be: 42 s, 4:05 min, 2 h 05 min, 3 d 4 h."""
        whole = round(seconds)
        if whole < 60:
            return self._words("{n} s", n=whole)
        minutes, rest = divmod(whole, 60)
        if minutes < 60:
            return self._words("{n} min", n=f"{minutes}:{rest:02}")
        hours, minutes = divmod(minutes, 60)
        if hours < 48:
            return self._words("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02}")
        return self._words("{days} d {hours} h", days=hours // 24, hours=hours % 24)

    def change(self, figure: Figure) -> str:
        """An arrow and how much: percentages in points, all else as a share of before."""
        difference = figure.difference
        if difference is None or figure.before is None:
            return ""
        arrow = "▲" if difference > 0 else "▼" if difference < 0 else "="
        if not _is_seen(figure, difference):
            return self._words("as before")
        if figure.measure.unit is Unit.PERCENT:
            return f"{arrow} {self._words('{n} points', n=f'{abs(difference):.1f}')}"
        if not figure.before:
            return f"{arrow} {self.value(abs(difference), figure.measure.unit)}"
        return f"{arrow} {self._words('{n} %', n=f'{abs(difference) / figure.before * 100:.0f}')}"

    def day(self, date: dt.date) -> str:
        return f"{date:%m-%d}"

    def group_day(self, key: str, group: Group) -> tuple[str, str]:
        """Short for an axis, and in full."""
        date = date_of(int(key))
        if group is Group.MONTH:
            return f"{date:%Y-%m}", f"{date:%Y-%m}"
        if group is Group.WEEK:
            text = self._words("week of {date}", date=f"{date:%Y-%m-%d}")
            return self.day(date), text
        weekday = self._words(WEEKDAYS[date.weekday()].template)
        return self.day(date), f"{date:%Y-%m-%d} {weekday}"

    def period(self, period: Period) -> str:
        if period.first == period.last:
            return f"{period.first:%Y-%m-%d}"
        return f"{period.first:%Y-%m-%d} – {period.last:%Y-%m-%d}"

    def short_period(self, period: Period, today: dt.date) -> str:
        """Without the year where it is this one."""
        if period.first.year != today.year or period.last.year != today.year:
            return self.period(period)
        if period.first == period.last:
            return self.day(period.first)
        return f"{self.day(period.first)} – {self.day(period.last)}"

    def marks(self, highest: float, unit: Unit) -> tuple[tuple[float, str], ...]:
        """Three to six of them, at round values, from zero to no less than the highest."""
        step = time_step(highest) if unit is Unit.SECONDS else round_step(highest, unit)
        count = max(1, -(-int(highest * 1000) // int(step * 1000)))
        return tuple((step * n, self.mark(step * n, unit, step)) for n in range(count + 1))

    def mark(self, value: float, unit: Unit, step: float) -> str:
        if unit is Unit.SECONDS:
            return self.time(value) if value else "0"
        text = f"{value:,.0f}" if step >= 1 and step == floor(step) else f"{value:,.1f}"
        return self._words("{n} %", n=text) if unit is Unit.PERCENT else text


def _is_seen(figure: Figure, difference: float) -> bool:
    """Less than a tenth of a point or half a percent is no news."""
    if figure.measure.unit is Unit.PERCENT:
        return abs(difference) >= 0.05
    return bool(difference) and (not figure.before or abs(difference) / figure.before >= 0.005)


def round_step(highest: float, unit: Unit) -> float:
    if unit is Unit.PERCENT and highest <= 100:
        return 25.0 if highest > 40 else 10.0
    if highest <= 0:
        return 1.0
    rough = highest / 4
    scale = 10.0 ** floor(log10(rough))
    step = next(one for one in _STEPS if one * scale >= rough) * scale
    return max(1.0, step) if unit is Unit.COUNT else step


def time_step(seconds: float) -> float:
    rough = max(1.0, seconds / 4)
    days = 86400.0
    found = next((float(one) for one in _TIME_STEPS if one >= rough), 0.0)
    return found or days * max(1, round(rough / days))
