"""A QR code on the page: drawn as squares, so that it is sharp on any printer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget

from reports.layout import MM
from reports.strokes import Box, Strokes

QUIET = 4  # modules of white around it, as the standard wants
MODULE = 0.5 * MM  # a phone camera and a 200 dpi scanner still read it, creased


@lru_cache(maxsize=64)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    widget: Any = QrCodeWidget(text, barLevel="M")
    code = widget.qr
    code.make()
    return tuple(tuple(bool(one) for one in row) for row in code.modules)


def qr_size(text: str) -> float:
    return (len(_modules(text)) + 2 * QUIET) * MODULE


def draw_qr(pen: Strokes, text: str, box: Box) -> None:
    """In the middle of the box, quiet zone included."""
    modules = _modules(text)
    step = min(box.width, box.height) / (len(modules) + 2 * QUIET)
    side = step * len(modules)
    left, top = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    squares = []
    for row, line in enumerate(modules):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                squares.append(Box(left + start * step, top + row * step, (column - start) * step, step))
                start = None
    pen.fill(box, "#ffffff")
    pen.squares(squares, "#000000")
