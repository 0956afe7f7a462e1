"""Files in the whole window: dropped, pasted, opened, saved, taken off and put back, and nothing in plain after it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from console import compose_files
from console.paper.joining import Bytes, Gathered, gather, photos, ticket_facts
from core.customers.identity import NumberRules
from reports.ticket_print import for_customer
from tests.console.test_whole_desk import Desk
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_desk import desk as desk  # noqa: PLC0414 - as above

WORDS = b"geheime zwischenablage " * 70_000


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The desktop's opener, which a test machine has not."""
    paths: list[Path] = []

    def show(path: Path) -> bool:
        paths.append(path)
        return True

    monkeypatch.setattr(compose_files, "show_file", show)
    return paths


@pytest.fixture
def at_ticket(shown: list[Path], desk: Desk) -> Desk:
    """``shown`` first: the room is built at the unlocking."""
    assert shown == []
    desk.unlock()
    QTest.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: is_made(desk))
    return desk


def is_made(desk: Desk) -> bool:
    editor = desk.shell.room.tickets.current if desk.shell.room else None
    return editor is not None and editor.is_made


def drop(desk: Desk, *paths: Path) -> None:
    view, data = desk.window.desk.ticket.files, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(view, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(5, 5), copy, data, left, none))


def lines(desk: Desk) -> list[str]:
    rows = desk.window.desk.ticket.files.rows
    return [row.line.name for row in rows if not row.isHidden() and row.line.is_ready]


def said(desk: Desk) -> str:
    assert desk.shell.room is not None
    return " ".join(desk.shell.room.notices.sentences)


def test_dropped_it_is_encrypted_and_opened_from_a_folder_that_the_lock_wipes(
    at_ticket: Desk, shown: list[Path], tmp_path: Path
) -> None:
    desk, source = at_ticket, tmp_path / "Kaffeemaschine.pdf"
    source.write_bytes(WORDS)
    drop(desk, source)
    desk.until(lambda: lines(desk) == ["Kaffeemaschine.pdf"])
    files = [one for one in (desk.folder / "blobs").rglob("*") if one.is_file()]
    assert len(files) == 1
    assert b"zwischenablage" not in files[0].read_bytes()
    row = desk.window.desk.ticket.files.rows[0]
    assert row.detail.text() == "1.6 MB", "a desk that works alone has nothing to send it to"
    QTest.mouseClick(row.name, Qt.MouseButton.LeftButton)
    desk.until(lambda: bool(shown))
    assert shown[0].name == "Kaffeemaschine.pdf"
    assert shown[0].read_bytes() == WORDS
    assert shown[0].stat().st_mode & 0o077 == 0
    desk.shell.lock()
    desk.until(lambda: not (desk.folder / "opened").exists())
    assert source.read_bytes() == WORDS


def test_what_may_run_is_saved_and_never_opened(at_ticket: Desk, shown: list[Path], tmp_path: Path) -> None:
    desk, source = at_ticket, tmp_path / "update.exe"
    source.write_bytes(b"MZ")
    drop(desk, source)
    desk.until(lambda: lines(desk) == ["update.exe"])
    view = desk.window.desk.ticket.files
    view.rows[0].name.click()
    desk.until(lambda: "can run as a program" in said(desk))
    assert shown == []
    view.save_chosen.emit(view.rows[0].line.id, str(tmp_path / "saved.exe"))
    desk.until(lambda: (tmp_path / "saved.exe").exists() and "was saved as" in said(desk))
    assert (tmp_path / "saved.exe").read_bytes() == b"MZ"
    assert (tmp_path / "saved.exe").stat().st_mode & 0o111 == 0


def test_taken_off_and_back_with_undo(at_ticket: Desk, tmp_path: Path) -> None:
    desk, source = at_ticket, tmp_path / "a.txt"
    source.write_bytes(b"a")
    drop(desk, source)
    desk.until(lambda: lines(desk) == ["a.txt"])
    desk.window.desk.ticket.files.rows[0].remove.click()
    desk.until(lambda: lines(desk) == [] and "was taken off ticket" in said(desk))
    assert desk.shell.room is not None
    desk.shell.room.notices.act("file removed")
    desk.until(lambda: lines(desk) == ["a.txt"])


def test_a_picture_is_pasted_by_its_key(at_ticket: Desk) -> None:
    desk, image = at_ticket, QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_V, control)
    desk.until(lambda: len(lines(desk)) == 1)
    [row] = desk.shell.room.tickets.current.card.files  # type: ignore[union-attr]
    assert row.file.media == "image/png"
    box: list[bytes] = []
    desk.shell.parts.door.act(
        lambda one: b"".join(one.files.folder.opened(row.file.content, row.file.name)),
        box.append,
        lambda _: None,
    )
    desk.until(lambda: bool(box))
    picture = Image.open(io.BytesIO(box[0]))
    assert (picture.size, picture.getpixel((5, 5))) == ((40, 30), (255, 0, 0))


def test_a_folder_is_refused_in_words_and_nothing_stays(at_ticket: Desk, tmp_path: Path) -> None:
    desk = at_ticket
    drop(desk, tmp_path)
    desk.until(lambda: "cannot be read" in said(desk))
    assert lines(desk) == []


def test_the_dialogs_are_no_obstacle(at_ticket: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_ticket
    modal: list[Callable[..., object]] = []
    monkeypatch.setattr(QFileDialog, "exec", modal.append)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_A, control)
    [dialog] = desk.window.findChildren(QFileDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert modal == []
    dialog.close()


def test_a_picture_is_on_the_service_report_and_names_on_the_internal_print(
    at_ticket: Desk, tmp_path: Path
) -> None:
    desk, photo, text = at_ticket, tmp_path / "photo.jpg", tmp_path / "log.txt"
    Image.effect_noise((300, 200), 80).convert("RGB").save(photo)
    text.write_text("log")
    drop(desk, photo, text)
    desk.until(lambda: sorted(lines(desk)) == ["log.txt", "photo.jpg"])
    room = desk.shell.room
    assert room is not None
    assert room.tickets.current is not None
    ticket, box = room.tickets.current.id, list[Gathered | None]()
    room.place.lane.ask(lambda one: gather(one, ticket, NumberRules()), box.append, lambda _: None)
    desk.until(lambda: bool(box))
    [what] = box
    assert what is not None
    facts = ticket_facts(what, datetime.now(UTC))
    assert sorted(facts.files) == ["log.txt", "photo.jpg"]
    assert for_customer(facts).files == ()
    read: list[Bytes] = []
    desk.shell.parts.door.act(lambda one: one.files.bytes_of, read.append, lambda _: None)
    desk.until(lambda: bool(read))
    [shown] = photos(what.card, read[0])
    assert (shown.content, shown.caption) == (photo.read_bytes(), "photo.jpg")
