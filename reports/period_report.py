"""Any report of a period, as the window shows it: measures, chart, and the lines behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.axis import shown
from reports.blocks import section, title
from reports.charts import chart
from reports.figures import ChartData, HeatData, Measure, Unit
from reports.frame import Heading
from reports.heat import heat
from reports.layout import MM
from reports.measures import measures
from reports.pen import Look
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.table import Cell, Column, Table

KIND = "PR"
ACROSS = 6  # columns of numbers beside the name; more begin a table of their own


@dataclass(frozen=True, slots=True)
class LineColumn:
    """The head of a column of numbers, and what they count."""

    head: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """``about`` is its number: which report of which period. ``scope`` says of whom. Each line has its name and a value
    for each column.
    """

    about: str
    name: str
    scope: str
    measures: tuple[Measure, ...]
    charts: tuple[ChartData, ...]
    kind: Literal["bars", "lines"]
    heat: HeatData | None
    group: str
    columns: tuple[LineColumn, ...]
    lines: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What of it is sealed: charts draw the lines once more, and a year has thousands of figures."""

    name: str
    scope: str
    measures: tuple[Measure, ...]
    rows: tuple[str, ...]


def period_content(report: PeriodReport) -> Content:
    rows = tuple(" | ".join((name, *map(str, values))) for name, values in report.lines)
    return content_of(KIND, report.about, _Sealed(report.name, report.scope, report.measures, rows))


def period_report(report: PeriodReport, setup: Setup) -> bytes:
    code = seal_text(period_content(report), setup.printing.number, setup.key)
    heading = Heading(report.name, "", report.scope, code, report.scope)
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def _build(sheet: Sheet, report: PeriodReport) -> None:
    words = sheet.words
    title(sheet)
    measures(sheet, report.measures)
    for one in report.charts:
        chart(sheet, one, report.kind)
    if report.heat is not None:
        heat(sheet, report.heat)
    if report.lines and report.heat is None:
        section(sheet, words("Line by line"), room=30 * MM)
        for begin in range(0, len(report.columns), ACROSS):
            _lines(sheet, report, begin)
            sheet.space(3 * MM)


def _lines(sheet: Sheet, report: PeriodReport, begin: int) -> None:
    columns = report.columns[begin : begin + ACROSS]
    share = 0.72 / ACROSS
    heads = [Column(one.head, share, "right") for one in columns]
    look = Look(sheet.body.size * 0.85)
    table = Table(sheet, [Column(report.group, 1 - share * len(columns)), *heads], look=look)
    for name, values in report.lines:
        table.row(name, *_cells(columns, values[begin : begin + ACROSS]))


def _cells(columns: Sequence[LineColumn], values: Sequence[float | None]) -> list[str | Cell]:
    return [shown(value, column.unit) for value, column in zip(values, columns, strict=True)]
