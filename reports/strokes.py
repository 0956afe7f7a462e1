"""Lines, boxes and pictures on a page, counted from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

INK, SOFT, HAIR, TINT = "#1a1d21", "#5b646e", "#c9d0d8", "#f2f4f7"
ink = lru_cache(maxsize=256)(HexColor)  # a page names the same few colours a hundred times


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, from the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inside(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Strokes:
    """What of a pen is not text."""

    _canvas: Canvas
    size: tuple[float, float]

    def _up(self, y: float) -> float:
        return self.size[1] - y

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = HAIR,
        width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._up(points[0][1]))
        for x, y in points[1:]:
            path.lineTo(x, self._up(y))
        self._canvas.setStrokeColor(ink(colour))
        self._canvas.setLineWidth(width)
        self._canvas.setDash(list(dash))
        self._canvas.drawPath(path, stroke=1, fill=0)

    def fill(self, box: Box, colour: str, edge: str = "") -> None:
        self._canvas.setFillColor(ink(colour))
        if edge:
            self._canvas.setStrokeColor(ink(edge))
            self._canvas.setLineWidth(0.5)
            self._canvas.setDash([])
        self._canvas.rect(box.x, self._up(box.bottom), box.width, box.height, stroke=bool(edge), fill=1)

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled polygon."""
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._up(points[0][1]))
        for x, y in points[1:]:
            path.lineTo(x, self._up(y))
        path.close()
        self._canvas.setFillColor(ink(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def squares(self, rows: Iterable[tuple[int, int, int]], box: Box, step: float, colour: str) -> None:
        """Many squares of a grid in one path: what a QR code is made of. A row is: line, first column, how many.

        The grid is scaled, not its squares: whole numbers are written ten times as quickly as the lengths of paper.
        """
        self._canvas.saveState()
        self._canvas.setFillColor(ink(colour))
        self._canvas.transform(step, 0, 0, -step, box.x, self._up(box.y))
        squares = " ".join(f"{column} {line} {count} 1 re" for line, column, count in rows)
        self._canvas.addLiteral(f"{squares} f" if squares else "")
        self._canvas.restoreState()
