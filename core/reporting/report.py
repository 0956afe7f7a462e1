"""A report worked out: figures with the period before beside them, lines by group, and what is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.reporting.asking import HourCell, Question, Where
from core.reporting.catalogue import OF_HOURS, Report, measure_of, measures_of
from core.reporting.counters import BY_DAY, Group, Tally, added
from core.reporting.days import date_of
from core.reporting.measures import Measure
from core.reporting.of_calls import STANDARD
from core.reporting.periods import Period

Lines = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was chosen."""

    report: Report
    period: Period
    group: Group
    where: Where = field(default_factory=Where)
    seconds: int = STANDARD

    @property
    def measures(self) -> tuple[Measure, ...]:
        return measures_of(self.report, self.seconds)

    @property
    def drawn(self) -> tuple[Measure, ...]:
        return tuple(measure_of(name, self.seconds) for name in self.report.drawn)

    def question(self, period: Period, group: Group) -> Question:
        first, last = period.days
        return Question(first, last, group, self.where)

    def questions(self) -> tuple[Question, ...]:
        """Totals, totals before, lines, lines before: in this order."""
        before, group = self.period.before(), self.group
        of_lines = Group.DAY if group in BY_DAY else group
        return (
            self.question(self.period, Group.NONE),
            self.question(before, Group.NONE),
            self.question(self.period, of_lines),
            self.question(before, of_lines),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure, now and before."""

    measure: Measure
    value: float | None
    before: float | None

    @property
    def difference(self) -> float | None:
        return None if self.value is None or self.before is None else self.value - self.before


@dataclass(frozen=True, slots=True)
class Line:
    """One group: its id, or its first day; a figure for each measure of the report."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """A report, ready to be shown, drawn and written. ``drawn`` has a figure for each measure of the chart."""

    asked: Asked
    totals: tuple[Figure, ...]
    lines: tuple[Line, ...]
    drawn: tuple[Line, ...]
    hours: tuple[HourCell, ...] = ()


def worked(asked: Asked, answers: Sequence[Lines], hours: tuple[HourCell, ...] = ()) -> Worked:
    """``answers`` to ``asked.questions()``."""
    now, before, lines, lines_before = answers
    lines = _folded(asked, lines)
    lines_before = {} if asked.group in BY_DAY else _folded(asked, lines_before)
    keys = _ordered(asked, lines)
    return Worked(
        asked,
        _figures(asked.measures, now.get("", {}), before.get("", {})),
        tuple(Line(key, _figures(asked.measures, lines[key], lines_before.get(key, {}))) for key in keys),
        tuple(Line(key, _figures(asked.drawn, lines[key], lines_before.get(key, {}))) for key in keys),
        hours,
    )


def _figures(measures: Sequence[Measure], now: Tally, before: Tally) -> tuple[Figure, ...]:
    return tuple(Figure(one, one.value(now), one.value(before)) for one in measures)


def _folded(asked: Asked, lines: Lines) -> dict[str, Tally]:
    """Days into weeks and months; categories to the level below the one that is looked at."""
    if asked.group in (Group.WEEK, Group.MONTH):
        return _days_folded(asked, lines)
    if asked.group is not Group.CATEGORY:
        return dict(lines)
    found: dict[str, list[Tally]] = {}
    for category, tally in lines.items():
        found.setdefault(category_head(category, asked.where.category), []).append(tally)
    return {key: added(tallies) for key, tallies in found.items()}


def _days_folded(asked: Asked, lines: Lines) -> dict[str, Tally]:
    """What stands at the end of a day stands at the end of the last one."""
    found: dict[str, list[tuple[int, Tally]]] = {}
    for day, tally in lines.items():
        found.setdefault(str(_first_day(int(day), asked.group)), []).append((int(day), tally))
    whole: dict[str, Tally] = {}
    for key, days in found.items():
        total = added(tally for _day, tally in days)
        last = max(days, key=lambda pair: pair[0])[1]
        whole[key] = {**total, "backlog": last.get("backlog", 0)}
    return whole


def _first_day(day: int, group: Group) -> int:
    date = date_of(day)
    if group is Group.WEEK:
        return day - date.weekday()
    return day - date.day + 1


def category_head(category: str, below: str | None) -> str:
    """The part of a dotted id that stands one level below the one looked at: "it.mail" of "it.mail.lost" in "it"."""
    depth = 1 if not below else below.count(".") + 2
    return ".".join(category.split(".")[:depth])


def _ordered(asked: Asked, lines: Lines) -> list[str]:
    """Days as they came, all else by what is drawn first, the most first."""
    if asked.group in BY_DAY:
        return sorted(lines, key=int)
    first = asked.drawn[0].value
    return sorted(lines, key=lambda key: (-(first(lines[key]) or 0.0), key))


def heat_values(hours: Sequence[HourCell], counter: str, period: Period) -> list[list[float]]:
    """Seven days of twenty-four hours: how many on an average such hour of the period."""
    weeks = [0] * 7
    for n in range(period.length):
        weeks[(period.first + dt.timedelta(days=n)).weekday()] += 1
    rows = [[0.0] * 24 for _ in range(7)]
    for cell in hours:
        rows[cell.weekday][cell.hour] = cell.tally.get(counter, 0) / max(1, weeks[cell.weekday])
    return rows


def can_be_heated(name: str) -> bool:
    return name in OF_HOURS
