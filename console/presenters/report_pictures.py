"""A report that was worked out, as the window shows it: tiles, chart, table."""

from __future__ import annotations

from console.presenters.report_names import ReportNames
from console.presenters.report_words import CHART_KINDS, HEADS, ReportWords
from console.presenters.saying import say
from console.presenters.times import WEEKDAYS
from console.presenters.workplace import Workplace
from console.viewmodels.reports import Chart, Series, Table, TableLine, Tile
from core.reporting import catalogue
from core.reporting.counters import BY_DAY
from core.reporting.measures import Measure, Unit
from core.reporting.page import UNITS
from core.reporting.report import Figure, Worked, heat_values

MOST_BARS = 14
TOTAL = "total"


class ReportPictures:
    """Every number is said once, here."""

    def __init__(self, place: Workplace, names: ReportNames) -> None:
        self._place = place
        self._names = names
        self._words = ReportWords(place)

    def tiles(self, report: Worked) -> tuple[Tile, ...]:
        return tuple(self._tile(one) for one in report.totals)

    def _tile(self, figure: Figure) -> Tile:
        words, measure = self._place.words, figure.measure
        before = words("Before: {value}", value=self._words.value(figure.before, measure.unit))
        hover = "\n".join((say(words, measure.means), say(words, measure.formula), before))
        return Tile(
            measure.id,
            say(words, measure.name),
            self._words.value(figure.value, measure.unit),
            self._words.change(figure),
            hover,
            bool(measure.behind) and figure.value is not None,
        )

    def table(self, report: Worked) -> Table:
        words, group = self._place.words, report.asked.group
        measures = report.asked.measures
        heads = (say(words, HEADS[group]), *(say(words, one.name) for one in measures))
        total = TableLine(TOTAL, (words("Total"), *self._cells(report.totals)), is_total=True)
        lines = (
            TableLine(line.key, (self._names.of(line.key, group), *self._cells(line.figures)))
            for line in report.lines
        )
        return Table(heads, ("", *(one.id if one.behind else "" for one in measures)), (total, *lines))

    def _cells(self, figures: tuple[Figure, ...]) -> tuple[str, ...]:
        return tuple(self._words.value(one.value, one.measure.unit) for one in figures)

    def chart(self, report: Worked) -> Chart:
        if report.asked.report.chart is catalogue.Chart.HEAT:
            return self._heat(report)
        by_day = report.asked.group in BY_DAY
        lines = report.drawn if by_day else report.drawn[:MOST_BARS]
        words, group, measures = self._place.words, report.asked.group, report.asked.drawn
        unit = measures[0].unit
        series = [
            self._series(measure, [line.figures[place].value for line in lines])
            for place, measure in enumerate(measures)
        ]
        if not by_day and len(measures) == 1:
            before = self._series(measures[0], [line.figures[0].before for line in lines])
            series.append(Series(words("before"), before.values, before.texts))
        highest = max((value for one in series for value in one.values if value is not None), default=0.0)
        title = " · ".join(say(words, one.name) for one in measures)
        is_empty = not any(value for one in series for value in one.values)
        return Chart(
            "bars" if not by_day or len(lines) == 1 else CHART_KINDS[catalogue.Chart.LINES],
            title,
            say(words, UNITS[unit]),
            tuple(self._names.short(line.key, group) for line in lines),
            tuple(self._names.of(line.key, group) for line in lines),
            tuple(series),
            self._words.marks(highest, unit),
            words("Nothing was counted in this time.") if is_empty else "",
            len(report.drawn) - len(lines),
            words("{n} more in the table", n="{n}"),
        )

    def _series(self, measure: Measure, values: list[float | None]) -> Series:
        texts = tuple(self._words.value(value, measure.unit) for value in values)
        return Series(say(self._place.words, measure.name), tuple(values), texts)

    def _heat(self, report: Worked) -> Chart:
        words = self._place.words
        measure = report.asked.drawn[0]
        rows = heat_values(report.hours, measure.id, report.asked.period)
        is_empty = not any(value for row in rows for value in row)
        series = tuple(
            Series(say(words, WEEKDAYS[day]), tuple(row), tuple(self._average(value) for value in row))
            for day, row in enumerate(rows)
        )
        highest = max(value for row in rows for value in row)
        return Chart(
            CHART_KINDS[catalogue.Chart.HEAT],
            words("{measure} by hour of the week", measure=measure.name),
            words("on average in such an hour"),
            tuple(f"{hour:02}" for hour in range(24)),
            tuple(f"{hour:02}:00 – {hour + 1:02}:00" for hour in range(24)),
            series,
            self._words.marks(highest, Unit.RATIO),
            words("Nothing was counted in this time.") if is_empty else "",
        )

    @staticmethod
    def _average(value: float) -> str:
        return f"{value:.1f}" if value else "0"

    def heat_table(self, report: Worked) -> Table:
        """Behind the heat map stand its own numbers."""
        chart = self._heat(report)
        heads = (self._place.words("Hour"), *(one.name for one in chart.series))
        lines = (
            TableLine(label, (chart.longer[hour], *(one.texts[hour] for one in chart.series)))
            for hour, label in enumerate(chart.labels)
        )
        return Table(heads, ("",) * len(heads), tuple(lines))
