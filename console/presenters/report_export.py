"""The report on screen saved as a file; where it is, or why not, is said in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_sheets import sheet_of
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.reporting.sheets import ReportSheet
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
    def make(
        self, sheet: ReportSheet, kind: str, to: str, done: Callable[[FileMade], None], failed: Failed
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

    def save(self, kind: str) -> None:
        report = self._reports.worked
        if report is None or kind not in self._exporter.kinds:
            return
        sheet = sheet_of(self._place, self._reports.names, report, self._reports.state.zone)
        self._reports.say(Sentence("Saving …"))
        self._exporter.save(sheet, kind, self._folder(), self._saved, self._failed)

    def _saved(self, path: str) -> None:
        self._reports.say(Sentence("Saved: {path}", {"path": path}))

    def _failed(self, why: Trouble) -> None:
        self._reports.say(None, why.sentence)
