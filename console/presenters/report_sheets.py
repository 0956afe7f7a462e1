"""A report that was worked out, as a sheet for files."""

from __future__ import annotations

from collections.abc import Iterator

from console.presenters.report_choice import FIELDS
from console.presenters.report_names import ReportNames
from console.presenters.report_pictures import MOST_BARS
from console.presenters.report_words import CHART_KINDS, HEADS, ReportWords
from console.presenters.saying import say
from console.presenters.times import WEEKDAYS
from console.presenters.workplace import Workplace
from core.reporting import catalogue
from core.reporting.counters import BY_DAY
from core.reporting.measures import Unit
from core.reporting.report import Worked, heat_values
from core.reporting.sheets import Cell, Column, Picture, ReportSheet


def sheet_of(place: Workplace, names: ReportNames, report: Worked, zone: str) -> ReportSheet:
    """Totals with the period before, then the lines; of a heat map its own numbers."""
    words, asked = place.words, report.asked
    period = asked.period
    measures = tuple((say(words, o.measure.name), o.value, o.before, o.measure.unit) for o in report.totals)
    is_heat = asked.report.chart is catalogue.Chart.HEAT
    columns, rows = _hours(place, report) if is_heat else _lines(place, names, report)
    return ReportSheet(
        f"ringdesk-{asked.report.id}-{period.first:%Y-%m-%d}--{period.last:%Y-%m-%d}",
        f"{say(words, asked.report.name)} {ReportWords(place).period(period)}",
        tuple(_facts(place, names, report)),
        measures,
        _heat(place, report) if is_heat else _chart(place, names, report),
        columns,
        rows,
        words.language,
        zone,
        place.me.name,
        () if is_heat else tuple(line.key for line in report.lines),
    )


def _facts(place: Workplace, names: ReportNames, report: Worked) -> Iterator[tuple[str, str]]:
    words, asked = place.words, report.asked
    yield words("Compared with"), ReportWords(place).period(asked.period.before())
    for field, group in FIELDS.items():
        key = getattr(asked.where, field)
        if key is not None:
            yield words("Only"), names.of(key, group)


def _lines(
    place: Workplace, names: ReportNames, report: Worked
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    words, asked = place.words, report.asked
    heads = (Column(say(words, one.name), one.unit) for one in asked.measures)
    rows: list[tuple[Cell, ...]] = [
        (words("Total"), *(one.value for one in report.totals)),
        (words("Before"), *(one.before for one in report.totals)),
        *((names.of(line.key, asked.group), *(one.value for one in line.figures)) for line in report.lines),
    ]
    return (Column(say(words, HEADS[asked.group])), *heads), tuple(rows)


def _hours(place: Workplace, report: Worked) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    words = place.words
    rows = heat_values(report.hours, report.asked.drawn[0].id, report.asked.period)
    columns = (Column(words("Hour")), *(Column(say(words, day), Unit.RATIO) for day in WEEKDAYS))
    lines: Iterator[tuple[Cell, ...]] = (
        (f"{hour:02}:00 – {hour + 1:02}:00", *(rows[day][hour] for day in range(7))) for hour in range(24)
    )
    return columns, tuple(lines)


def _chart(place: Workplace, names: ReportNames, report: Worked) -> Picture:
    words, asked = place.words, report.asked
    by_day = asked.group in BY_DAY
    lines = report.drawn if by_day else report.drawn[:MOST_BARS]
    series = tuple(
        (say(words, measure.name), tuple(line.figures[n].value for line in lines))
        for n, measure in enumerate(asked.drawn)
    )
    return Picture(
        "lines" if by_day and len(lines) > 1 else "bars",
        " · ".join(name for name, _values in series),
        asked.drawn[0].unit,
        tuple(names.short(line.key, asked.group) for line in lines),
        series,
    )


def _heat(place: Workplace, report: Worked) -> Picture:
    words, measure = place.words, report.asked.drawn[0]
    rows = heat_values(report.hours, measure.id, report.asked.period)
    return Picture(
        CHART_KINDS[catalogue.Chart.HEAT],
        words("{measure} by hour of the week", measure=measure.name),
        Unit.RATIO,
        tuple(f"{hour:02}" for hour in range(24)),
        tuple((say(words, day), tuple(row)) for day, row in zip(WEEKDAYS, rows, strict=True)),
    )
