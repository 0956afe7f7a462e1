"""A report as CSV: one line of heads, numbers as numbers, read rightly by spreadsheets in every country."""

from __future__ import annotations

import csv
import io

from core.reporting.measures import Unit
from core.reporting.sheets import Cell, ReportSheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(sheet: ReportSheet) -> bytes:
    """UTF-8 with its mark, so that Chinese is not garbled; facts first, then an empty line and the table."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([harmless(sheet.title)])
    lines.writerows([harmless(name), harmless(value)] for name, value in sheet.facts)
    lines.writerow([])
    lines.writerow([_head(one.head, one.unit) for one in sheet.columns])
    for row in sheet.rows:
        lines.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A spreadsheet must not take a name for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _head(head: str, unit: Unit | None) -> str:
    sign = {Unit.PERCENT: "%", Unit.SECONDS: "s", Unit.DAYS: "d"}.get(unit) if unit else None
    return harmless(f"{head} ({sign})" if sign else head)


def _cell(value: Cell) -> str | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return int(value) if value == int(value) else round(value, 3)
