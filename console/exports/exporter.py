"""Files of reports, made and written away from the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from console.bridge.background import Background
from console.exports.csv_file import csv_bytes
from console.exports.whole import write_whole
from console.presenters.report_export import FileMade
from core.errors import Trouble
from core.reporting.sheets import Document, Printable, ReportSheet

Maker = Callable[[ReportSheet], bytes]
PDF = "pdf"


def _xlsx(sheet: ReportSheet) -> bytes:
    from console.exports.xlsx_file import xlsx_bytes  # noqa: PLC0415 - loaded when it is first wanted

    return xlsx_bytes(sheet)


MAKERS: Mapping[str, Maker] = {"csv": csv_bytes, "xlsx": _xlsx}


class Papers(Protocol):
    """Makes sheets that are sealed, and has a number for each that leaves."""

    def save(
        self, sheet: Printable, folder: str, done: Callable[[str], None], failed: Callable[[Trouble], None]
    ) -> None: ...
    def make(
        self, sheet: Printable, to: str, done: Callable[[FileMade], None], failed: Callable[[Trouble], None]
    ) -> None: ...


class FileExporter:
    """An Exporter: one job in the pool for each file; what is paper goes the way of paper."""

    def __init__(self, background: Background, papers: Papers, makers: Mapping[str, Maker] = MAKERS) -> None:
        self._background = background
        self._papers = papers
        self._makers = makers

    @property
    def kinds(self) -> tuple[str, ...]:
        return (*self._makers, PDF)

    def save(
        self,
        sheet: ReportSheet,
        kind: str,
        folder: str,
        done: Callable[[str], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """``done`` is given the whole path: a name that is taken is not written over."""
        if kind == PDF:
            self._papers.save(sheet, folder, done, failed)
            return
        make = self._makers[kind]

        def job() -> str:
            return str(write_whole(Path(folder).expanduser(), f"{sheet.name}.{kind}", make(sheet)))

        self._background.aside(job, done, failed)

    def put_on_paper(
        self, document: Document, folder: str, done: Callable[[str], None], failed: Callable[[Trouble], None]
    ) -> None:
        self._papers.save(document, folder, done, failed)

    def make(
        self,
        sheet: ReportSheet,
        kind: str,
        to: str,
        done: Callable[[FileMade], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        if kind == PDF:
            self._papers.make(sheet, to, done, failed)
            return
        make = self._makers[kind]
        self._background.aside(lambda: FileMade(make(sheet)), done, failed)

    def make_paper(
        self,
        document: Document,
        to: str,
        done: Callable[[FileMade], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self._papers.make(document, to, done, failed)
