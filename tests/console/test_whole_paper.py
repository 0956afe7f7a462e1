"""The whole window on a real desk: a ticket becomes a paper, seen, saved, mailed, archived, and known again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTransform
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console import compose_papers
from console.app import Wishes, start
from console.paper.making import Made
from console.paper.pages import draw_page
from console.presenters.paper_wish import Sheets
from console.profiles import Profile
from console.views.paper_panel import PaperPanel
from console.views.ticket_list import TicketsView
from core.ids import TicketId
from core.papers import PaperRecord, PaperState, PaperWay
from telephony.scripted import ScriptedLine
from tests.console.test_whole_desk import Desk, copy_folder, leave
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.courier.servers import mail_server


class PaperDesk(Desk):
    """Hands for paper."""

    documents: Path

    @property
    def panel(self) -> PaperPanel:
        return self.window.desk.paper

    @property
    def said(self) -> str:
        return self.panel.said.text()

    def open_first(self) -> TicketId:
        room = self.shell.room
        assert room is not None
        self.until(lambda: self.window.desk.tickets.rows.rowCount() > 0)
        ticket = TicketId(self.window.desk.tickets.rows.line_at(0).id)
        room.tickets.open(ticket)
        self.until(lambda: room.tickets.current is not None and room.tickets.current.is_made)
        return ticket

    def asks_for(self, paper: str) -> None:
        """Alt+P and the entry of its menu."""
        self.window.activateWindow()  # the offscreen platform gives it back by itself to nobody
        self.until(self.window.isActiveWindow)
        QTest.keyClick(self.window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        button = self.window.desk.ticket.print if self.window.desk.page() == "ticket" else None
        menu = (button or self.window.desk.tickets.print).menu_entries
        assert menu.isVisible()
        entry = next(action for action in menu.actions() if action.data() == paper)
        menu.hide()
        entry.trigger()
        self.until(lambda: self.panel.isVisible() and self.corner.preview.sheets is not None)

    def shows_all(self) -> TicketsView:
        table = self.window.desk.tickets
        table.scope_chosen.emit("all")
        self.until(lambda: table.rows.rowCount() > 20)
        return table

    @property
    def corner(self) -> compose_papers.PaperCorner:
        room = self.shell.room
        assert room is not None
        assert isinstance(room.papers, compose_papers.PaperCorner)
        return room.papers

    @property
    def sheets(self) -> Sheets:
        made = self.corner.preview.sheets
        assert made is not None
        return made

    def archived(self, ticket: TicketId) -> tuple[PaperRecord, ...]:
        found: list[tuple[PaperRecord, ...]] = []
        self.shell.parts.door.ask(lambda desk: desk.papers.of_ticket(ticket), found.append, lambda _: None)
        self.until(lambda: bool(found))
        return found[0]


@dataclass
class Chosen:
    """What the system's dialog would hand over."""

    printer: QPrinter

    def ask(self, chosen: Callable[[QPrinter], None]) -> None:
        chosen(self.printer)


def says(desk: PaperDesk, part: str) -> bool:
    return part in desk.said


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PaperDesk]:
    folder = tmp_path / "demo"
    copy_folder(demo_folder, folder)
    documents = tmp_path / "Documents"
    monkeypatch.setattr(compose_papers, "documents", lambda: documents)
    line = ScriptedLine()
    shell = start(Wishes(Profile("demo", folder), language="en", theme="light"), line, qapp)
    desk = PaperDesk(shell, line, qtbot, folder)
    desk.documents = documents
    desk.unlock()
    yield desk
    leave(desk)


def test_a_ticket_is_seen_as_it_will_be_printed_and_saved(desk: PaperDesk) -> None:
    ticket = desk.open_first()
    desk.asks_for("service")
    desk.until(lambda: desk.panel.pages.has_drawn(0))
    assert desk.window.focusWidget() is desk.panel.pages
    seen = desk.panel.pages.grab().toImage()
    colours = {seen.pixel(x, y) for x in range(20, seen.width(), 2) for y in range(20, seen.height(), 2)}
    assert len(colours) > 20, "there is ink on the page"
    desk.panel.save.click()
    desk.until(lambda: desk.said.startswith("Saved: "))
    [file] = desk.documents.iterdir()
    number = desk.window.desk.ticket._title.text().removeprefix("Ticket ")
    assert file.name == f"ringdesk-{number}-service.pdf"
    assert number in text_of(file.read_bytes())
    [kept] = desk.archived(ticket)
    assert (kept.way, kept.state, kept.name[5:]) == (PaperWay.SAVED, PaperState.DONE, "P-000001")
    story = desk.window.desk.ticket.timeline
    desk.until(lambda: any("no. " + kept.name in text.text() for _, _, text in story._lines))


def test_what_is_internal_is_on_ours_and_never_on_the_customers(desk: PaperDesk) -> None:
    desk.open_first()
    note = desk.window.desk.ticket.timeline
    for text, told in (("Zebra stays with us", False), ("Antelope may know", True)):
        note.told.setChecked(told)
        note.field.setText(text)
        QTest.keyClick(note.field, Qt.Key.Key_Return)
        desk.until(lambda: note.field.text() == "")
    texts = {}
    for paper in ("internal", "customer", "service"):
        desk.asks_for(paper)
        texts[paper] = text_of(desk.sheets.content)
    assert "Zebra stays with us" in texts["internal"]
    assert [
        ("Zebra" in texts[one], "Antelope may know" in texts[one]) for one in ("customer", "service")
    ] == [
        (False, True),
        (False, True),
    ]


def test_a_folder_that_is_gone_is_said_and_the_archive_says_that_it_failed(desk: PaperDesk) -> None:
    ticket = desk.open_first()
    desk.documents.write_text("a file where the folder was")
    desk.asks_for("customer")
    desk.panel.save.click()
    desk.until(lambda: "cannot be written, so nothing was saved" in desk.said)
    [kept] = desk.archived(ticket)
    assert kept.state is PaperState.FAILED
    assert [one.name for one in desk.documents.parent.iterdir() if "Documents" in one.name] == ["Documents"]


def test_it_is_mailed_with_the_file_and_a_refusal_keeps_the_address(desk: PaperDesk) -> None:
    ticket = desk.open_first()
    with mail_server() as box:
        desk.shell.parts.settings.change(
            {
                "mail_host": "127.0.0.1",
                "mail_port": str(box.port),
                "mail_security": "none",
                "mail_sender": "a@b.c",
            }
        )
        desk.asks_for("service")
        click(desk.panel.mail)
        desk.panel.address.setText("nobody")
        click(desk.panel.send)
        assert "is not a mail address" in desk.said
        box.rcpt = "550 no such user"
        desk.panel.address.setText("wang@house.example")
        QTest.keyClick(desk.panel.address, Qt.Key.Key_Return)
        desk.until(lambda: "550 no such user" in desk.said)
        assert desk.panel.address.text() == "wang@house.example"
        box.rcpt = "250 OK"
        click(desk.panel.send)
        desk.until(lambda: desk.said.startswith("Handed over to the mail server"))
    [letter] = box.letters
    [file] = letter.iter_attachments()
    assert file.get_content_type() == "application/pdf"
    number = letter["Subject"].rpartition(" ")[2]
    assert number in text_of(file.get_content())
    assert [one.state for one in desk.archived(ticket)] == [PaperState.FAILED, PaperState.DONE]
    assert desk.panel.address.text() == ""


def test_a_printer_gets_every_page_and_numbers_go_on(desk: PaperDesk, tmp_path: Path) -> None:
    ticket = desk.open_first()
    desk.asks_for("internal")
    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    chosen.setOutputFileName(str(tmp_path / "chosen.pdf"))
    counter = desk.corner.counter
    counter.printers = lambda: ["laser"]
    counter.choice = Chosen(chosen)
    for n in range(1, 3):
        desk.panel.print.click()
        name = f"P-{n:06}"
        desk.until(partial(says, desk, name))
        assert f"no. {n}" in text_of((tmp_path / "chosen.pdf").read_bytes()).lower()
    assert [one.number for one in desk.archived(ticket)] == [1, 2]
    counter.printers = list
    desk.panel.print.click()
    desk.until(lambda: desk.said.startswith("No printer is set up"))


def test_the_seals_key_is_made_once_and_lies_in_the_encrypted_desk(desk: PaperDesk) -> None:
    desk.open_first()
    keys = set()
    for paper in ("service", "customer"):
        desk.asks_for(paper)
        sheets = desk.sheets
        assert isinstance(sheets, Made)
        keys.add(sheets.data.house.key.secret.hex())
    [key] = keys
    kept: list[str | None] = []
    desk.shell.parts.door.ask(lambda inside: inside.setting("seal keys"), kept.append, lambda _: None)
    desk.until(lambda: bool(kept))
    assert kept == [f'["{key}"]']
    assert all(key.encode() not in file.read_bytes() for file in desk.folder.iterdir() if file.is_file())


def scanned(content: bytes, file: Path, degrees: float) -> Path:
    """As a scanner gives it: a little crooked, a little soft."""
    image = draw_page(content, 0, 1650)
    turned = image.transformed(QTransform().rotate(degrees), Qt.TransformationMode.SmoothTransformation)
    assert turned.scaled(turned.size() * 0.9).save(str(file))
    return file


def drop(desk: PaperDesk, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPoint(600, 300), copy, mime, left, none),
        QDropEvent(QPointF(600, 300), copy, mime, left, none),
    ):
        QApplication.sendEvent(desk.window, event)
        assert event.isAccepted()


def notices(desk: PaperDesk) -> str:
    room = desk.shell.room
    assert room is not None
    return " ".join(room.notices.sentences)


def test_a_scanned_sheet_goes_back_to_its_ticket_and_is_what_we_printed(
    desk: PaperDesk, tmp_path: Path
) -> None:
    ticket = desk.open_first()
    desk.asks_for("service")
    desk.panel.save.click()
    desk.until(lambda: desk.said.startswith("Saved: "))
    [file] = desk.documents.iterdir()
    desk.panel.leave()
    room = desk.shell.room
    assert room is not None
    room.tickets.leave()
    drop(desk, scanned(file.read_bytes(), tmp_path / "scan.png", 3))
    desk.until(lambda: "This paper is what we printed." in notices(desk))
    assert room.tickets.current is not None
    assert room.tickets.current.id == ticket
    assert "P-000001" in notices(desk)
    room.tickets.edit("description", "Something else was asked")
    room.tickets.save()
    desk.until(lambda: desk.window.desk.ticket._saved.text() == "saved")
    [kept] = desk.archived(ticket)
    room.tickets.leave()
    desk.window.desk.open_search()
    QTest.keyClicks(desk.window.desk.search.field, kept.code)
    desk.until(lambda: "What was asked is not as it was printed" in notices(desk))
    assert desk.window.desk.search.isHidden()
    drop(desk, file)
    desk.until(lambda: "What was asked is not as it was printed" in notices(desk))
    forged = kept.code[:-1] + ("A" if kept.code[-1] != "A" else "B")
    desk.window.desk.open_search()
    QTest.keyClicks(desk.window.desk.search.field, forged)
    desk.until(lambda: "Do not trust it" in notices(desk))


def test_a_file_that_is_no_sheet_is_said(desk: PaperDesk, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    drop(desk, tmp_path / "a.png")
    desk.until(lambda: "a.png is no picture of a sheet" in notices(desk))
    blank = QImage(400, 400, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    blank.save(str(tmp_path / "b.png"))
    drop(desk, tmp_path / "b.png")
    desk.until(lambda: "No code was found on b.png" in notices(desk))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    drop(desk, tmp_path / "c.pdf")
    desk.until(lambda: "cannot be read as a PDF" in notices(desk))


def test_the_list_is_printed_as_it_stands_there(desk: PaperDesk) -> None:
    table = desk.shows_all()
    desk.asks_for("list")
    text = text_of(desk.sheets.content)
    numbers = [table.rows.line_at(n).number for n in range(table.rows.rowCount())]
    assert all(number in text for number in numbers)
    table.table.selectRow(1)
    desk.asks_for("chosen")
    text = text_of(desk.sheets.content)
    assert [number for number in numbers if number in text] == [numbers[1]]


def test_reports_of_a_selection_are_whole_files_and_cancel_leaves_whole_ones(desk: PaperDesk) -> None:
    table = desk.shows_all()
    room = desk.shell.room
    assert room is not None
    table.print_wanted.emit("reports")
    assert "Select the tickets first" in notices(desk)
    table.table.selectAll()
    count = len(table.chosen())
    table.print_wanted.emit("reports")
    desk.until(lambda: f"{count} service reports are saved in" in notices(desk))
    [folder] = desk.documents.iterdir()
    assert len({text_of(file.read_bytes()) for file in folder.iterdir()}) == count
    assert all(file.suffix == ".pdf" for file in folder.iterdir())
    table.print_wanted.emit("reports")
    desk.until(lambda: desk.corner.batch._done > 0)
    room.notices.act("papers")
    desk.until(lambda: "Cancelled: " in notices(desk))
    newest = max(desk.documents.iterdir())
    made = list(newest.iterdir())
    assert 0 < len(made) <= count
    assert all(is_whole(file) for file in made)


def is_whole(file: Path) -> bool:
    return file.suffix == ".pdf" and bool(text_of(file.read_bytes()))


def test_the_layout_is_seen_while_it_is_typed_refused_in_words_and_kept(desk: PaperDesk) -> None:
    panel = desk.window.desk.layout_panel
    desk.window.settings_clicked.emit()
    desk.until(desk.window.desk.settings.isVisible)
    click(desk.window.desk.settings.layout_button)
    desk.until(lambda: panel.isVisible() and panel.pages.has_drawn(0))
    assert desk.window.desk.settings.isHidden()
    line = panel.name.control
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Huaxin")
    panel.texts["head"].insertPlainText("Beijing")
    panel.accent.edited.emit("#ffffee")
    desk.until(lambda: "too light to be read" in panel.said.text())
    click(panel.save)
    panel.accent.edited.emit("#803000")
    desk.until(lambda: panel.said.text() == "")
    made = desk.corner.layout.made
    assert made is not None
    desk.until(lambda: "Huaxin" in text_of(desk.corner.layout.made.content))  # type: ignore[union-attr]
    click(panel.save)
    desk.until(lambda: panel.said.text().startswith("Saved: "))
    assert not panel.save.isEnabled()
    panel.leave()
    desk.open_first()
    desk.asks_for("customer")
    assert "Huaxin" in text_of(desk.sheets.content)
    assert "Beijing" in text_of(desk.sheets.content)
