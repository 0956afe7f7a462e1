"""Nothing takes the keyboard from an agent who types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.calls import CallColumn
from console.viewmodels.frame import Notice
from console.viewmodels.settings import SettingsForm
from console.viewmodels.words import Tone
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.gallery_states import pages


def caret() -> QWidget:
    """Where what is typed goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


SETTINGS = SettingsForm(pages(lambda english, _chinese: english), "line", "Save")
FIELDS: dict[str, Callable[[DeskWindow], QLineEdit]] = {
    "subject": lambda window: window.desk.ticket.fields.subject,
    "ticket note": lambda window: window.desk.ticket.timeline.field,
    "dial": lambda window: window.desk.calls.dial,
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_call_that_rings_while_somebody_types_changes_neither_text_nor_caret(
    window: DeskWindow, samples: Samples, qtbot: QtBot, name: str
) -> None:
    window.show_page("ticket")
    field = FIELDS[name](window)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "half a w")
    window.desk.calls.show_calls(samples.column(samples.ringing()))
    window.desk.customer.show_customer(samples.customer(ambiguous=True))
    window.show_top(samples.top("ringing"))
    window.show_notices((Notice("n", "The line was lost.", Tone.LATE),))
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "ord")
    window.desk.calls.show_calls(samples.column())
    window.desk.calls.show_calls(CallColumn())
    assert QApplication.focusWidget() is field
    assert field.text() == "half a word"
    assert field.cursorPosition() == len("half a word")


def test_a_second_call_leaves_the_note_of_the_first_alone(
    window: DeskWindow, samples: Samples, qtbot: QtBot
) -> None:
    calls = window.desk.calls
    calls.show_calls(samples.column(samples.talking()))
    field = calls.card.notes.field
    field.setFocus()
    QTest.keyClicks(field, "jams af")
    calls.show_calls(samples.column(samples.talking(), samples.ringing(selected=False)))
    QTest.keyClicks(field, "ter power-up")
    assert field.text() == "jams after power-up"


def test_the_log_under_the_caret_may_go_but_hands_the_keyboard_to_nobody(
    window: DeskWindow, samples: Samples
) -> None:
    window.desk.calls.log.setFocus()
    window.desk.calls.show_calls(samples.column(samples.ringing()))
    assert QApplication.focusWidget() is window.desk.calls


def test_a_click_on_a_button_leaves_the_caret_in_the_text(
    window: DeskWindow, samples: Samples, qtbot: QtBot
) -> None:
    window.show_page("ticket")
    window.desk.calls.show_calls(samples.column(samples.talking()))
    window.desk.ticket.focus_subject()
    QTest.mouseClick(window.desk.calls.card.buttons.mute, Qt.MouseButton.LeftButton)
    assert window.desk.ticket.fields.subject.hasFocus()


def test_after_f2_the_caret_is_in_the_subject(window: DeskWindow) -> None:
    window.show_page("ticket")
    window.desk.ticket.focus_subject()
    assert window.desk.ticket.fields.subject.hasFocus()


def test_opened_from_the_list_the_ticket_has_the_caret_and_gives_it_back(window: DeskWindow) -> None:
    window.desk.tickets.focus_list()
    window.show_page("ticket")
    assert window.desk.ticket.fields.subject.hasFocus()
    window.show_page("list")
    assert window.desk.tickets.table.hasFocus()


def test_a_page_that_turns_while_a_call_note_is_written_takes_no_caret(
    window: DeskWindow, samples: Samples
) -> None:
    window.desk.calls.show_calls(samples.column(samples.talking()))
    window.desk.calls.focus_note()
    window.show_page("ticket")
    window.show_page("list")
    assert window.desk.calls.card.notes.field.hasFocus()


@pytest.mark.parametrize("opens", ["search", "settings", "keypad"])
def test_what_slides_over_the_desk_gives_the_caret_back(
    window: DeskWindow, samples: Samples, qtbot: QtBot, opens: str
) -> None:
    window.show_page("ticket")
    window.desk.calls.show_calls(samples.column(samples.talking()))
    subject = window.desk.ticket.fields.subject
    window.desk.ticket.focus_subject()
    {
        "search": window.desk.open_search,
        "settings": lambda: window.desk.settings.show_settings(SETTINGS),
        "keypad": window.desk.calls.card.open_keypad,
    }[opens]()
    assert not subject.hasFocus()
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    assert subject.hasFocus()
