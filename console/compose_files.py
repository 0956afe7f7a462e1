"""A part of the composition root: files on tickets, built and joined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from console.file_shop import Shop
from console.parts import Parts
from console.presenters.notices import Notices
from console.presenters.ticket_files import TicketFiles
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.sync.ferry import Carried, Fate, Ferry


@dataclass(slots=True)
class FileCorner:
    """Lives as long as the room."""

    files: TicketFiles
    shop: Shop

    def begin(self) -> None:
        self.shop.begin()

    def end(self) -> None:
        """The desk is being locked or left: nothing stays in plain."""
        self.files.forget()
        self.shop.forget()


def compose_files(
    parts: Parts, place: Workplace, notices: Notices, tickets: TicketPresenter, ferry: Ferry
) -> FileCorner:
    view = parts.window.desk.ticket.files
    shop = Shop(parts.profile.folder, parts.background, parts.door, place.clock, show_file)
    files = TicketFiles(place, tickets, shop, view, notices)

    def carried(step: Carried) -> None:
        files.carried(step.blob, is_here=step.fate is Fate.WHOLE, is_damaged=step.fate is Fate.DAMAGED)

    files.join(ferry)
    ferry.listen(carried)
    ferry.turned = files.show
    view.files_added.connect(files.add)
    view.picture_pasted.connect(files.paste)
    view.open_clicked.connect(files.open)
    view.save_chosen.connect(files.save)
    view.remove_clicked.connect(files.remove)
    return FileCorner(files, shop)


def show_file(path: Path) -> bool:
    """In the program that the desktop has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
