"""The left column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.calls import CallColumn, CallView, NoteLine
from console.views.call_card import CallCardView
from console.views.call_column import CallColumnView
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def calls(window: DeskWindow) -> CallColumnView:
    view: CallView = window.desk.calls
    assert isinstance(view, CallColumnView)
    return view


def click(qtbot: QtBot, button: QWidget) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)


def test_without_a_call_the_log_is_shown_and_says_what_was_missed(calls: CallColumnView) -> None:
    assert calls.log.isVisible()
    row = calls.log.rows.rows[1]
    assert "missed" in row.detail
    assert row.hover == "2026-03-11 12:16"


def test_an_empty_log_says_what_it_would_hold(calls: CallColumnView) -> None:
    calls.show_calls(CallColumn(empty="No calls yet."))
    assert not calls.log.isVisible()
    assert [e for e in calls.findChildren(QWidget) if e.isVisible() and getattr(e, "words", None)]


def test_a_ringing_card_can_be_answered_declined_called_busy_or_made_a_ticket(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.ringing()))
    said: list[tuple[str, str]] = []
    for name in ("answer", "decline", "busy", "make_ticket"):
        getattr(calls, f"{name}_clicked").connect(lambda call, n=name: said.append((n, call)))
    buttons = calls.card.buttons
    for button in (buttons.first, buttons.end, buttons.busy, buttons.ticket):
        click(qtbot, button)
    assert said == [("answer", "c2"), ("decline", "c2"), ("busy", "c2"), ("make_ticket", "c2")]
    assert not buttons.hold.isVisible()
    assert not buttons.mute.isVisible()


def test_a_talking_card_can_be_held_muted_hung_up_and_resumed(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    said: list[object] = []
    calls.hold_clicked.connect(lambda _call: said.append("hold"))
    calls.resume_clicked.connect(lambda _call: said.append("resume"))
    calls.hang_up_clicked.connect(lambda _call: said.append("hang_up"))
    calls.mute_clicked.connect(lambda _call, on: said.append(("mute", on)))
    talking = samples.talking()
    calls.show_calls(samples.column(talking))
    buttons = calls.card.buttons
    click(qtbot, buttons.hold)
    click(qtbot, buttons.mute)
    calls.show_calls(samples.column(replace(talking, can_hold=False, can_resume=True, is_muted=True)))
    click(qtbot, buttons.hold)
    click(qtbot, buttons.mute)
    click(qtbot, buttons.end)
    assert said == ["hold", ("mute", True), "resume", ("mute", False), "hang_up"]


def test_a_button_keeps_its_place_while_the_call_changes(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.ringing()))
    QApplication.processEvents()
    answer, decline = calls.card.buttons.first.geometry(), calls.card.buttons.end.geometry()
    calls.show_calls(samples.column(replace(samples.talking(), id="c2", details=samples.ringing().details)))
    QApplication.processEvents()
    assert calls.card.buttons.hold.geometry() == answer
    assert calls.card.buttons.end.geometry() == decline


def test_an_ended_card_stays_until_it_is_done_with(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(
        samples.column(replace(samples.ringing(), can_answer=False, can_decline=False, can_dismiss=True))
    )
    with qtbot.waitSignal(calls.dismiss_clicked) as done:
        click(qtbot, calls.card.buttons.dismiss)
    assert done.args == ["c2"]


def test_a_second_call_stacks_and_is_answered_or_brought_up_from_its_line(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.talking(), samples.ringing(selected=False), samples.held()))
    first, second = (line for line in calls.lines if line.isVisible())
    with qtbot.waitSignal(calls.answer_clicked) as answered:
        click(qtbot, first.answer)
    with qtbot.waitSignal(calls.card_selected) as selected:
        QTest.mouseClick(second, LEFT)
    assert (answered.args, selected.args) == (["c2"], ["c3"])
    assert not second.answer.isVisible()


def test_a_tick_changes_one_clock_and_lays_nothing_out(calls: CallColumnView, samples: Samples) -> None:
    calls.show_calls(samples.column(samples.talking(), samples.held()))
    QApplication.processEvents()
    width = calls.card.timer.width()
    calls.show_timer("c1", "01:27")
    calls.show_timer("c3", "03:13")
    assert calls.card.timer.text() == "01:27"
    assert calls.card.timer.width() == width
    assert calls.card.timer.minimumSize() == calls.card.timer.maximumSize()


def test_the_card_of_a_new_call_is_told_once_when_it_stands_on_the_screen(
    calls: CallColumnView, samples: Samples, qtbot: QtBot, window: DeskWindow
) -> None:
    painted: list[str] = []
    window.card_painted.connect(painted.append)
    calls.show_calls(samples.column(samples.ringing()))
    assert painted == []
    qtbot.waitUntil(lambda: painted == ["c2"])
    calls.show_calls(samples.column(replace(samples.ringing(), timer="00:05")))
    calls.repaint()
    QApplication.processEvents()
    assert painted == ["c2"]


def test_a_call_that_stacks_is_told_once_too_however_often_it_is_brought_up(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    painted: list[str] = []
    calls.card_painted.connect(painted.append)
    talking, ringing = samples.talking(), samples.ringing(selected=False)
    calls.show_calls(samples.column(talking, ringing))
    qtbot.waitUntil(lambda: sorted(painted) == ["c1", "c2"])
    calls.show_calls(samples.column(replace(talking, is_selected=False), replace(ringing, is_selected=True)))
    calls.grab()
    calls.show_calls(samples.column(talking, ringing))
    calls.grab()
    assert sorted(painted) == ["c1", "c2"]


def test_the_same_widgets_show_every_call(calls: CallColumnView, samples: Samples) -> None:
    calls.show_calls(samples.column(samples.ringing()))
    before = set(calls.findChildren(QWidget))
    calls.show_calls(samples.column(samples.talking()))
    calls.show_calls(samples.column(samples.ringing()))
    calls.show_calls(samples.column())
    new = set(calls.findChildren(QWidget)) - before
    assert len(new) <= 2 * len(samples.talking().notes)
    assert len(calls.findChildren(CallCardView)) == 1


def test_a_note_stays_in_its_field_until_it_is_kept(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.talking()))
    field = calls.card.notes.field
    QTest.keyClicks(field, "warranty")
    with qtbot.waitSignal(calls.note_entered) as entered:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == ["c1", "warranty"]
    assert field.text() == "warranty"
    calls.note_kept("c1")
    assert field.text() == ""


def test_words_typed_after_enter_outlive_the_keeping(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.talking()))
    field = calls.card.notes.field
    QTest.keyClicks(field, "warranty")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, " until March")
    calls.note_kept("c1")
    assert field.text() == "warranty until March"


def test_half_a_note_waits_for_its_call(calls: CallColumnView, samples: Samples, qtbot: QtBot) -> None:
    talking, held = samples.talking(), samples.held()
    calls.show_calls(samples.column(talking, held))
    QTest.keyClicks(calls.card.notes.field, "half a")
    calls.show_calls(samples.column(replace(talking, is_selected=False), replace(held, is_selected=True)))
    assert calls.card.notes.field.text() == ""
    calls.show_calls(samples.column(talking, held))
    assert calls.card.notes.field.text() == "half a"


def test_notes_are_shown_with_their_offset(calls: CallColumnView, samples: Samples) -> None:
    notes = (NoteLine("00:10", "one"), NoteLine("00:20", "two"))
    calls.show_calls(samples.column(replace(samples.talking(), notes=notes)))
    calls.show_calls(samples.column(replace(samples.talking(), notes=notes[:1])))
    texts = [label.text() for pair in calls.card.notes.lines for label in pair if label.isVisible()]
    assert texts == ["00:10", "one"]


def test_a_number_stays_in_the_dial_field_until_it_is_a_call(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    QTest.keyClicks(calls.dial, "13812345678")
    with qtbot.waitSignal(calls.dial_entered) as dialled:
        QTest.keyClick(calls.dial, Qt.Key.Key_Return)
    assert dialled.args == ["13812345678"]
    calls.show_calls(replace(samples.column(), problem="The line is not there."))
    assert calls.dial.text() == "13812345678"
    calls.show_calls(samples.column(samples.talking()))
    assert calls.dial.text() == ""


def test_digits_go_out_by_mouse_and_keyboard(calls: CallColumnView, samples: Samples, qtbot: QtBot) -> None:
    calls.show_calls(samples.column(samples.talking()))
    said: list[tuple[str, str]] = []
    calls.digits_typed.connect(lambda call, digit: said.append((call, digit)))
    click(qtbot, calls.card.buttons.keypad)
    keypad = calls.card.keypad
    assert keypad.isVisible()
    QTest.keyClicks(keypad, "5#")
    key = next(b for b in keypad.findChildren(QWidget) if getattr(b, "text", str)() == "9")
    click(qtbot, key)
    assert said == [("c1", "5"), ("c1", "#"), ("c1", "9")]
    calls.show_calls(samples.column(replace(samples.talking(), digits_sent="5#9")))
    calls.show_calls(samples.column(samples.ringing()))
    assert not keypad.isVisible()


def test_a_line_of_the_log_is_opened_by_enter_and_by_two_clicks(calls: CallColumnView, qtbot: QtBot) -> None:
    said: list[str] = []
    calls.log_line_activated.connect(said.append)
    calls.log.setCurrentIndex(calls.log.rows.index(1))
    QTest.keyClick(calls.log, Qt.Key.Key_Return)
    at = calls.log.visualRect(calls.log.rows.index(2)).center()
    QTest.mouseClick(calls.log.viewport(), LEFT, pos=at)
    assert said == ["l1"]
    QTest.mouseDClick(calls.log.viewport(), LEFT, pos=at)
    assert said == ["l1", "l2"]


def test_near_its_end_the_log_asks_for_more(calls: CallColumnView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calls.more_log_wanted):
        calls.log.verticalScrollBar().setValue(calls.log.verticalScrollBar().maximum())


def test_what_failed_is_said_in_the_column(calls: CallColumnView, samples: Samples) -> None:
    calls.show_calls(replace(samples.column(), problem="The number cannot be dialled."))
    assert calls.problem.isVisible()
    calls.show_calls(samples.column())
    assert not calls.problem.isVisible()


def test_tickets_of_the_call_are_one_click_away(
    calls: CallColumnView, samples: Samples, qtbot: QtBot
) -> None:
    calls.show_calls(samples.column(samples.talking()))
    with qtbot.waitSignal(calls.ticket_clicked) as clicked:
        calls.card.tickets.setCurrentIndex(calls.card.tickets.rows.index(0))
        QTest.keyClick(calls.card.tickets, Qt.Key.Key_Return)
    assert clicked.args == ["t1"]
