"""The right column: candidates with reasons, never a silent choice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.viewmodels.customers import CustomerColumn, CustomerForm, CustomerView
from console.views.customer_column import CustomerColumnView
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.widgets.rows import ROW_ROLE, RowList

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def customers(window: DeskWindow) -> CustomerColumnView:
    view: CustomerView = window.desk.customer
    assert isinstance(view, CustomerColumnView)
    return view


def click_row(qtbot: QtBot, rows: RowList, at: int) -> None:
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.rows.index(at)).center())


def test_each_candidate_says_why_and_none_is_chosen_by_itself(
    customers: CustomerColumnView, samples: Samples
) -> None:
    customers.show_customer(samples.customer(ambiguous=True))
    rows = customers.candidates.rows.rows
    assert [row.detail.split(" · ")[0] for row in rows] == [
        "same number",
        "same company line",
        "seen in ticket 2026-003977",
    ]
    assert not any(row.is_chosen for row in rows)


def test_a_candidate_is_chosen_by_click_and_by_enter(
    customers: CustomerColumnView, samples: Samples, qtbot: QtBot
) -> None:
    customers.show_customer(samples.customer(ambiguous=True))
    QApplication.processEvents()
    said: list[str] = []
    customers.candidate_chosen.connect(said.append)
    click_row(qtbot, customers.candidates, 1)
    customers.candidates.setFocus()
    QTest.keyClick(customers.candidates, Qt.Key.Key_Down)
    QTest.keyClick(customers.candidates, Qt.Key.Key_Return)
    assert said == ["p2", "p3"]


def test_tickets_of_the_customer_open(customers: CustomerColumnView, qtbot: QtBot) -> None:
    said: list[str] = []
    customers.ticket_activated.connect(said.append)
    click_row(qtbot, customers.open_tickets, 0)
    click_row(qtbot, customers.recent_tickets, 0)
    assert said == ["t3", "t5"]


def test_the_column_without_anybody_says_what_it_would_hold(customers: CustomerColumnView) -> None:
    customers.show_customer(CustomerColumn(empty="With a call, its customer stands here."))
    assert customers.empty.isVisible()
    assert not customers.candidates.isVisible()


def test_a_new_customer_is_typed_and_kept(customers: CustomerColumnView, qtbot: QtBot) -> None:
    customers.show_form(CustomerForm(number="138 1234 5678"))
    form = customers.form
    assert form.name.hasFocus()
    QTest.keyClicks(form.name, "Grace Li")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert form.company.hasFocus()
    QTest.keyClicks(form.company, "Huaxin")
    QTest.keyClick(form.company, Qt.Key.Key_Return)
    QTest.keyClick(form.number, Qt.Key.Key_Return)
    QTest.keyClicks(form.level, "gold")
    QTest.keyClick(form.level, Qt.Key.Key_Return)
    QTest.keyClicks(form.contract, "HX-2026")
    with qtbot.waitSignal(customers.customer_entered) as entered:
        QTest.keyClick(form.contract, Qt.Key.Key_Return)
    assert entered.args == [CustomerForm("Grace Li", "Huaxin", "138 1234 5678", "gold", "HX-2026")]


def test_a_known_customer_is_changed_without_its_numbers(
    customers: CustomerColumnView, samples: Samples, qtbot: QtBot
) -> None:
    customers.show_customer(replace(samples.customer(), can_change=True))
    with qtbot.waitSignal(customers.change_clicked):
        QTest.mouseClick(customers.change, LEFT)
    customers.show_form(CustomerForm("王芳", "华信", level="gold", is_change=True))
    form = customers.form
    assert not form.number.isVisible()
    assert not customers.change.isVisible()
    QTest.keyClick(form.company, Qt.Key.Key_Return)
    assert form.level.hasFocus()
    with qtbot.waitSignal(customers.customer_entered) as entered:
        QTest.mouseClick(form.keep, LEFT)
    assert entered.args == [CustomerForm("王芳", "华信", level="gold", is_change=True)]
    customers.hide_form()
    assert customers.change.isVisible()


def test_a_refused_form_keeps_what_was_typed(customers: CustomerColumnView, qtbot: QtBot) -> None:
    customers.show_form(CustomerForm())
    QTest.keyClicks(customers.form.name, "Grace")
    customers.show_form(CustomerForm(problem="A customer needs a number."))
    assert customers.form.name.text() == "Grace"
    assert customers.form.problem.isVisible()


def test_the_form_stays_open_while_the_column_changes(
    customers: CustomerColumnView, samples: Samples
) -> None:
    customers.show_form(CustomerForm())
    customers.show_customer(samples.customer(ambiguous=True))
    customers.show_customer(CustomerColumn(empty="Nobody."))
    assert customers.form.isVisible()
    customers.hide_form()
    assert not customers.form.isVisible()


def test_a_row_says_all_of_itself_to_a_screen_reader(customers: CustomerColumnView) -> None:
    index = customers.open_tickets.rows.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Invoice heading to be changed, #3981 · Thu 10:12 · Zhang Lei, due in 38 min"
    assert index.data(ROW_ROLE).key == "t3"


def test_offers_are_made_only_when_they_are_there(customers: CustomerColumnView, samples: Samples) -> None:
    customers.show_customer(CustomerColumn(question="Who is this?"))
    assert not customers.add.isVisible()
    assert not customers.add_number.isVisible()
    customers.show_customer(samples.customer(ambiguous=True))
    assert customers.add.isVisible()
    assert customers.add_number.text() == "Add 138 1234 5678 to this customer"
