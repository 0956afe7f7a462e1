"""Screen readers: every visible control has a name; the way of Tab is the way of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.customers import CustomerForm
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.gallery_states import FirstScreens
from console.views.theme import Theme


def caret() -> QWidget:
    """Where what is typed goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


Role = QAccessible.Role
CONTROLS = {
    Role.Button, Role.CheckBox, Role.EditableText, Role.List, Role.Table, Role.Slider, Role.ComboBox,
    Role.RadioButton, Role.ButtonMenu, Role.StaticText, Role.ListItem,
}  # fmt: skip
STATES = (
    "empty", "plain", "ringing", "talking", "two_calls", "form", "search", "keys", "settings", "errors", "assistant",
    "unlock", "refused",
)  # fmt: skip


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    if interface.role() == Role.Table:
        return  # its cells are text
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child.isValid() and not child.state().invisible:
            yield from walk(child)


@pytest.mark.parametrize("state", STATES)
def test_every_visible_control_has_a_name(theme: Theme, state: str, qtbot: QtBot) -> None:
    stage = FirstScreens(theme, "en")
    qtbot.addWidget(stage.window)
    getattr(stage, state)()
    stage.window.show()
    controls = [o for o in walk(QAccessible.queryAccessibleInterface(stage.window)) if o.role() in CONTROLS]
    assert len(controls) > 3
    nameless = [type(one.object()).__name__ for one in controls if not one.text(QAccessible.Text.Name)]
    assert nameless == []


def tab_way(start: QWidget, last: QWidget, most: int = 60) -> list[QWidget]:
    start.setFocus()
    way = [start]
    while way[-1] is not last and len(way) < most:
        QTest.keyClick(way[-1], Qt.Key.Key_Tab)
        way.append(caret())
    return way


def test_tab_goes_through_the_ticket_as_one_reads_it(window: DeskWindow) -> None:
    window.show_page("ticket")
    ticket, fields = window.desk.ticket, window.desk.ticket.fields
    choices = fields.choices
    assert tab_way(fields.subject, ticket.attach) == [
        fields.subject, choices["category"], choices["impact"], choices["urgency"], fields.description,
        choices["kind"], choices["assignee"], choices["team"], fields.queue, ticket.service.fold, ticket.files.add,
        ticket.files.paste, ticket.timeline.field, ticket.timeline.told, ticket.save,
        *(b for b in ticket.move_buttons if b.isVisible()), ticket.promise,
        ticket.attach,
    ]  # fmt: skip


def test_tab_goes_from_the_top_through_the_columns_to_the_foot(window: DeskWindow, samples: Samples) -> None:
    window.desk.calls.show_calls(samples.column(samples.talking()))
    window.show_page("list")
    desk = window.desk
    stops = [
        desk.top.state, desk.top.search, desk.rail.buttons["desk"], desk.calls.card.buttons.hold,
        desk.calls.card.notes.field, desk.calls.dial, desk.tickets.tabs.buttons[0], desk.tickets.table,
        desk.customer.candidates, desk.customer.add, desk.customer.open_tickets, desk.strip.cells[0],
    ]  # fmt: skip
    way = tab_way(desk.top.state, desk.strip.cells[0])
    places = [way.index(stop) for stop in stops]
    assert places == sorted(places)


def test_nothing_that_is_hidden_or_closed_is_a_stop(window: DeskWindow) -> None:
    way = tab_way(window.desk.top.state, window.desk.strip.cells[-1])
    assert all(stop.isVisible() and stop.isEnabled() for stop in way)
    assert window.desk.search.field not in way


FORMS: dict[str, Callable[[DeskWindow], list[QWidget]]] = {
    "customer": lambda w: [
        w.desk.customer.form.name,
        w.desk.customer.form.company,
        w.desk.customer.form.number,
    ],
    "unlock": lambda w: [w.unlock.field, w.unlock.show_button, w.unlock.button],
}


@pytest.mark.parametrize("form", FORMS)
def test_small_forms_are_gone_through_in_order(window: DeskWindow, form: str) -> None:
    if form == "unlock":
        window.show_screen("unlock")
    else:
        window.desk.customer.show_form(CustomerForm())
    fields = FORMS[form](window)
    assert tab_way(fields[0], fields[-1], most=len(fields)) == fields


def test_labels_lead_to_their_fields(window: DeskWindow) -> None:
    for name, field in window.desk.ticket.fields.choices.items():
        assert window.desk.ticket.fields.labels[name].buddy() is field
