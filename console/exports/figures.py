"""A report's sheet in the words of the room that prints."""

from __future__ import annotations

from core.reporting.measures import Unit
from core.reporting.sheets import Cell, ReportSheet
from reports import figures

UNITS = {
    Unit.COUNT: figures.Unit.COUNT,
    Unit.PERCENT: figures.Unit.PERCENT,
    Unit.SECONDS: figures.Unit.SECONDS,
    Unit.DAYS: figures.Unit.DAYS,
    Unit.RATIO: figures.Unit.RATIO,
}


def measures_of(sheet: ReportSheet) -> tuple[figures.Measure, ...]:
    return tuple(
        figures.Measure(name, value, UNITS[unit], before) for name, value, before, unit in sheet.measures
    )


def chart_of(sheet: ReportSheet) -> figures.ChartData:
    picture = sheet.picture
    series = tuple(figures.Series(name, values) for name, values in picture.series)
    return figures.ChartData(
        picture.title, picture.labels, series, UNITS[picture.unit], sheet.columns[0].head
    )


def heat_of(sheet: ReportSheet) -> figures.HeatData:
    return figures.HeatData(sheet.picture.title, tuple(values for _name, values in sheet.picture.series))


def number_of(cell: Cell) -> float | None:
    return None if isinstance(cell, str) else cell
