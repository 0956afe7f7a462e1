"""Pages drawn for a printer: every one that was asked for, as large as they are."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from console.paper.pages import draw_page
from console.paper.pdf import NoPdf, page_sizes
from console.paper.printing import paint_pages
from console.papers import PrinterRefused
from reports.demo.samples import sample_setup, texts_of
from reports.demo.tickets import list_rows
from reports.ticket_list import ticket_list


@pytest.fixture(scope="module")
def long_list() -> bytes:
    return ticket_list("All", "", list_rows(texts_of("en"), 150), sample_setup("en"))


def printer(file: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setOutputFileName(str(file))
    return made


def test_every_page_goes_to_the_printer(qapp: QApplication, long_list: bytes, tmp_path: Path) -> None:
    sizes = page_sizes(long_list)
    assert len(sizes) > 2
    paint_pages(printer(tmp_path / "all.pdf"), long_list, sizes)
    printed = (tmp_path / "all.pdf").read_bytes()
    assert len(page_sizes(printed)) == len(sizes)
    ours, theirs = (draw_page(content, 1, 300) for content in (long_list, printed))
    inks = [
        sum(image.pixelColor(x, y).lightness() < 160 for x in range(0, 300, 2) for y in range(0, 420, 2))
        for image in (ours, theirs)
    ]
    assert inks[0] > 300
    assert abs(inks[0] - inks[1]) < inks[0] * 0.5, "the page is there, in its own size"


def test_only_the_pages_that_were_chosen_are_printed(
    qapp: QApplication, long_list: bytes, tmp_path: Path
) -> None:
    chosen = printer(tmp_path / "two.pdf")
    chosen.setFromTo(2, 3)
    paint_pages(chosen, long_list, page_sizes(long_list))
    assert len(pypdf.PdfReader(tmp_path / "two.pdf").pages) == 2


def test_a_printer_that_takes_nothing_is_said(qapp: QApplication, long_list: bytes, tmp_path: Path) -> None:
    with pytest.raises(PrinterRefused):
        paint_pages(printer(tmp_path / "gone" / "x.pdf"), long_list, page_sizes(long_list))


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(NoPdf):
        page_sizes(b"%PDF-1.4 broken")
