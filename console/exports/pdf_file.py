"""A report as PDF: an order for the press, in the language of the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from console.paper.house import House
from console.paper.making import Drawn
from console.paper.pdf import page_sizes
from core.reporting.measures import Unit
from core.reporting.sheets import ReportSheet
from reports import figures
from reports.archive import record
from reports.layout import Paper
from reports.period_report import LineColumn, PeriodReport, period_content, period_report
from reports.setup import Printing, Setup
from reports.words import SheetWords

UNITS = {
    Unit.COUNT: figures.Unit.COUNT,
    Unit.PERCENT: figures.Unit.PERCENT,
    Unit.SECONDS: figures.Unit.SECONDS,
    Unit.DAYS: figures.Unit.DAYS,
    Unit.RATIO: figures.Unit.RATIO,
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report, to be drawn by the press with the company's layout and seal."""

    sheet: ReportSheet
    house: House
    number: int
    at: datetime

    def fill(self) -> Drawn:
        layout = self.house.layout
        if layout.paper.is_slip:
            layout = replace(layout, paper=Paper.A4)  # ten columns have no place on 80 mm
        printing = Printing(self.number, self.at, self.sheet.by)
        words = SheetWords(self.sheet.language)
        setup = Setup(words, layout, ZoneInfo(self.sheet.zone), printing, self.house.key)
        report = report_of(self.sheet)
        content = period_report(report, setup)
        return Drawn(content, page_sizes(content), record(content, period_content(report), setup))


def report_of(sheet: ReportSheet) -> PeriodReport:
    """As the room that prints wants it."""
    kind: Literal["bars", "lines"] = "lines" if sheet.picture.kind == "lines" else "bars"
    is_heat = sheet.picture.kind == "heat"
    return PeriodReport(
        sheet.name.removeprefix("ringdesk-"),
        sheet.title,
        " · ".join(f"{name}: {text}" for name, text in sheet.facts),
        tuple(_measure(one) for one in sheet.measures),
        () if is_heat else (_chart(sheet),),
        kind,
        _heat(sheet) if is_heat else None,
        sheet.columns[0].head,
        tuple(LineColumn(one.head, UNITS[one.unit or Unit.COUNT]) for one in sheet.columns[1:]),
        tuple((str(row[0]), tuple(_number(cell) for cell in row[1:])) for row in sheet.rows),
    )


def _measure(one: tuple[str, float | None, float | None, Unit]) -> figures.Measure:
    name, value, before, unit = one
    return figures.Measure(name, value, UNITS[unit], before)


def _chart(sheet: ReportSheet) -> figures.ChartData:
    picture = sheet.picture
    series = tuple(figures.Series(name, values) for name, values in picture.series)
    return figures.ChartData(
        picture.title, picture.labels, series, UNITS[picture.unit], sheet.columns[0].head
    )


def _heat(sheet: ReportSheet) -> figures.HeatData:
    return figures.HeatData(sheet.picture.title, tuple(values for _name, values in sheet.picture.series))


def _number(cell: str | float | None) -> float | None:
    return None if isinstance(cell, str) else cell
