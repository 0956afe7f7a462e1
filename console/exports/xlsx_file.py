"""A report as a workbook: real numbers with formats, heads that stay in sight, a filter on each column."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from core.reporting.measures import Unit
from core.reporting.sheets import Column, ReportSheet

_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.PERCENT: "0.0%",
    Unit.SECONDS: "[h]:mm:ss",
    Unit.DAYS: "0.0",
    Unit.RATIO: "0.00",
}
_SCALES = {Unit.PERCENT: 100.0, Unit.SECONDS: 86_400.0}
_BORN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same report gives the same bytes
_NAME, _NUMBER = 28, 14  # widths in characters


def xlsx_bytes(sheet: ReportSheet) -> bytes:
    """Texts are never formulas or links, whatever they begin with."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": sheet.title, "created": _BORN})
        page = book.add_worksheet()
        strong, head = book.add_format({"bold": True, "font_size": 14}), _head(book)
        page.write_string(0, 0, sheet.title, strong)
        for n, (name, value) in enumerate(sheet.facts, 1):
            page.write_string(n, 0, name)
            page.write_string(n, 1, value)
        top = len(sheet.facts) + 2
        formats = [_format(book, column) for column in sheet.columns]
        for place, column in enumerate(sheet.columns):
            page.write_string(top, place, column.head, head)
            page.set_column(place, place, _NUMBER if column.unit else _NAME)
        for n, row in enumerate(sheet.rows, top + 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(n, place, cell)
                elif cell is not None:
                    unit = sheet.columns[place].unit
                    scaled = cell / _SCALES.get(unit, 1.0) if unit else cell
                    page.write_number(n, place, scaled, formats[place])
        page.freeze_panes(top + 1, 1)
        if sheet.rows:
            page.autofilter(top, 0, top + len(sheet.rows), len(sheet.columns) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
    return made.getvalue()


def _head(book: Workbook) -> Format:
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})


def _format(book: Workbook, column: Column) -> Format | None:
    return book.add_format({"num_format": _FORMATS[column.unit]}) if column.unit else None
