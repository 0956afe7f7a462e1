"""Reports leave only with a right to it, and each that leaves a joined desk is written down for the audit log first."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.export_book import ExportBook, Strike, struck
from console.presenters.report_export import Done, Exporter, Failed, FileMade
from core.exports import Export, ExportNotAllowed
from core.papers import PaperWay
from core.reporting.sheets import Document, Printable, ReportSheet

PDF = "pdf"
Made = Callable[[FileMade], None]


class NotedExporter:
    """An Exporter around another; what did not leave after all is struck out again."""

    def __init__(self, origin: Exporter, book: ExportBook) -> None:
        self._origin = origin
        self._book = book

    @property
    def kinds(self) -> tuple[str, ...]:
        return self._origin.kinds

    def save(self, sheet: ReportSheet, kind: str, folder: str, done: Done, failed: Failed) -> None:
        self._leaves(
            Export(_name(sheet), kind, PaperWay.SAVED, len(sheet.rows)),
            lambda strike: self._origin.save(sheet, kind, folder, done, struck(strike, failed)),
            failed,
        )

    def put_on_paper(self, document: Document, folder: str, done: Done, failed: Failed) -> None:
        self._leaves(
            Export(_name(document), PDF, PaperWay.SAVED, _rows(document)),
            lambda strike: self._origin.put_on_paper(document, folder, done, struck(strike, failed)),
            failed,
        )

    def make(self, sheet: ReportSheet, kind: str, to: str, done: Made, failed: Failed) -> None:
        self._leaves(
            Export(_name(sheet), kind, PaperWay.MAILED, len(sheet.rows), _domain(to)),
            lambda strike: self._origin.make(sheet, kind, to, _watched(strike, done), struck(strike, failed)),
            failed,
        )

    def make_paper(self, document: Document, to: str, done: Made, failed: Failed) -> None:
        self._leaves(
            Export(_name(document), PDF, PaperWay.MAILED, _rows(document), _domain(to)),
            lambda strike: self._origin.make_paper(
                document, to, _watched(strike, done), struck(strike, failed)
            ),
            failed,
        )

    def _leaves(self, export: Export, go: Callable[[Strike], None], failed: Failed) -> None:
        if self._book.may:
            self._book.leaves(export, go, failed)
        else:
            failed(ExportNotAllowed())


def _watched(strike: Strike, done: Made) -> Made:
    """Whether a letter left is known when the post has answered."""

    def made(file: FileMade) -> None:
        def became(why: str) -> None:
            if why:
                strike()
            file.became(why)

        done(FileMade(file.content, became))

    return made


def _name(what: Printable) -> str:
    """Report and days, as in the name of the file."""
    return what.name.removeprefix("ringdesk-")


def _rows(document: Document) -> int:
    return sum(len(sheet.rows) for _, sheet in document.sheets)


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
