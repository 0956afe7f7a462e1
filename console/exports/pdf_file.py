"""A report as PDF: an order for the press, in the language of the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from console.exports.documents import document
from console.exports.figures import UNITS, chart_of, heat_of, measures_of, number_of
from console.paper.house import House
from console.paper.making import Drawn
from console.paper.pdf import page_sizes
from core.reporting.measures import Unit
from core.reporting.sheets import Document, Printable, ReportSheet
from reports.archive import record
from reports.layout import Paper
from reports.period_report import LineColumn, PeriodReport, period_content, period_report
from reports.seal import Content
from reports.setup import Printing, Setup
from reports.words import SheetWords


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report, to be drawn by the press with the company's layout and seal."""

    sheet: Printable
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
        content, meant = drawn(self.sheet, setup)
        return Drawn(content, page_sizes(content), record(content, meant, setup))


def drawn(sheet: Printable, setup: Setup) -> tuple[bytes, Content]:
    """The file, and what its seal names."""
    if isinstance(sheet, Document):
        return document(sheet, setup)
    report = report_of(sheet)
    return period_report(report, setup), period_content(report)


def report_of(sheet: ReportSheet) -> PeriodReport:
    """As the room that prints wants it."""
    kind: Literal["bars", "lines"] = "lines" if sheet.picture.kind == "lines" else "bars"
    is_heat = sheet.picture.kind == "heat"
    return PeriodReport(
        sheet.name.removeprefix("ringdesk-"),
        sheet.title,
        " · ".join(f"{name}: {text}" for name, text in sheet.facts),
        measures_of(sheet),
        () if is_heat else (chart_of(sheet),),
        kind,
        heat_of(sheet) if is_heat else None,
        sheet.columns[0].head,
        tuple(LineColumn(one.head, UNITS[one.unit or Unit.COUNT]) for one in sheet.columns[1:]),
        tuple((str(row[0]), tuple(number_of(cell) for cell in row[1:])) for row in sheet.rows),
    )
