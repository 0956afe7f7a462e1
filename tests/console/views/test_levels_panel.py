"""The panel of service levels on a screen: real keys and clicks, and presenters behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.presenters.levels_editor import LevelsEditor
from console.starter_levels import shelf
from console.views.desk_window import DeskWindow
from console.views.levels_panel import LevelsPanel
from console.views.theme import Theme
from console.views.widgets.several import SeveralField
from console.words import Catalogue
from core.sla.calendar import Block
from tests.console.supervisor import Supervisor, policy
from tests.console.translations import FOLDER
from tests.console.views.test_accessibility import CONTROLS, walk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOUR = 3600


class Screen(Supervisor):
    """The editor behind a real panel in a real window."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__()
        self.panel: LevelsPanel = window.desk.levels
        panel = self.panel
        self.editor = LevelsEditor(self.place, self.levels, panel, shelf())
        panel.item_chosen.connect(self.editor.choose)
        panel.field_edited.connect(self.editor.edit)
        panel.act_wanted.connect(self.editor.act)
        panel.text_edited.connect(self.editor.type)
        panel.trial_edited.connect(self.editor.try_out)
        panel.save_clicked.connect(self.editor.save)
        panel.undo_clicked.connect(self.editor.undo)
        panel.redo_clicked.connect(self.editor.redo)
        panel.left.connect(self.editor.leave)
        self.levels.read()
        self.lane.settle()
        self.editor.open()
        self.lane.settle()

    def choose(self, title: str) -> None:
        """By its place in the list, as the mouse does."""
        rows = self.panel.list.list
        at = next(n for n, row in enumerate(rows.rows.rows) if row.title == title)
        index = rows.rows.index(at)
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> Screen:
    window = DeskWindow(Catalogue(FOLDER), theme)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show_screen("desk")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Screen(window)


def caret() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_arrows_in_the_list_turn_the_forms_and_leave_the_caret(screen: Screen) -> None:
    assert caret() is screen.panel.list.list
    for _ in range(3):
        QTest.keyClick(caret(), Qt.Key.Key_Down)
    assert caret() is screen.panel.list.list
    assert screen.panel.policy.isVisible()
    assert screen.panel.policy.fields["name"].control.text() == "Standard"  # type: ignore[attr-defined] # a line
    QTest.keyClick(caret(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in screen.saves().policies] == ["standard", "urgent"]


def test_a_letter_typed_keeps_caret_and_selection_and_touches_no_other_field(screen: Screen) -> None:
    line = screen.panel.calendar.name.control
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setCursorPosition(3)
    QTest.keyClicks(line, "x")
    assert (line.text(), line.cursorPosition()) == ("Offxice hours", 4)
    QTest.keyClick(line, Qt.Key.Key_Left, SHIFT)
    assert line.selectedText() == "x"
    screen.wait(1)
    assert line.selectedText() == "x"


def test_undo_by_key_is_the_drafts_from_within_any_field(screen: Screen) -> None:
    line = screen.panel.calendar.name.control
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setCursorPosition(len(line.text()))
    QTest.keyClicks(line, "!")
    screen.panel.calendar.always.click()
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert screen.panel.calendar.week.fields[6].text() == ""
    assert line.text() == "Office hours!"
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert line.text() == "Office hours"
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL | SHIFT)
    assert line.text() == "Office hours!"


def test_a_word_being_composed_is_not_disturbed(screen: Screen) -> None:
    line = screen.panel.calendar.name.control
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setCursorPosition(len(line.text()))
    QApplication.sendEvent(line, QInputMethodEvent("ban", []))
    screen.editor.act("always")
    done = QInputMethodEvent()
    done.setCommitString("班")
    QApplication.sendEvent(line, done)
    assert line.text() == "Office hours班"
    assert screen.saves().calendars[0].name == "Office hours班"


def test_hours_are_painted_with_the_mouse(screen: Screen) -> None:
    bar = screen.panel.calendar.week.bars[5]
    half = bar.width() / 48

    def drag(start: int, end: int) -> None:
        points = [QPoint(round((at + 0.5) * half), bar.height() // 2) for at in (start, end)]
        QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=points[0])
        QTest.mouseMove(bar, points[1])
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=points[1])

    drag(18, 23)
    assert screen.panel.calendar.week.fields[5].text() == "9:00-12:00"
    drag(20, 21)
    assert screen.panel.calendar.week.fields[5].text() == "9:00-10:00, 11:00-12:00"
    assert screen.saves().calendars[0].week[5] == (Block(9 * HOUR, 10 * HOUR), Block(11 * HOUR, 12 * HOUR))


def test_several_are_ticked_by_key_and_by_mouse_and_the_list_stays_open(screen: Screen) -> None:
    screen.choose("2. Standard")
    field = screen.panel.policy.fields["priorities"].control
    assert isinstance(field, SeveralField)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Space)
    rows = field.list.rows
    QTest.keyClick(rows, Qt.Key.Key_Space)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert field.ticks() == ("P1", "P2")
    assert field.list.isVisible()
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.rows.index(0)).center()
    )
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert field.list.isHidden()
    assert caret() is field
    assert field.accessibleName() == "Priorities: P2"
    assert [one.name for one in policy(screen.saves(), "Standard").conditions.priorities] == ["P2"]


def test_what_is_wrong_stands_below_its_field_and_is_told_to_screen_readers(screen: Screen) -> None:
    week = screen.panel.calendar.week
    week.fields[0].setFocus()
    week.fields[0].selectAll()
    QTest.keyClicks(week.fields[0], "nine")
    assert week.problems[0].isVisible()
    assert "9:00-12:00" in week.fields[0].accessibleDescription()
    assert not screen.panel.save.isEnabled()
    assert "Office hours" in screen.panel.said.text()
    click(screen.panel.undo)
    assert week.problems[0].isHidden()


def test_what_is_added_is_named_at_once(screen: Screen) -> None:
    click(screen.panel.list.adds["add_policy"])
    assert caret() is screen.panel.policy.fields["name"].control
    QTest.keyClicks(caret(), "VIP")
    assert [one.name for one in screen.saves().policies] == ["P1 around the clock", "VIP", "Standard"]
    screen.panel.list.list.setFocus()
    QTest.keyClick(screen.panel.list.list, Qt.Key.Key_Delete)
    assert [one.name for one in screen.saves().policies] == ["P1 around the clock", "Standard"]


def test_the_text_follows_the_forms_and_the_forms_the_text(screen: Screen) -> None:
    panel = screen.panel
    click(panel.list.tabs.buttons[1])
    assert panel.text.isVisible()
    at = panel.text.toPlainText().index("Office hours")
    cursor = panel.text.textCursor()
    cursor.setPosition(at)
    panel.text.setTextCursor(cursor)
    panel.text.setFocus()
    QTest.keyClicks(panel.text, "My ")
    assert panel.text.textCursor().position() == at + 3
    QTest.keyClick(panel.text, Qt.Key.Key_Z, CTRL)
    assert "My Office" not in panel.text.toPlainText()
    QTest.keyClick(panel.text, Qt.Key.Key_Z, CTRL | SHIFT)
    click(panel.list.tabs.buttons[0])
    assert panel.calendar.name.control.text() == "My Office hours"  # type: ignore[attr-defined] # a line


@pytest.mark.parametrize("title", ["Office hours", "2. Standard", "王敏", "售后", "text"])
def test_every_control_of_the_panel_has_a_name(screen: Screen, title: str) -> None:
    if title == "text":
        screen.editor.act("text")
    else:
        screen.choose(title)
        screen.editor.act({"Office hours": "add_day", "2. Standard": "add_step"}.get(title, "none"))
    controls = [o for o in walk(QAccessible.queryAccessibleInterface(screen.panel)) if o.role() in CONTROLS]
    assert len(controls) > 10
    nameless = [one.object() for one in controls if not one.text(QAccessible.Text.Name)]
    assert [type(one).__name__ for one in nameless] == []


def test_tab_goes_through_the_panel_from_the_list_over_the_form_to_the_ticket(screen: Screen) -> None:
    panel = screen.panel
    screen.choose("2. Standard")
    screen.editor.act("add_step")
    panel.list.list.setFocus()
    way = [caret()]
    while way[-1] is not panel.save and len(way) < 90:
        QTest.keyClick(way[-1], Qt.Key.Key_Tab)
        way.append(caret())
    fields, targets, steps = panel.policy.fields, panel.policy.targets, panel.policy.steps
    stops = [
        panel.list.list, panel.list.adds["add_policy"], panel.list.acts["delete"],
        fields["name"].control, fields["calendar"].control, fields["categories"].control, fields["contracts"].control,
        targets.times[0][0], targets.times[0][3], targets.risks[0], targets.times[1][0], fields["reopening"].control,
        steps.pauses.control, steps.list, steps.add, steps.fields["when"].control, steps.fields["to"].control,
        steps.fields["note"].control, panel.trial.choices["priority"], panel.trial.moments["opened"], panel.save,
    ]  # fmt: skip
    assert [type(stop).__name__ for stop in stops if stop not in way] == []
    places = [way.index(stop) for stop in stops]
    assert places == sorted(places)
