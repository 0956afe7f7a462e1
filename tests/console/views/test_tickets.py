"""The middle: the list of tickets, and the ticket being written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from console.viewmodels.tickets import TicketListView, TicketView
from console.viewmodels.words import Tone
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.ticket_editor import TicketEditorView
from console.views.ticket_list import TicketsView
from console.views.ticket_model import CATEGORY, CHANGED, STATUS, SUBJECT, TONE_ROLE

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tickets(window: DeskWindow) -> TicketsView:
    view: TicketListView = window.desk.tickets
    assert isinstance(view, TicketsView)
    return view


@pytest.fixture
def editor(window: DeskWindow) -> TicketEditorView:
    view: TicketView = window.desk.ticket
    assert isinstance(view, TicketEditorView)
    window.show_page("ticket")
    return view


def select(tickets: TicketsView, row: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    tickets.table.selectionModel().setCurrentIndex(tickets.rows.index(row, SUBJECT), flags)


def test_a_million_tickets_are_held_and_reached(tickets: TicketsView, samples: Samples) -> None:
    page = samples.rows(4)
    tickets.show_rows(page, has_more=True, empty="")
    tickets.add_rows(tuple(replace(page[0], id=str(n)) for n in range(1000)) * 1000, has_more=False)
    assert tickets.rows.rowCount() == 1_000_004
    tickets.table.scrollToBottom()
    QApplication.processEvents()
    assert tickets.table.indexAt(tickets.table.viewport().rect().center()).row() > 999_900


def test_more_is_asked_once_as_the_end_comes_near(tickets: TicketsView, samples: Samples) -> None:
    asked: list[bool] = []
    tickets.more_wanted.connect(lambda: asked.append(True))
    bar = tickets.table.verticalScrollBar()
    bar.setValue(bar.maximum() - bar.pageStep())
    bar.setValue(bar.maximum())
    assert asked == [True]
    tickets.add_rows(samples.rows(100)[60:], has_more=False)
    bar.setValue(bar.maximum())
    assert asked == [True]


def test_arrows_enter_and_two_clicks_open_a_ticket(tickets: TicketsView, qtbot: QtBot) -> None:
    said: list[str] = []
    tickets.ticket_activated.connect(said.append)
    tickets.focus_list()
    QTest.keyClick(tickets.table, Qt.Key.Key_Down)
    QTest.keyClick(tickets.table, Qt.Key.Key_Return)
    at = tickets.table.visualRect(tickets.rows.index(3, SUBJECT)).center()
    QTest.mouseClick(tickets.table.viewport(), LEFT, pos=at)
    QTest.mouseDClick(tickets.table.viewport(), LEFT, pos=at)
    assert said == ["t1", "t3"]


def test_a_middle_click_opens_beside(tickets: TicketsView, qtbot: QtBot) -> None:
    at = tickets.table.visualRect(tickets.rows.index(2, SUBJECT)).center()
    with qtbot.waitSignal(tickets.ticket_opened_beside) as opened:
        QTest.mouseClick(tickets.table.viewport(), MIDDLE, pos=at)
    assert opened.args == ["t2"]


def test_type_ahead_finds_by_subject(tickets: TicketsView, qtbot: QtBot) -> None:
    tickets.table.setCurrentIndex(tickets.rows.index(0, SUBJECT))
    QTest.keyClicks(tickets.table, "tone")
    assert tickets.rows.line_at(tickets.table.currentIndex().row()).subject == "Toner out of stock"


def test_space_and_ctrl_a_select(tickets: TicketsView, qtbot: QtBot) -> None:
    tickets.focus_list()
    select(tickets, 0)
    seen: list[tuple[str, ...]] = []
    tickets.selection_changed.connect(seen.append)
    QTest.keyClick(tickets.table, Qt.Key.Key_Down, CONTROL)
    QTest.keyClick(tickets.table, Qt.Key.Key_Space, CONTROL)
    assert seen[-1] == ("t0", "t1")
    QTest.keyClick(tickets.table, Qt.Key.Key_A, CONTROL)
    assert len(seen[-1]) == 60


def test_a_list_that_comes_again_keeps_selection_and_place(tickets: TicketsView, samples: Samples) -> None:
    select(tickets, 5)
    tickets.table.verticalScrollBar().setValue(3)
    rows = samples.rows()
    tickets.show_rows(tuple(replace(row, changed="now") for row in rows), has_more=True, empty="")
    assert tickets.table.verticalScrollBar().value() == 3
    tickets.show_rows((replace(rows[0], id="new"), *rows), has_more=True, empty="")
    assert tickets.table.currentIndex().row() == 6
    assert [i.row() for i in tickets.table.selectionModel().selectedRows()] == [6]


def test_one_row_changes_in_place(tickets: TicketsView, samples: Samples) -> None:
    tickets.change_row(replace(samples.rows()[1], status="Resolved", status_tone=Tone.DIM))
    index = tickets.rows.index(1, STATUS)
    assert (index.data(), index.data(TONE_ROLE)) == ("Resolved", Tone.DIM)
    tickets.change_row(replace(samples.rows()[1], id="unknown"))
    assert tickets.rows.index(0, CHANGED).data(Qt.ItemDataRole.ToolTipRole) == "2026-03-11 12:16"


def test_columns_remember_their_widths_and_the_narrow_desk_keeps_those_that_say_most(
    tickets: TicketsView, window: DeskWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tickets.widths_changed) as changed:
        tickets.table.setColumnWidth(STATUS, 140)
    assert changed.args == [{STATUS: 140}]
    tickets.show_widths({STATUS: 90})
    assert tickets.table.columnWidth(STATUS) == 90
    assert tickets.table.isColumnHidden(CATEGORY)
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: not tickets.table.isColumnHidden(CATEGORY))


def test_an_empty_list_says_how_to_begin(tickets: TicketsView) -> None:
    tickets.show_rows((), has_more=False, empty="No open tickets of yours.")
    assert not tickets.table.isVisible()
    assert any(w.isVisible() and getattr(w, "text", str)() == "No open tickets of yours." for w in
               tickets.findChildren(type(tickets.empty.words)))  # fmt: skip


def test_scopes_are_chosen_by_mouse_and_arrow(tickets: TicketsView, qtbot: QtBot) -> None:
    said: list[str] = []
    tickets.scope_chosen.connect(said.append)
    mine, team = tickets.tabs.buttons[:2]
    QTest.mouseClick(team, LEFT)
    mine.setFocus()
    QTest.keyClick(mine, Qt.Key.Key_Right)
    assert said == ["team", "team"]


def test_nothing_of_qt_walks_all_rows(tickets: TicketsView) -> None:
    """No row header and no contents-sized columns: both ask every row."""
    assert isinstance(tickets.table, QTableView)
    assert not tickets.table.verticalHeader().isVisible()
    assert tickets.rows.rowCount(tickets.rows.index(0, 0)) == 0
    assert not tickets.rows.canFetchMore(QModelIndex()) or tickets.rows.rowCount() == 60


def test_typing_is_told_as_it_happens(editor: TicketEditorView, qtbot: QtBot) -> None:
    said: list[tuple[str, str]] = []
    editor.field_edited.connect(lambda name, value: said.append((name, value)))
    editor.fields.subject.clear()
    QTest.keyClicks(editor.fields.subject, "ab")
    assert said == [("subject", ""), ("subject", "a"), ("subject", "ab")]
    editor.fields.description.setPlainText("long")
    assert said[-1] == ("description", "long")


def test_showing_a_ticket_tells_nothing(editor: TicketEditorView, samples: Samples) -> None:
    said: list[str] = []
    editor.field_edited.connect(lambda name, _value: said.append(name))
    editor.show_ticket(replace(samples.form(), subject="other", description="other", urgency="low"))
    editor.show_ticket(replace(samples.form(), id="t9"))
    assert said == []


def test_the_same_ticket_shown_again_keeps_caret_selection_text_and_undo(
    editor: TicketEditorView, samples: Samples, qtbot: QtBot
) -> None:
    subject = editor.fields.subject
    editor.focus_subject()
    QTest.keyClicks(subject, "!")
    subject.setSelection(2, 5)
    editor.show_ticket(replace(samples.form(), subject="changed elsewhere", status="Pending"))
    assert subject.text().endswith("!")
    assert (subject.selectionStart(), subject.selectedText()) == (2, samples.form().subject[2:7])
    subject.undo()
    assert subject.text() == samples.form().subject


def test_the_description_keeps_caret_and_undo_too(
    editor: TicketEditorView, samples: Samples, qtbot: QtBot
) -> None:
    description = editor.fields.description
    description.setFocus()
    cursor = description.textCursor()
    cursor.setPosition(3)
    description.setTextCursor(cursor)
    QTest.keyClicks(description, "XY")
    editor.show_ticket(replace(samples.form(), description="changed elsewhere"))
    assert description.textCursor().position() == 5
    description.undo()
    assert description.toPlainText() == samples.form().description


def test_a_field_without_the_caret_shows_what_changed_elsewhere(
    editor: TicketEditorView, samples: Samples
) -> None:
    editor.fields.description.setFocus()
    editor.show_ticket(replace(samples.form(), subject="changed elsewhere"))
    assert editor.fields.subject.text() == "changed elsewhere"


def test_what_is_read_after_the_caret_came_is_shown_and_then_typed_into(
    editor: TicketEditorView, samples: Samples
) -> None:
    blank = replace(samples.form(), id="t7", subject="", description="")
    editor.show_ticket(blank)
    editor.focus_subject()
    editor.show_ticket(replace(blank, subject="a draft from yesterday"))
    assert editor.fields.subject.text() == "a draft from yesterday"
    QTest.keyClicks(editor.fields.subject, "!")
    editor.show_ticket(blank)
    assert editor.fields.subject.text() == "a draft from yesterday!"


def test_another_ticket_replaces_all(editor: TicketEditorView, samples: Samples) -> None:
    editor.focus_subject()
    editor.show_ticket(replace(samples.form(), id="t2", subject="another", can_attach_call=False))
    assert editor.fields.subject.text() == "another"
    assert not editor.attach.isVisible()


def test_buttons_of_the_ticket_say_what_was_wanted(editor: TicketEditorView, qtbot: QtBot) -> None:
    said: list[str] = []
    editor.save_clicked.connect(lambda: said.append("save"))
    editor.leave_clicked.connect(lambda: said.append("leave"))
    editor.attach_call_clicked.connect(lambda: said.append("attach"))
    editor.move_clicked.connect(said.append)
    for button in (editor.save, editor.attach, editor.move_buttons[1], editor.back):
        QTest.mouseClick(button, LEFT)
    assert said == ["save", "attach", "resolved", "leave"]


def test_choices_go_to_the_fields_they_belong_to(editor: TicketEditorView) -> None:
    said: list[tuple[str, ...]] = []
    editor.field_edited.connect(lambda name, value: said.append((name, value)))
    editor.assignee_chosen.connect(lambda key: said.append(("assignee", key)))
    editor.team_chosen.connect(lambda key: said.append(("team", key)))
    editor.fields.choices["urgency"].pick("low")
    editor.fields.choices["assignee"].pick("z")
    editor.fields.choices["team"].pick("after")
    assert said == [("urgency", "low"), ("assignee", "z")]


def test_the_priority_is_shown_beside_what_makes_it(editor: TicketEditorView) -> None:
    editor.show_priority("P1", Tone.LATE)
    assert editor.fields.priority.text() == "P1"


def test_a_ticket_note_stays_until_it_is_kept_and_half_a_note_waits(
    editor: TicketEditorView, samples: Samples, qtbot: QtBot
) -> None:
    field = editor.timeline.field
    QTest.keyClicks(field, "visit at nine")
    with qtbot.waitSignal(editor.note_entered) as entered:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == ["visit at nine", False]
    assert field.text() == "visit at nine"
    editor.note_kept()
    assert field.text() == ""
    QTest.keyClicks(field, "half")
    editor.show_ticket(replace(samples.form(), id="t2"))
    assert field.text() == ""
    editor.show_ticket(samples.form())
    assert field.text() == "half"


def test_what_may_not_be_edited_is_read_only(editor: TicketEditorView, samples: Samples) -> None:
    editor.show_ticket(replace(samples.form(), can_edit=False))
    assert editor.fields.subject.isReadOnly()
    assert editor.fields.description.isReadOnly()
    assert not any(field.isEnabled() for field in editor.fields.choices.values())
    assert not editor.save.isEnabled()


def test_a_problem_stands_where_it_arose_until_it_is_gone(editor: TicketEditorView) -> None:
    editor.show_problem("The disk is full.")
    editor.show_saved("not saved", Tone.LATE)
    assert editor.problem.isVisible()
    editor.show_problem("")
    assert not editor.problem.isVisible()
