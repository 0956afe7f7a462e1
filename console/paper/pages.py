"""Pages of a PDF as pictures, drawn from the file itself. The only place that knows pypdfium2."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

from core.errors import RuleViolation

_PDFIUM = threading.Lock()  # the library may be in one thread at a time
LARGEST = 5000  # pixels a side: a page that is larger is drawn coarser


class NoPdf(RuleViolation):
    """A file that is damaged, locked, or something else."""

    def __init__(self) -> None:
        super().__init__("This file cannot be read as a PDF. Is it damaged, or does it have a password?")


def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with _opened(content) as document:
        return tuple(document.get_page_size(n) for n in range(len(document)))


def draw_page(content: bytes, page: int, pixels_wide: int) -> QImage:
    with _opened(content) as document:
        return _drawn(document, page, pixels_wide)


def draw_pages(content: bytes, pages: range, pixels_wide: int) -> Iterator[QImage]:
    """One after the other, so that a long document needs the memory of one page."""
    for page in pages:
        yield draw_page(content, page, pixels_wide)


def _drawn(document: pdfium.PdfDocument, number: int, pixels_wide: int) -> QImage:
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(pixels_wide / width, LARGEST / height, LARGEST / width)
        bitmap = page.render(scale=scale, rev_byteorder=False)
        try:
            shape = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_BGR888}
            form = shape.get(bitmap.n_channels, QImage.Format.Format_RGB32)
            return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
        finally:
            bitmap.close()
    finally:
        page.close()


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as why:
            raise NoPdf from why
        try:
            yield document
        finally:
            document.close()
