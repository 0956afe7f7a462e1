"""The hours of the week as a map: the darker, the more; the figure stands in each field, so that it is a table too."""

from __future__ import annotations

from reports.axis import shown
from reports.blocks import section
from reports.charts import empty
from reports.figures import HeatData, Unit
from reports.layout import MM
from reports.pen import Look
from reports.said import Moments
from reports.sheet import Sheet
from reports.strokes import HAIR, INK, SOFT, Box
from reports.words import said

LIGHT, DARK = (0xEE, 0xF4, 0xFA), (0x08, 0x3E, 0x76)
ROW = 7.5 * MM


def heat(sheet: Sheet, data: HeatData) -> None:
    section(sheet, said(sheet.words, data.title), level=2, room=ROW * 9)
    if data.is_empty:
        empty(sheet)
        return
    look = Look(min(sheet.body.size * 0.7, sheet.width / 24 / 2.6), colour=SOFT)
    days = Moments.weekdays(sheet.words)
    label = max(sheet.pen.width(day, look) for day in days) + 2 * MM
    box = sheet.take(ROW * (len(data.values) + 1))
    wide = (box.width - label) / 24
    highest = max(value for row in data.values for value in row if value is not None)
    table = sheet.pen.tree.add("Table", sheet.node)
    head = sheet.pen.tree.add("TR", table)
    with sheet.pen.marked(sheet.pen.tree.add("TH", head)):
        for hour in range(24):
            sheet.pen.text(f"{hour:02}", box.x + label + hour * wide, box.y + 2 * MM, look, wide, "center")
    for number, row in enumerate(data.values):
        top = box.y + ROW * (number + 0.9)
        line = sheet.pen.tree.add("TR", table)
        with sheet.pen.marked(sheet.pen.tree.add("TH", line)):
            sheet.pen.text(days[number % 7], box.x, top + (ROW - look.leading) / 2, look)
        with sheet.pen.marked(sheet.pen.tree.add("TD", line)):
            for hour, value in enumerate(row[:24]):
                _field(sheet, value, highest, Box(box.x + label + hour * wide, top, wide, ROW), look)
    sheet.space(2 * MM)


def _field(sheet: Sheet, value: float | None, highest: float, box: Box, look: Look) -> None:
    part = (value or 0) / highest if highest else 0
    mixed = [round(a + (b - a) * part) for a, b in zip(LIGHT, DARK, strict=True)]
    sheet.pen.fill(
        box.inside(0.4), f"#{mixed[0]:02x}{mixed[1]:02x}{mixed[2]:02x}", HAIR if value is None else ""
    )
    text = shown(value, Unit.COUNT)
    colour = "#ffffff" if part > 0.5 else INK if value else SOFT
    room = box.width - 2
    fitted = look.made(colour=colour, scale=min(1, room / max(sheet.pen.width(text, look), 0.1)))
    sheet.pen.text(text, box.x, box.y + (box.height - fitted.leading) / 2, fitted, box.width, "center")
