"""Pages of a PDF as pictures, drawn from the file itself."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

from console.paper.pdf import opened

LARGEST = 5000  # pixels a side: a page that is larger is drawn coarser


def draw_page(content: bytes, page: int, pixels_wide: int) -> QImage:
    with opened(content) as document:
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
