"""Keys: they work while the caret is in a text, each stands on its button, all can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.views.desk_window import DeskWindow
from console.views.gallery_words import GalleryWords
from console.views.keys import ACTIONS, Keys
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton


def caret() -> QWidget:
    """Where what is typed goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


Modifier = Qt.KeyboardModifier
NONE, CONTROL, ALT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.AltModifier

PRESSES = [
    (Qt.Key.Key_F2, NONE, "make_ticket"),
    (Qt.Key.Key_F4, NONE, "answer"),
    (Qt.Key.Key_F6, NONE, "hold"),
    (Qt.Key.Key_F7, NONE, "mute"),
    (Qt.Key.Key_F9, NONE, "hang_up"),
    (Qt.Key.Key_N, CONTROL, "new_ticket"),
    (Qt.Key.Key_Return, CONTROL, "save"),
    (Qt.Key.Key_K, CONTROL, "search"),
    (Qt.Key.Key_Slash, CONTROL, "keys"),
    (Qt.Key.Key_F1, NONE, "help"),
    (Qt.Key.Key_1, ALT, "rail_1"),
    (Qt.Key.Key_2, ALT, "rail_2"),
    (Qt.Key.Key_Comma, CONTROL, "settings"),
    (Qt.Key.Key_L, CONTROL | ALT, "lock"),
    (Qt.Key.Key_Escape, NONE, "leave"),
]


@pytest.mark.parametrize("place", ["subject", "description", "list"])
@pytest.mark.parametrize(("key", "modifier", "name"), PRESSES, ids=[p[2] for p in PRESSES])
def test_a_key_acts_once_wherever_the_caret_is(
    window: DeskWindow, place: str, key: Qt.Key, modifier: Qt.KeyboardModifier, name: str
) -> None:
    fields = window.desk.ticket.fields
    window.show_page("list" if place == "list" else "ticket")
    widget = {
        "subject": fields.subject,
        "description": fields.description,
        "list": window.desk.tickets.table,
    }[place]
    widget.setFocus()
    text = fields.description.toPlainText()
    said: list[str] = []
    window.action.connect(said.append)
    QTest.keyClick(widget, key, modifier)
    assert said == [name]
    assert fields.description.toPlainText() == text


def test_every_action_has_its_own_key() -> None:
    keys = [action.key for action in ACTIONS]
    assert len(set(keys)) == len(keys)
    assert all(QKeySequence(key).count() == 1 for key in keys)


def test_a_changed_key_works_and_stands_on_its_button(
    theme: Theme, words: GalleryWords, qtbot: QtBot
) -> None:
    window = DeskWindow(words, theme, Keys({"answer": "F12", "hold": ""}))
    qtbot.addWidget(window)
    assert window.keys.shown("answer") == "F12"
    assert window.keys.shown("hold") == ""
    window.show_screen("desk")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    said: list[str] = []
    window.action.connect(said.append)
    QTest.keyClick(window, Qt.Key.Key_F12)
    QTest.keyClick(window, Qt.Key.Key_F4)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert said == ["answer"]


def test_before_the_desk_is_open_its_keys_sleep(window: DeskWindow) -> None:
    said: list[str] = []
    window.action.connect(said.append)
    window.show_screen("unlock")
    QTest.keyClick(window.unlock.field, Qt.Key.Key_F2)
    assert said == []


def test_transfer_is_not_offered_before_it_exists(window: DeskWindow) -> None:
    assert [action.id for action in ACTIONS if action.key == "F8"] == [
        "hand_over"
    ]  # what is known, not the call
    assert not [b for b in window.findChildren(KeyButton) if b.text() == "Transfer"]


def test_settings_and_lock_say_their_own_signals_too(window: DeskWindow) -> None:
    said: list[str] = []
    window.settings_clicked.connect(lambda: said.append("settings"))
    window.lock_clicked.connect(lambda: said.append("lock"))
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL | ALT)
    assert said == ["settings", "lock"]


def test_the_rail_is_reached_by_key(window: DeskWindow) -> None:
    said: list[str] = []
    window.rail_chosen.connect(said.append)
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    assert said == ["desk", "tickets"]


def test_escape_goes_back_one_step_at_a_time(window: DeskWindow) -> None:
    left: list[bool] = []
    window.desk.ticket.leave_clicked.connect(lambda: left.append(True))
    window.show_page("ticket")
    window.desk.ticket.focus_subject()
    window.desk.turn_keys()
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    assert window.desk.keys_panel.isHidden()
    assert left == []
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    assert left == [True]


def test_the_panel_of_all_keys_names_every_one(window: DeskWindow) -> None:
    window.desk.turn_keys()
    assert not window.desk.keys_panel.isHidden()
    said = {text.text() for text in window.desk.keys_panel.texts}
    assert said == {action.say(GalleryWords("en")) for action in ACTIONS}


def test_help_begins_with_what_is_on_screen(window: DeskWindow) -> None:
    window.show_page("list")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.desk.help.isHidden()
    said = [text.text() for text in window.desk.help.texts]
    assert said.index("Ticket without a call") < said.index("Search")
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.show_page("ticket")
    QTest.keyClick(window, Qt.Key.Key_F1)
    said = [text.text() for text in window.desk.help.texts]
    assert said.index("Save") < said.index("Search")
    assert "Ticket without a call" not in said
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    assert window.desk.help.isHidden()
