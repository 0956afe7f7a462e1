"""A report as PDF: handed to the room that prints, in the language of the desk."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from core.reporting.measures import Unit
from core.reporting.sheets import ReportSheet
from reports import figures
from reports.layout import CompanyLayout
from reports.period_report import LineColumn, PeriodReport, period_report
from reports.seal import SealKey
from reports.setup import Printing, Setup
from reports.words import SheetWords

UNITS = {
    Unit.COUNT: figures.Unit.COUNT,
    Unit.PERCENT: figures.Unit.PERCENT,
    Unit.SECONDS: figures.Unit.SECONDS,
    Unit.DAYS: figures.Unit.DAYS,
    Unit.RATIO: figures.Unit.RATIO,
}


def pdf_bytes(sheet: ReportSheet) -> bytes:
    """Nobody verifies it, so the key of its seal is made for this once."""
    setup = Setup(
        SheetWords(sheet.language),
        CompanyLayout("Ringdesk"),
        ZoneInfo(sheet.zone),
        Printing(0, datetime.now(UTC), sheet.by),
        SealKey(secrets.token_bytes(32)),
    )
    kind: Literal["bars", "lines"] = "lines" if sheet.picture.kind == "lines" else "bars"
    is_heat = sheet.picture.kind == "heat"
    return period_report(
        PeriodReport(
            sheet.title,
            " · ".join(f"{name}: {text}" for name, text in sheet.facts),
            tuple(_measure(one) for one in sheet.measures),
            () if is_heat else (_chart(sheet),),
            kind,
            _heat(sheet) if is_heat else None,
            sheet.columns[0].head,
            tuple(LineColumn(one.head, UNITS[one.unit or Unit.COUNT]) for one in sheet.columns[1:]),
            tuple((str(row[0]), tuple(_number(cell) for cell in row[1:])) for row in sheet.rows),
        ),
        setup,
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
