"""What documents are made of: headings, paragraphs, labelled values, notices."""

from __future__ import annotations

from collections.abc import Sequence

from reports.layout import MM
from reports.pen import Look
from reports.sheet import Sheet
from reports.strokes import SOFT, TINT, Box
from reports.table import Cell, Column, Table
from reports.tags import Node
from reports.wrapping import wrapped
from reports.written import Drawn

PAD = 2.5 * MM


def paragraph(
    sheet: Sheet,
    text: str,
    look: Look | None = None,
    *,
    role: str = "P",
    align: str = "left",
    gap: float = MM,
) -> None:
    """Flows over as many pages as it needs."""
    look = look or sheet.body
    lines = wrapped(sheet.pen, text, look, sheet.width)
    _flow(sheet, lines, look, sheet.pen.tree.add(role, sheet.node), align)
    sheet.space(gap)


def _flow(sheet: Sheet, lines: Sequence[Drawn], look: Look, node: Node, align: str) -> None:
    begin = 0
    while begin < len(lines):
        sheet.need(look.leading)
        end = begin + max(1, int(sheet.room // look.leading))
        with sheet.pen.marked(node):
            for line in lines[begin:end]:
                strip = sheet.take(look.leading)
                side = "right" if line.is_from_right and align == "left" else align
                sheet.pen.text(line, strip.x, strip.y, look, strip.width, side)
        begin = end


def title(sheet: Sheet) -> None:
    """The document's name and number, once, at its beginning."""
    heading = sheet.heading
    look = Look(sheet.body.size * (1.45 if sheet.is_slip else 1.9), strong=True, colour=sheet.accent)
    sheet.pen.bookmark(f"{heading.title} {heading.number}".strip(), 0)
    align = "center" if sheet.is_slip else "left"
    paragraph(sheet, heading.title, look, role="H1", gap=0, align=align)
    under = "  ·  ".join(filter(None, (heading.number, heading.note)))
    if under:
        paragraph(sheet, under, sheet.body.made(strong=True, colour=SOFT, scale=1.1), gap=0, align=align)
    sheet.space(3 * MM)


def section(sheet: Sheet, name: str, *, level: int = 1, room: float = 14 * MM) -> None:
    """A heading that never stands alone at the foot of a page."""
    look = Look(sheet.body.size * (1.25 if level == 1 else 1.05), strong=True, colour=sheet.accent)
    lines = wrapped(sheet.pen, name, look, sheet.width)
    sheet.space(3.5 * MM if level == 1 else 2 * MM)
    sheet.need(min(len(lines) * look.leading + room, sheet.cursor.bottom - sheet.cursor.top))
    sheet.pen.bookmark(name, level)
    _flow(sheet, lines, look, sheet.pen.tree.add(f"H{level + 1}", sheet.node), "left")
    sheet.space(1 * MM)


def pairs(sheet: Sheet, items: Sequence[tuple[str, str]], *, columns: int = 2) -> None:
    """Labelled values side by side; on a slip below each other. Without a value there is no label."""
    shown = [(label, value) for label, value in items if value]
    if sheet.is_slip or sheet.width < 120 * MM:
        columns = 1
    label = sheet.body.made(colour=SOFT)
    widths = [Column("", 0.3 / columns), Column("", 0.7 / columns)] * columns
    table = Table(sheet, widths, has_head=False, has_lines=False, tag="rows")
    for begin in range(0, len(shown), columns):
        cells: list[Cell | str] = []
        for name, value in shown[begin : begin + columns]:
            cells += [Cell(name, label), value]
        table.row(*cells)
    sheet.space(1 * MM)


def notice(sheet: Sheet, text: str, colour: str = "") -> None:
    """A line that must not be overlooked: a tinted band with a bar before it."""
    look = sheet.strong
    lines = wrapped(sheet.pen, text, look, sheet.width - 2 * PAD)
    height = len(lines) * look.leading + PAD
    sheet.need(height)
    strip = sheet.take(height)
    with sheet.pen.marked(None):
        sheet.pen.fill(strip, TINT)
        sheet.pen.fill(Box(strip.x, strip.y, 1 * MM, strip.height), colour or sheet.accent)
    with sheet.pen.marked(sheet.pen.tree.add("P", sheet.node)):
        for number, line in enumerate(lines):
            sheet.pen.text(line, strip.x + PAD, strip.y + PAD / 2 + number * look.leading, look)
    sheet.space(2 * MM)
