"""A made paper given to a printer, page by page as pictures drawn for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from console.paper.pages import draw_pages
from console.papers import PrinterRefused

FINEST = 300  # dots an inch: more costs memory and shows nothing


def paint_pages(printer: QPrinter, content: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
    """On a lane of its own. The printer's own margins are not added: the paper has its own."""
    printer.setFullPage(True)
    wanted = _pages(printer, len(sizes))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused(printer.printerName())
    try:
        dots = min(printer.resolution(), FINEST)
        widest = max(width for width, _ in sizes)
        for n, image in zip(wanted, draw_pages(content, wanted, round(widest / 72 * dots)), strict=True):
            if n != wanted.start and not printer.newPage():
                raise PrinterRefused(printer.printerName())
            painter.drawImage(_fitted(printer, sizes[n]), image)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterRefused(printer.printerName())


def _pages(printer: QPrinter, count: int) -> range:
    """Those that the dialog asked for."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return range(min(first, count) - 1, min(last, count))


def _fitted(printer: QPrinter, size: tuple[float, float]) -> QRectF:
    """As large as it is; smaller only where the printer's paper is."""
    whole = printer.pageLayout().fullRectPixels(printer.resolution())
    dot = printer.resolution() / 72
    scale = min(1.0, whole.width() / (size[0] * dot), whole.height() / (size[1] * dot))
    return QRectF(0, 0, size[0] * dot * scale, size[1] * dot * scale)
