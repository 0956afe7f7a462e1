"""Reports, built and joined: the window, counting in the background, files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QStandardPaths

from console.exports.exporter import FileExporter
from console.parts import Parts
from console.presenters.report_counting import ReportCounting
from console.presenters.report_export import ReportSaver
from console.presenters.report_presenter import ReportPresenter
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.views.desk_window import DeskWindow
from core.reporting.asking import Behind


@dataclass(slots=True)
class ReportsCorner:
    """Lives as long as the room."""

    window: ReportPresenter
    saver: ReportSaver
    counting: ReportCounting

    def begin(self) -> None:
        self.counting.begin()

    def end(self) -> None:
        """The desk is being locked or left."""
        self.counting.end()

    def show(self) -> None:
        self.window.show()

    def open(self) -> None:
        self.window.open()


def compose_reports(parts: Parts, place: Workplace) -> ReportsCorner:
    reports = ReportPresenter(place, parts.window.desk.reports)
    exporter = FileExporter(parts.background)
    saver = ReportSaver(place, reports, exporter, documents)
    return ReportsCorner(reports, saver, ReportCounting(place, reports.counted))


def documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def connect_reports(
    parts: Parts, corner: ReportsCorner, rows: TicketListPresenter, tickets: TicketPresenter
) -> None:
    panel, reports = parts.window.desk.reports, corner.window
    panel.report_chosen.connect(reports.choose)
    panel.filter_chosen.connect(reports.filter)
    panel.period_typed.connect(reports.type_period)
    panel.figure_opened.connect(reports.open_figure)
    panel.export_clicked.connect(corner.saver.save)
    panel.left.connect(reports.leave)
    reports.on_tickets(partial(show_behind, parts.window, rows, tickets))


def show_behind(
    window: DeskWindow, rows: TicketListPresenter, tickets: TicketPresenter, behind: Behind, title: str
) -> None:
    """The list is what one wants to see now; a ticket that is open is kept as it is."""
    window.desk.reports.leave()
    if tickets.current is not None:
        tickets.leave()
    rows.show_behind(behind, title)
    window.desk.focus_page()
