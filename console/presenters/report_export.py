"""The report on screen saved as a file; where it is, or why not, is said in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.presenters.report_documents import ReportDocuments, kind_of
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_sheets import sheet_of
from console.presenters.workplace import Workplace
from console.viewmodels.reports import DOCUMENT
from core.errors import Trouble
from core.reporting.report import Worked
from core.reporting.sheets import Document, ReportSheet
from core.words import Sentence

Done = Callable[[str], None]
Failed = Callable[[Trouble], None]


def _nobody_asks(_: str) -> None:
    """Of a file that has no number."""


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file that leaves. ``became`` is told whether it did: "" or why not."""

    content: bytes
    became: Callable[[str], None] = _nobody_asks


class Exporter(Protocol):
    """Makes and writes files, away from the screen."""

    @property
    def kinds(self) -> tuple[str, ...]: ...
    def save(self, sheet: ReportSheet, kind: str, folder: str, done: Done, failed: Failed) -> None: ...
    def put_on_paper(self, document: Document, folder: str, done: Done, failed: Failed) -> None: ...
    def make(
        self, sheet: ReportSheet, kind: str, to: str, done: Callable[[FileMade], None], failed: Failed
    ) -> None: ...
    def make_paper(
        self, document: Document, to: str, done: Callable[[FileMade], None], failed: Failed
    ) -> None: ...


class ReportSaver:
    """Saves where documents go."""

    def __init__(
        self, place: Workplace, reports: ReportPresenter, exporter: Exporter, folder: Callable[[], str]
    ) -> None:
        self._place = place
        self._reports = reports
        self._exporter = exporter
        self._folder = folder
        self._documents = ReportDocuments(place, reports.names)

    def save(self, kind: str) -> None:
        report = self._reports.worked
        if report is None:
            return
        if kind == DOCUMENT:
            self._put_on_paper(report)
        elif kind in self._exporter.kinds:
            self._save(report, kind)

    def _put_on_paper(self, report: Worked) -> None:
        """The paper of what is on screen, with all that belongs to it."""
        if not kind_of(report.asked):
            return
        self._reports.say(Sentence("Saving …"))

        def joined(document: Document) -> None:
            self._exporter.put_on_paper(document, self._folder(), self._saved, self._failed)

        self._documents.make(report, self._reports.state.zone, joined, self._failed)

    def _save(self, report: Worked, kind: str) -> None:
        sheet = sheet_of(self._place, self._reports.names, report, self._reports.state.zone)
        self._reports.say(Sentence("Saving …"))
        self._exporter.save(sheet, kind, self._folder(), self._saved, self._failed)

    def _saved(self, path: str) -> None:
        self._reports.say(Sentence("Saved: {path}", {"path": path}))

    def _failed(self, why: Trouble) -> None:
        self._reports.say(None, why.sentence)
