"""Choice fields: a tree found by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.tickets import Choice
from console.views.desk_window import DeskWindow
from console.views.theme import Theme
from console.views.widgets.choice import ChoiceField, paths, shortened
from console.views.widgets.several import SeveralField


def caret() -> QWidget:
    """Where what is typed goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def category(window: DeskWindow) -> ChoiceField:
    window.show_page("ticket")
    field = window.desk.ticket.fields.choices["category"]
    field.setFocus()
    return field


def shown(field: ChoiceField) -> list[str]:
    return [row.title for row in field.list.rows.rows.rows]


def test_a_tree_is_shown_as_the_way_to_each_leaf() -> None:
    tree = (
        Choice("a", "After-sales"),
        Choice("b", "Printer", 1),
        Choice("c", "Feed", 2),
        Choice("d", "Invoice"),
    )
    assert paths(tree)["c"] == "After-sales › Printer › Feed"
    assert paths(tree)["d"] == "Invoice"


def test_the_first_letter_opens_and_narrows(category: ChoiceField, qtbot: QtBot) -> None:
    QTest.keyClick(category, Qt.Key.Key_I)
    field = QApplication.focusWidget()
    assert field is category.list.wanted
    QTest.keyClicks(field, "nv")
    assert shown(category) == ["Invoice", "Invoice › Heading", "Invoice › Issue again"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(category.chosen) as chosen:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["heading"]
    assert category.hasFocus()


def test_open_without_typing_the_tree_is_indented_and_stands_at_what_is_chosen(
    category: ChoiceField, qtbot: QtBot
) -> None:
    QTest.keyClick(category, Qt.Key.Key_Down)
    assert [row.indent for row in category.list.rows.rows.rows][:4] == [0, 1, 2, 2]
    assert category.list.rows.current_key() == "feed"


def test_escape_changes_nothing_and_leaves_only_the_list(
    window: DeskWindow, category: ChoiceField, qtbot: QtBot
) -> None:
    left: list[bool] = []
    window.desk.ticket.leave_clicked.connect(lambda: left.append(True))
    QTest.keyClick(category, Qt.Key.Key_Return)
    QTest.keyClick(caret(), Qt.Key.Key_Escape)
    assert not category.list.isVisible()
    assert (category.key(), left) == ("feed", [])
    assert category.hasFocus()


def test_a_short_list_needs_no_search(window: DeskWindow, category: ChoiceField, qtbot: QtBot) -> None:
    assert category.isVisible()
    kind = window.desk.ticket.fields.choices["kind"]
    QTest.mouseClick(kind, Qt.MouseButton.LeftButton)
    assert not kind.list.wanted.isVisible()
    assert kind.list.rows.hasFocus()
    QTest.keyClick(kind.list.rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(kind.chosen) as chosen:
        QTest.keyClick(kind.list.rows, Qt.Key.Key_Return)
    assert chosen.args == ["request"]


def test_a_click_elsewhere_closes_the_list(window: DeskWindow, category: ChoiceField, qtbot: QtBot) -> None:
    QTest.keyClick(category, Qt.Key.Key_Return)
    QTest.mouseClick(window.desk.ticket.fields.subject, Qt.MouseButton.LeftButton)
    assert not category.list.isVisible()
    assert window.desk.ticket.fields.subject.hasFocus()


def test_a_heading_cannot_be_chosen(category: ChoiceField, qtbot: QtBot) -> None:
    category.show_choices((Choice("h", "Printer", is_heading=True), Choice("f", "Feed", 1)), "")
    QTest.keyClick(category, Qt.Key.Key_Return)
    assert category.list.rows.current_key() == "f"


def test_what_is_not_in_the_list_says_to_choose(category: ChoiceField) -> None:
    category.show_choices((Choice("f", "Feed"),), "gone")
    assert category.accessibleName() == "Category: Choose …"


def test_nobody_is_a_choice_too(window: DeskWindow, qtbot: QtBot) -> None:
    window.show_page("ticket")
    field = window.desk.ticket.fields.choices["assignee"]
    field.show_choices((Choice("", "Nobody"), Choice("a", "Wang Min")), "a")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(caret(), Qt.Key.Key_Up)
    with qtbot.waitSignal(field.chosen) as chosen:
        QTest.keyClick(caret(), Qt.Key.Key_Return)
    assert chosen.args == [""]


def test_a_way_that_is_too_long_loses_its_first_steps_whole(category: ChoiceField) -> None:
    metrics, way = category.fontMetrics(), "After-sales › Printers › Paper feed"
    wide = metrics.horizontalAdvance
    assert shortened(way, metrics, wide(way)) == way
    assert shortened(way, metrics, wide(way) - 1) == "… › Printers › Paper feed"
    assert shortened(way, metrics, wide("… › Paper feed")) == "… › Paper feed"


def test_in_a_short_list_the_first_letter_finds_the_row(window: DeskWindow, qtbot: QtBot) -> None:
    window.show_page("ticket")
    field = window.desk.ticket.fields.choices["urgency"]
    field.show_choices((Choice("1", "Low"), Choice("2", "Medium"), Choice("3", "High")), "1")
    field.setFocus()
    QTest.keyClicks(field, "h")
    assert len(shown(field)) == 3
    with qtbot.waitSignal(field.chosen) as chosen:
        QTest.keyClick(caret(), Qt.Key.Key_Return)
    assert chosen.args == ["3"]


def test_the_list_closes_with_the_page_it_belongs_to(window: DeskWindow, category: ChoiceField) -> None:
    QTest.keyClick(category, Qt.Key.Key_Down)
    assert not category.list.isHidden()
    window.show_page("list")
    assert category.list.isHidden()


def test_a_long_list_of_several_is_ticked_by_space_and_narrowed_by_typing(
    window: DeskWindow, theme: Theme
) -> None:
    field = SeveralField(theme)
    field.setParent(window)
    field.show_several(tuple(Choice(f"k{n}", f"Choice {n}") for n in range(12)), ())
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    wanted = field.list.wanted
    QTest.keyClick(wanted, Qt.Key.Key_Down)
    QTest.keyClick(wanted, Qt.Key.Key_Space)
    assert (field.ticks(), wanted.text()) == (("k1",), "")
    QTest.keyClicks(wanted, "ice 9")
    QTest.keyClick(wanted, Qt.Key.Key_Return)
    assert (field.ticks(), wanted.text()) == (("k1", "k9"), "ice 9")
    QTest.keyClick(wanted, Qt.Key.Key_Escape)
    assert caret() is field
    assert field.accessibleName() == "Choice 1, Choice 9"
