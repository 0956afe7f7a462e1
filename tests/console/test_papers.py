"""The explanation on paper: saved whole or not at all, printed beside the window, and the screen waits for neither."""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.bridge.background import Background
from console.bridge.ui_queue import UiQueue
from console.papers import DiskFull, WhyPapers, keep, plain
from console.viewmodels.service import DayBar, DueLine, Piece, WhyShown
from console.views.theme import Theme
from console.views.why_panel import WhyPanel
from console.words import Catalogue
from tests.console.translations import FOLDER
from tests.storage.test_disk import linux_only, mounted, no_file_longer_than


def explained(days: int = 5) -> WhyShown:
    bars = tuple(
        DayBar(
            f"Tue 11-{n:02}",
            "",
            (Piece(9, 12, "counted"), Piece(13.5, 18, "paused")),
            (9.5,),
            "3 h",
            f"{n} h",
        )
        for n in range(days)
    )
    lines = tuple((f"2026-11-{n + 1:02} 09:30", "工单已创建") for n in range(days))
    return WhyShown(
        "Why: ticket 2026-004182", (), DueLine("due 15:40, 38 min left"), (("Promised", "4 h"),), ("1. P2: taken",),
        bars, "", lines, file_name="2026-004182-resolution",
    )  # fmt: skip


class Desk:
    """The panel in a window, a lane, and a folder for documents."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.words = Catalogue(FOLDER, "en")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.panel = WhyPanel(self.words, Theme(app, "light"))
        self.panel.setParent(self.window)
        self.folder = folder
        self.background = Background(UiQueue())
        self.papers = WhyPapers(self.words, self.panel, self.background, lambda: self.folder)
        self.panel.save_clicked.connect(self.papers.save)
        self.panel.print_clicked.connect(self.papers.print)
        self.window.show()
        self.panel.show_why(explained())

    @property
    def said(self) -> str:
        return self.panel.said.text()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "Documents")
    yield made
    made.background.close()


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def ink(content: bytes) -> int:
    """How much is drawn on all pages: bytes of their unpacked streams."""
    found = 0
    for part in content.split(b"stream\n")[1::2]:
        try:
            found += len(zlib.decompress(part.rpartition(b"\nend")[0]))
        except zlib.error:
            continue  # an embedded font
    return found


def test_it_is_saved_whole_and_says_where_with_a_way_there(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    desk.panel.save.click()
    qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    [file] = desk.folder.iterdir()
    assert file.name == "ringdesk-2026-004182-resolution.pdf"
    assert is_pdf(file.read_bytes())
    assert ink(file.read_bytes()) > 1000
    desk.panel.show_why(explained(6))
    assert desk.said == f"Saved: {file}", "the next minute takes nothing away"
    desk.panel.open_folder.click()
    assert [url.toLocalFile() for url in opened] == [str(desk.folder)]


def test_what_was_saved_before_is_not_written_over(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(3):
        desk.panel.say_done("")
        desk.panel.save.click()
        qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    assert {one.name.removeprefix("ringdesk-2026-004182-resolution") for one in desk.folder.iterdir()} == {
        ".pdf",
        " (2).pdf",
        " (3).pdf",
    }


def test_a_double_click_saves_once(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.save.click()
    desk.panel.save.click()
    desk.background.close()
    qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    assert len(list(desk.folder.iterdir())) == 1


def test_a_long_story_takes_several_pages(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_why(explained(28))
    desk.panel.save.click()
    qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    [file] = desk.folder.iterdir()
    assert pages(file.read_bytes()) >= 2


def test_a_folder_that_is_gone_is_said_and_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.folder.write_text("a file where the folder was")
    desk.panel.save.click()
    qtbot.waitUntil(lambda: "cannot be written, so nothing was saved" in desk.said)
    assert desk.panel.open_folder.isHidden()
    assert [one.name for one in desk.folder.parent.iterdir()] == ["Documents"]


@linux_only
def test_a_quota_that_is_used_up_is_said_and_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    with no_file_longer_than(2000):
        desk.panel.save.click()
        qtbot.waitUntil(lambda: "is full: nothing was saved" in desk.said)
    assert list(desk.folder.iterdir()) == []


@linux_only
def test_a_full_disk_keeps_the_file_of_before(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as small:
        before = keep(small / "a.pdf", b"before")
        with pytest.raises(DiskFull):
            keep(small / "a.pdf", os.urandom(200_000))
        assert [one.name for one in small.iterdir()] == ["a.pdf"]
        assert before.read_bytes() == b"before"


def test_nothing_of_it_runs_on_the_screens_thread(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    fsync = os.fsync

    def seen(handle: int) -> None:
        threads.append(threading.current_thread())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", seen)
    desk.panel.save.click()
    qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    assert threading.main_thread() not in threads
    assert len(threads) == 1


def test_without_a_printer_it_says_what_else_there_is(desk: Desk, qtbot: QtBot) -> None:
    desk.papers.printers = list
    desk.panel.print.click()
    qtbot.waitUntil(lambda: desk.said.startswith("No printer is set up"))


def test_the_print_dialog_stands_beside_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.papers.printers = lambda: ["laser"]
    desk.panel.print.click()
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(QPrintDialog)))
    [dialog] = desk.window.findChildren(QPrintDialog)
    assert not dialog.isModal()
    desk.panel.print.click()
    desk.background.close()
    QApplication.processEvents()
    assert len(desk.window.findChildren(QPrintDialog)) == 1
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.window.findChildren(QPrintDialog))


def test_a_file_that_is_chosen_there_is_written_as_a_whole(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "chosen.pdf"))
    desk.papers.give(printer)
    qtbot.waitUntil(lambda: desk.said.startswith("Saved: "))
    assert is_pdf((tmp_path / "chosen.pdf").read_bytes())


def test_a_printer_that_takes_nothing_is_said(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> bool:
        return False

    monkeypatch.setattr("console.papers.paint_why", refuse)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    desk.papers.give(printer)
    qtbot.waitUntil(lambda: "takes nothing" in desk.said)


@pytest.mark.parametrize(
    ("name", "file"), [("2026-004182-first-response", "2026-004182-first-response"), ("../x:工单 1", "x1")]
)
def test_names_of_files_hold_what_every_disk_takes(name: str, file: str) -> None:
    assert plain(name) == file
