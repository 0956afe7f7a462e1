"""A QR code on the page: drawn as squares, so that it is sharp on any printer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import zxingcpp

from reports.layout import MM
from reports.strokes import Box, Strokes

QUIET = 4  # modules of white around it, as the standard wants
MODULE = 0.5 * MM  # a phone camera and a 200 dpi scanner still read it, creased


@lru_cache(maxsize=64)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    lines: list[list[int]] = cast("Any", memoryview(image)).tolist()
    return tuple(tuple(not light for light in line) for line in lines)


def qr_size(text: str) -> float:
    return (len(_modules(text)) + 2 * QUIET) * MODULE


def draw_qr(pen: Strokes, text: str, box: Box) -> None:
    """In the middle of the box, quiet zone included."""
    modules = _modules(text)
    step = min(box.width, box.height) / (len(modules) + 2 * QUIET)
    side = step * len(modules)
    left, top = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    pen.fill(box, "#ffffff")
    pen.squares(_rows(modules), Box(left, top, side, side), step, "#000000")


def _rows(modules: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side as one: row, first column, how many."""
    for row, line in enumerate(modules):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, start, column - start
                start = None
