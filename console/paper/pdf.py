"""PDF files opened and measured; without Qt, so that the press can use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from core.errors import RuleViolation

_PDFIUM = threading.Lock()  # the library may be in one thread at a time


class NoPdf(RuleViolation):
    """A file that is damaged, locked, or something else."""

    def __init__(self) -> None:
        super().__init__("This file cannot be read as a PDF. Is it damaged, or does it have a password?")


def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with opened(content) as document:
        return tuple(document.get_page_size(n) for n in range(len(document)))


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as why:
            raise NoPdf from why
        try:
            yield document
        finally:
            document.close()
