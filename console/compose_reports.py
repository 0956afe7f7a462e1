"""Reports, built and joined: the window, counting in the background, files, and reports that make themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from console.exports.exporter import FileExporter
from console.exports.noted import NotedExporter
from console.exports.report_papers import ReportPapers
from console.paper.press import PressProcess
from console.parts import Parts
from console.presenters.export_book import ExportBook
from console.presenters.report_counting import ReportCounting
from console.presenters.report_export import ReportSaver
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_schedules import ScheduledReports
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.reminders.clockwork import Clockwork
from console.views.desk_window import DeskWindow
from core.post import Delivery, Fate, Letter
from core.reporting.asking import Behind
from courier.carry import carry


@dataclass(slots=True)
class ReportsCorner:
    """Lives as long as the room."""

    window: ReportPresenter
    saver: ReportSaver
    counting: ReportCounting
    schedules: ScheduledReports

    def begin(self) -> None:
        self.counting.begin()
        self.schedules.begin()

    def end(self) -> None:
        """The desk is being locked or left."""
        self.counting.end()
        self.schedules.end()

    def show(self) -> None:
        self.window.show()
        self.schedules.show()

    def open(self) -> None:
        self.window.open()


class World:
    """An Outside: folders of this computer, and the post."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def is_folder(self, path: str) -> bool:
        return bool(path) and Path(path).expanduser().is_absolute() and Path(path).expanduser().is_dir()

    def send(self, letter: Letter, sent: Callable[[Delivery], None]) -> None:
        """Away from the screen; a bug on the way is no reason to try again."""
        job = partial(carry, letter, self._parts.settings.channels)
        self._parts.background.aside(job, sent, lambda why: sent(Delivery(Fate.UNKNOWN, why.sentence)))


def compose_reports(parts: Parts, place: Workplace, press: PressProcess, book: ExportBook) -> ReportsCorner:
    panel = parts.window.desk.reports
    reports = ReportPresenter(place, panel, book)
    exporter = NotedExporter(
        FileExporter(parts.background, ReportPapers(place, parts.background, press)), book
    )
    saver = ReportSaver(place, reports, exporter, documents)
    clock = Clockwork(place.timers)
    schedules = ScheduledReports(place, reports, panel, exporter, clock, World(parts), book)
    counting = ReportCounting(place, reports.counted, lambda: bool(parts.phone.book.up))
    return ReportsCorner(reports, saver, counting, schedules)


def documents() -> str:
    """Where documents go; made when it is not there, as other programs do."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if folder.parent.is_dir() and not folder.exists():
        folder.mkdir(exist_ok=True)
    return str(folder)


def connect_reports(
    parts: Parts, corner: ReportsCorner, rows: TicketListPresenter, tickets: TicketPresenter
) -> None:
    panel, reports = parts.window.desk.reports, corner.window
    panel.report_chosen.connect(reports.choose)
    panel.filter_chosen.connect(reports.filter)
    panel.period_typed.connect(reports.type_period)
    panel.figure_opened.connect(reports.open_figure)
    panel.export_clicked.connect(corner.saver.save)
    panel.schedules_clicked.connect(partial(turn_schedules, parts.window, corner))
    panel.schedules.scheduled.connect(corner.schedules.add)
    panel.schedules.unscheduled.connect(corner.schedules.remove)
    panel.left.connect(reports.leave)
    reports.on_tickets(partial(show_behind, parts.window, rows, tickets))


def turn_schedules(window: DeskWindow, corner: ReportsCorner) -> None:
    corner.schedules.show()
    window.desk.reports.turn_schedules()


def show_behind(
    window: DeskWindow, rows: TicketListPresenter, tickets: TicketPresenter, behind: Behind, title: str
) -> None:
    """The list is what one wants to see now; a ticket that is open is kept as it is."""
    window.desk.reports.leave()
    if tickets.current is not None:
        tickets.leave()
    rows.show_behind(behind, title)
    window.desk.focus_page()
