"""Photos on a sheet, side by side with what is said of them; one that cannot be read says so in its place."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts import Photo
from reports.layout import MM
from reports.pen import Look
from reports.pictures import DOTS, fitting, for_photo, read_picture
from reports.sheet import Sheet
from reports.strokes import HAIR, SOFT, TINT, Box
from reports.table import GAP, Cell, Column, Table
from reports.wrapping import wrapped

HIGHEST = 62 * MM


def photos(sheet: Sheet, shown: Sequence[Photo]) -> None:
    columns = 1 if sheet.is_slip else 2
    small = Look(sheet.body.size * 0.84, colour=SOFT)
    width = (sheet.width - GAP * (columns - 1)) / columns
    enough = round(width / 72 * DOTS)
    for begin in range(0, len(shown), columns):
        row = shown[begin : begin + columns]
        pictures = [read_picture(one.content, enough) for one in row]
        sizes = [fitting(one, width, HIGHEST) if one else (width, 20 * MM) for one in pictures]
        height = max(high for _, high in sizes)
        captions = [f"{begin + number}. {one.caption}".strip() for number, one in enumerate(row, 1)]
        lines = max(len(wrapped(sheet.pen, one, small, width)) for one in captions)
        sheet.need(height + min(lines, 6) * small.leading + 3 * MM)
        strip = sheet.take(height + 1 * MM)
        for number, (picture, (wide, high)) in enumerate(zip(pictures, sizes, strict=True)):
            box = Box(strip.x + number * (width + GAP), strip.y, wide, high)
            with sheet.pen.marked(sheet.pen.tree.add("Figure", sheet.node, captions[number])):
                if picture is not None:
                    sheet.pen.picture(for_photo(picture, wide, high), box)
                    continue
                sheet.pen.fill(box, TINT, HAIR)
                said = sheet.words("This picture is damaged and cannot be shown.")
                for step, line in enumerate(wrapped(sheet.pen, said, small, wide - 4 * MM)):
                    top = box.y + 4 * MM + step * small.leading
                    sheet.pen.text(line, box.x + 2 * MM, top, small, wide - 4 * MM, "center")
        table = Table(
            sheet, [Column("", 1)] * columns, has_head=False, has_lines=False, tag="rows", look=small
        )
        table.row(*(Cell(one, small) for one in captions))
        sheet.space(2 * MM)
