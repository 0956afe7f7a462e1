"""The rig with the report window, files in a folder of the test, and post that goes nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from console.exports.csv_file import csv_bytes
from console.exports.noted import NotedExporter
from console.exports.whole import write_whole
from console.presenters.export_book import ExportBook
from console.presenters.report_counting import ReportCounting
from console.presenters.report_export import FileMade, ReportSaver
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_schedules import ScheduledReports
from core.errors import Trouble
from core.post import Delivery, Fate, Letter
from core.reporting.asking import Behind
from core.reporting.sheets import Document, ReportSheet
from tests.console.rig import Rig


class HandClock:
    """A clockwork that is wound by hand."""

    def __init__(self) -> None:
        self.job: Callable[[], None] = lambda: None
        self.when: datetime | None = None

    def at(self, name: str, when: datetime | None, job: Callable[[], None]) -> None:
        self.when, self.job = when, job

    def begin(self) -> None:
        pass

    def end(self) -> None:
        pass


class StraightExporter:
    """Writes at once, where the real one asks the pool."""

    kinds = ("csv",)

    def __init__(self) -> None:
        self.sheets: list[ReportSheet] = []
        self.documents: list[Document] = []
        self.became: list[str] = []

    def save(
        self,
        sheet: ReportSheet,
        kind: str,
        folder: str,
        done: Callable[[str], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self.sheets.append(sheet)
        try:
            path = write_whole(Path(folder), f"{sheet.name}.{kind}", csv_bytes(sheet))
        except Trouble as why:
            failed(why)
        else:
            done(str(path))

    def put_on_paper(
        self, document: Document, folder: str, done: Callable[[str], None], failed: Callable[[Trouble], None]
    ) -> None:
        self.documents.append(document)
        done(f"{folder}/{document.name}.pdf")

    def make(
        self,
        sheet: ReportSheet,
        kind: str,
        to: str,
        done: Callable[[FileMade], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self.sheets.append(sheet)
        done(FileMade(csv_bytes(sheet), self.became.append))

    def make_paper(
        self,
        document: Document,
        to: str,
        done: Callable[[FileMade], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        self.documents.append(document)
        done(FileMade(b"%PDF", self.became.append))


class ReportRig(Rig):
    """Noon of the rig is a Monday."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        super().__init__(language)
        self.folder = folder
        self.opened: list[tuple[Behind, str]] = []
        self.is_joined = False
        self.book = ExportBook(self.place, lambda: self.is_joined)
        self.reports = ReportPresenter(self.place, self.view, self.book)
        self.reports.on_tickets(lambda behind, title: self.opened.append((behind, title)))
        self.exporter, self.hand = StraightExporter(), HandClock()
        self.noted = NotedExporter(self.exporter, self.book)
        self.saver = ReportSaver(self.place, self.reports, self.noted, lambda: str(folder))
        self.letters: list[Letter] = []
        self.fate = Delivery(Fate.SENT)
        self.schedules = self.scheduled()
        self.counting = ReportCounting(self.place, self.reports.counted)

    def scheduled(self) -> ScheduledReports:
        made = ScheduledReports(self.place, self.reports, self.view, self.noted, self.hand, self, self.book)
        made.begin()
        self.lane.settle()
        return made

    def is_folder(self, path: str) -> bool:
        return Path(path).is_dir()

    def send(self, letter: Letter, sent: Callable[[Delivery], None]) -> None:
        self.letters.append(letter)
        sent(self.fate)

    def looks(self) -> None:
        self.reports.open()
        self.lane.settle()

    def tile(self, key: str) -> str:
        tiles: dict[str, str] = {one.key: one.value for one in self.view.last("show_report").tiles}
        return tiles[key]
