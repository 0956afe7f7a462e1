"""The whole window on a scripted line and a real encrypted desk: a call becomes a ticket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import compose
from console.app import Wishes, start
from console.demo import profile as demo
from console.door import DEMO_PASSPHRASE, make_demo
from console.profiles import Profile
from console.shell import Shell
from console.sync_room import SyncRoom
from core.calls.model import CallState
from core.customers.identity import NumberRules
from storage.desk import open_desk
from telephony.scripted import ScriptedLine, WrittenCall

KNOWN = WrittenCall("015412345678", queue="After-sales")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration, made once."""
    folder = tmp_path_factory.mktemp("home") / "demo"
    patch = pytest.MonkeyPatch()
    patch.setattr(demo, "CUSTOMERS", 60)
    make_demo(folder, datetime.now(UTC), "en", NumberRules(), customers=60, tickets=80)
    patch.undo()
    return folder


class Desk:
    """The running program, and hands for it."""

    def __init__(self, shell: Shell, line: ScriptedLine, qtbot: QtBot, folder: Path) -> None:
        self.shell, self.line, self.bot, self.folder = shell, line, qtbot, folder
        self.window = shell.parts.window
        self.book = shell.parts.phone.book

    def until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=20_000)

    def unlock(self, passphrase: str = DEMO_PASSPHRASE) -> None:
        self.until(self.window.unlock.button.isEnabled)
        self.window.unlock.field.setText(passphrase)
        QTest.keyClick(self.window.unlock.field, Qt.Key.Key_Return)
        self.until(lambda: self.shell.is_open)

    def rings(self, call: WrittenCall = KNOWN) -> str:
        ident = self.line.other_side.rings(call)
        self.until(lambda: (found := self.book.find(ident)) is not None and found.match is not None)
        return ident

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, demo_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "demo"
    copy_folder(demo_folder, folder)
    line = ScriptedLine()
    shell = start(Wishes(Profile("demo", folder), language="en", theme="light"), line, qapp)
    desk = Desk(shell, line, qtbot, folder)
    yield desk
    leave(desk)


def copy_folder(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700)
    for file in ("desk.db", "desk.key", "demo.made"):
        (target / file).write_bytes((source / file).read_bytes())


def test_the_unlock_screen_shows_the_demonstrations_passphrase(desk: Desk) -> None:
    desk.until(lambda: desk.window.unlock.field.text() == DEMO_PASSPHRASE)
    assert not desk.shell.is_open


def test_when_the_network_is_back_line_and_server_are_asked_at_once(
    qtbot: QtBot, qapp: QApplication, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching: list[Callable[[], None]] = []
    monkeypatch.setattr(compose, "watch_network", watching.append)
    copy_folder(demo_folder, tmp_path / "demo")
    line = ScriptedLine()
    shell = start(Wishes(Profile("demo", tmp_path / "demo"), language="en", theme="light"), line, qapp)
    desk = Desk(shell, line, qtbot, tmp_path / "demo")
    [back] = watching
    back()
    assert line.network_changes == 1  # locked: nobody asks a server
    desk.unlock()
    asked: list[bool] = []
    assert shell.room is not None
    room = shell.room.sync
    assert isinstance(room, SyncRoom)
    monkeypatch.setattr(room.corner.keeper, "look", lambda: asked.append(True))
    back()
    assert (line.network_changes, asked) == (2, [True])
    leave(desk)


def test_a_wrong_passphrase_is_said_and_the_desk_stays_shut(desk: Desk) -> None:
    desk.until(desk.window.unlock.button.isEnabled)
    desk.window.unlock.field.setText("not this one")
    QTest.keyClick(desk.window.unlock.field, Qt.Key.Key_Return)
    desk.until(desk.window.unlock.field.isReadOnly)
    desk.until(lambda: not desk.window.unlock.field.isReadOnly())
    assert not desk.shell.is_open


def test_a_call_rings_is_recognised_answered_and_becomes_a_ticket_with_what_was_typed(desk: Desk) -> None:
    desk.unlock()
    call = desk.rings()
    found = desk.book.find(call)
    assert found is not None
    assert found.name == "李秀英"
    desk.key(Qt.Key.Key_F4)
    desk.until(lambda: found.snapshot.state is CallState.TALKING)
    desk.key(Qt.Key.Key_F2)
    room = desk.shell.room
    assert room is not None
    desk.until(lambda: room.tickets.current is not None and room.tickets.current.is_made)
    subject = desk.window.desk.ticket.fields.subject
    desk.until(lambda: subject.hasFocus() or not desk.window.isActiveWindow())
    QTest.keyClicks(subject, "Paper jam")
    editor = room.tickets.current
    assert editor is not None
    desk.until(lambda: editor.keeper.is_safe and editor.keeper.fields == {"subject": "Paper jam"})
    QTest.keyClick(desk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: editor.was_saved)
    desk.key(Qt.Key.Key_F9)
    desk.until(lambda: desk.book.find(call) is None or not found.is_up)
    desk.shell.lock()
    desk.until(lambda: desk.shell.parts.door.is_closed)
    kept = open_desk(desk.folder, DEMO_PASSPHRASE)
    try:
        card = kept.read.ticket(editor.id)
        assert card is not None
        assert card.row.subject == "Paper jam"
        assert card.row.customer_name == "李秀英"
        assert [row.id for row in card.calls] == [call]
    finally:
        kept.close()


def test_nothing_takes_the_caret_from_who_types_while_it_rings(desk: Desk) -> None:
    desk.unlock()
    desk.key(Qt.Key.Key_F2)
    room = desk.shell.room
    assert room is not None
    desk.until(lambda: room.tickets.current is not None and room.tickets.current.is_made)
    subject = desk.window.desk.ticket.fields.subject
    subject.setFocus()
    QTest.keyClicks(subject, "half")
    desk.rings()
    QTest.keyClicks(subject, " a word")
    assert subject.text() == "half a word"
    assert desk.window.desk.page() == "ticket"


def test_locked_calls_ring_with_their_number_alone_and_are_recorded_after_unlocking(desk: Desk) -> None:
    desk.unlock()
    desk.shell.lock()
    desk.until(lambda: desk.shell.parts.door.is_closed)
    ident = desk.line.other_side.rings(KNOWN)
    desk.until(lambda: desk.book.find(ident) is not None)
    found = desk.book.find(ident)
    assert found is not None
    assert found.customer_name == ""
    desk.unlock()
    desk.until(lambda: found.customer_name == "李秀英")
    room = desk.shell.room
    assert room is not None
    desk.until(lambda: any(row.id == ident for row in room.calls.log.rows))


def test_the_language_is_switched_while_the_program_runs(desk: Desk) -> None:
    desk.unlock()
    desk.window.language_clicked.emit()
    assert desk.shell.parts.words.language == "zh_CN"
    assert desk.window.desk.top.search.text() or desk.shell.parts.words("Ready") == "就绪"


def test_an_ordinary_profile_begins_with_the_assistant_and_ends_on_the_desk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    line = ScriptedLine()
    folder = tmp_path / "work"
    shell = start(Wishes(Profile("work", folder), language="en", theme="light"), line, qapp)
    desk = Desk(shell, line, qtbot, folder)
    view = desk.window.assistant
    answers: tuple[dict[str, str], ...] = (
        {},
        {"way": "own"},
        {"new": "four words that rhyme", "again": "four words that rhyme"},
        {"agent_name": "Wang Min", "team_name": "After-sales"},
        {"account_user": "8001", "account_registrar": "pbx.example"},
        {"ringer": ""},
    )
    for page in answers:
        for key, text in page.items():
            view.field_changed.emit(view.form.page.key, key, text)
        QTest.mouseClick(view.next, Qt.MouseButton.LeftButton)
    desk.until(lambda: shell.is_open)
    assert desk.window.desk.isVisible()
    room = shell.room
    assert room is not None
    assert (room.place.me.name, len(room.place.me.teams)) == ("Wang Min", 1)
    desk.until(lambda: shell.parts.phone.status.account == "8001 · pbx.example")
    leave(desk)
    kept = open_desk(folder, "four words that rhyme")
    kept.close()


def leave(desk: Desk) -> None:
    left: list[bool] = []
    desk.shell.on_left(lambda: left.append(True))
    desk.shell.leave()
    desk.until(lambda: bool(left))
    # The application outlives this program here. Its sheet goes before the window, and the window at once: Qt keeps a
    # list of the widgets it has styled, and what is deleted under the next test's sheet may stay in it.
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet("")
    desk.window.deleteLater()
    QApplication.sendPostedEvents(desk.window, QEvent.Type.DeferredDelete.value)
