"""Typing: the input method's Enter submits nothing, and the window's keys work from within a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.theme import Theme
from console.views.widgets.entry import LineEntry, TextEntry


def compose(field: QWidget, preedit: str) -> None:
    QApplication.sendEvent(field, QInputMethodEvent(preedit, []))


def commit(field: QWidget, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


@pytest.fixture
def line(theme: Theme, qtbot: QtBot) -> LineEntry:
    entry = LineEntry(theme)
    qtbot.addWidget(entry)
    entry.show()
    return entry


def test_enter_while_the_input_method_composes_submits_nothing(line: LineEntry, qtbot: QtBot) -> None:
    said: list[str] = []
    line.entered.connect(said.append)
    compose(line, "da yin ji")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said == []
    commit(line, "打印机")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said == ["打印机"]


def test_enter_while_composing_breaks_no_line_in_a_text(theme: Theme, qtbot: QtBot) -> None:
    entry = TextEntry(theme)
    qtbot.addWidget(entry)
    compose(entry, "ka zhi")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    commit(entry, "卡纸")
    assert entry.toPlainText() == "卡纸"
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert entry.toPlainText() == "卡纸\n"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_while_composing_the_windows_own_keys_wait(line: LineEntry, key: Qt.Key) -> None:
    compose(line, "da")
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(line, event)
    assert event.isAccepted()


def test_escape_while_composing_leaves_no_ticket(window: DeskWindow, qtbot: QtBot) -> None:
    left: list[bool] = []
    window.desk.ticket.leave_clicked.connect(lambda: left.append(True))
    window.show_page("ticket")
    subject = window.desk.ticket.fields.subject
    subject.setFocus()
    compose(subject, "da")
    QTest.keyClick(subject, Qt.Key.Key_Escape)
    assert left == []
    commit(subject, "打")
    QTest.keyClick(subject, Qt.Key.Key_Escape)
    assert left == [True]


def test_a_composition_survives_the_ticket_being_shown_again(window: DeskWindow, samples: Samples) -> None:
    window.show_page("ticket")
    subject = window.desk.ticket.fields.subject
    subject.setFocus()
    compose(subject, "da yin")
    window.desk.ticket.show_ticket(samples.form())
    assert subject.is_composing
    commit(subject, "打印")
    assert subject.text().endswith("打印")


def test_tab_leaves_a_text_of_several_lines(window: DeskWindow, qtbot: QtBot) -> None:
    window.show_page("ticket")
    description = window.desk.ticket.fields.description
    description.setFocus()
    before = description.toPlainText()
    QTest.keyClick(description, Qt.Key.Key_Tab)
    assert description.toPlainText() == before
    assert not description.hasFocus()


def test_a_text_shown_from_outside_can_be_undone(line: LineEntry, qtbot: QtBot) -> None:
    QTest.keyClicks(line, "mine")
    line.show_text("theirs")
    assert line.text() == "theirs"
    line.undo()
    assert line.text() == "mine"
