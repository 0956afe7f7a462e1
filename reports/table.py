"""Tables that flow over pages: the head is repeated, a row higher than a page goes on upon the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.layout import MM
from reports.pen import Look
from reports.sheet import Sheet
from reports.strokes import HAIR, INK, TINT, Box
from reports.tags import Node
from reports.wrapping import wrapped
from reports.written import Drawn

GAP = 2 * MM  # between columns
PAD = 0.9 * MM  # above and below a row
FEWEST = 3  # lines of a row at the foot of a page, when it goes on upon the next


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` of the table's width."""

    title: str
    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that looks otherwise than its row."""

    text: str
    look: Look


class Table:
    """Rows are drawn as they come, so a table may be longer than memory.

    ``tag``: with "cells" a reader is told of every cell; with "rows" of every row, which is enough for labels and all
    that a list of thousands should weigh. ``area`` is left edge and width, where that is not the whole sheet's.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        *,
        has_head: bool = True,
        has_lines: bool = True,
        tag: Literal["cells", "rows"] = "cells",
        look: Look | None = None,
        area: tuple[float, float] | None = None,
    ) -> None:
        self._sheet, self._columns = sheet, columns
        self._look = look or sheet.body
        self._has_head, self._has_lines, self._tag = has_head, has_lines, tag
        gap = GAP if len(columns) > 1 else 0
        whole = sum(one.share for one in columns)
        self._area = left, width = area or (sheet.x, sheet.width)
        room = width - gap * (len(columns) - 1)
        self._widths = [one.share / whole * room for one in columns]
        self._lefts = [left + sum(self._widths[:number]) + gap * number for number in range(len(columns))]
        self._node = sheet.pen.tree.add("Table" if tag == "cells" else "Div", sheet.node)
        self._titles: list[list[Drawn]] = []
        if has_head:
            self._head_look = Look(self._look.size * 0.9, strong=True, colour=INK)
            self._titles = [
                wrapped(sheet.pen, one.title, self._head_look, width)
                for one, width in zip(columns, self._widths, strict=True)
            ]
            sheet.need(self._head_height + 3 * self._look.leading)
            self._head()

    @property
    def _head_height(self) -> float:
        most = max((len(lines) for lines in self._titles), default=0)
        return most * self._head_look.leading + 2 * PAD

    def _head(self, *, again: bool = False) -> None:
        strip = self._strip(self._head_height)
        pen = self._sheet.pen
        with pen.marked(None):
            pen.fill(strip, TINT)
            pen.stroke([(strip.x, strip.bottom), (strip.right, strip.bottom)], self._sheet.accent, 0.8)
        row = None if again else pen.tree.add("TR" if self._tag == "cells" else "P", self._node)
        self._cells(self._titles, [self._head_look] * len(self._titles), strip.y + PAD, row, "TH")

    def _strip(self, height: float) -> Box:
        return Box(self._area[0], self._sheet.take(height).y, self._area[1], height)

    def row(self, *cells: Cell | str, strong: bool = False) -> None:
        """One more; a cell that is missing at the end is empty."""
        base = self._look.made(strong=True) if strong else self._look
        texts = [one.text if isinstance(one, Cell) else one for one in cells]
        looks = [
            self._fitted(number, texts[number], one.look if isinstance(one, Cell) else base)
            for number, one in enumerate(cells)
        ]
        lines = [
            wrapped(self._sheet.pen, text, look, width)
            for text, look, width in zip(texts, looks, self._widths, strict=False)
        ]
        row = self._sheet.pen.tree.add("TR" if self._tag == "cells" else "P", self._node)
        leading = max(look.leading for look in looks)
        self._placed(lines, looks, leading, row)

    def _fitted(self, number: int, text: str, look: Look) -> Look:
        """A number is written smaller rather than broken in two, which would read as another number."""
        if self._columns[number].align != "right" or len(text) > 24:
            return look
        room, wide = self._widths[number], self._sheet.pen.width(text, look)
        return look.made(scale=max(0.5, room / wide * 0.99)) if wide > room else look

    def _placed(self, lines: list[list[Drawn]], looks: list[Look], leading: float, row: Node) -> None:
        begin, most = 0, max(map(len, lines))
        parts: dict[int, Node] = {}
        while begin < most:
            left = most - begin
            fits = int((self._sheet.room - 2 * PAD) // leading)
            is_whole_page = self._sheet.is_fresh
            if fits < min(left, FEWEST) or (fits < left and left <= 12 and not is_whole_page):
                if not self._next_page():
                    fits = max(fits, 1)
                else:
                    continue
            end = begin + min(left, max(1, fits))
            strip = self._strip((end - begin) * leading + 2 * PAD)
            self._cells([one[begin:end] for one in lines], looks, strip.y + PAD, row, "TD", parts)
            if self._has_lines:
                with self._sheet.pen.marked(None):
                    self._sheet.pen.stroke([(strip.x, strip.bottom), (strip.right, strip.bottom)], HAIR, 0.4)
            begin = end

    def _next_page(self) -> bool:
        """False: this page has nothing on it yet, so another would have no more room."""
        if self._sheet.is_fresh:
            return False
        self._sheet.new_page()
        if self._has_head:
            self._head(again=True)
            self._sheet.cursor.top = self._sheet.cursor.y
        return True

    def _cells(
        self,
        lines: list[list[Drawn]],
        looks: list[Look],
        top: float,
        row: Node | None,
        role: str,
        parts: dict[int, Node] | None = None,
    ) -> None:
        pen = self._sheet.pen
        parts = {} if parts is None else parts
        if self._tag == "rows" or row is None:
            with pen.marked(row):
                for number, cell in enumerate(lines):
                    self._cell(number, cell, looks[number], top)
            return
        for number, cell in enumerate(lines):
            if number not in parts:
                parts[number] = pen.tree.add(role, row)
            with pen.marked(parts[number]):
                self._cell(number, cell, looks[number], top)

    def _cell(self, number: int, lines: list[Drawn], look: Look, top: float) -> None:
        align, left, width = self._columns[number].align, self._lefts[number], self._widths[number]
        for step, line in enumerate(lines):
            side = "right" if line.is_from_right else align
            self._sheet.pen.text(line, left, top + step * look.leading, look, width, side)
