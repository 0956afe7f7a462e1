"""The whole window on a real desk: asset, parts and prices are typed, kept, and stand on what the customer signs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.views.ticket_editor import TicketEditorView
from core.ids import TicketId
from core.reading import TicketCard
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_paper import PaperDesk, click, text_of
from tests.console.test_whole_paper import desk as desk  # noqa: PLC0414 - as above


def kept(desk: PaperDesk, ticket: TicketId) -> TicketCard:
    found: list[TicketCard | None] = []
    desk.shell.parts.door.ask(lambda inside: inside.read.ticket(ticket), found.append, lambda _: None)
    desk.until(lambda: bool(found))
    assert found[0] is not None
    return found[0]


def saves(desk: PaperDesk, view: TicketEditorView) -> None:
    QTest.keyClick(view.fields.subject, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_parts_and_prices_are_on_the_service_report(desk: PaperDesk) -> None:
    ticket = desk.open_first()
    view = desk.window.desk.ticket
    service = view.service
    assert service.body.isHidden(), "who needs no parts sees none"
    click(service.fold)
    assert service.asset.isVisible()
    desk.until(lambda: service.hint.visibleRegion().boundingRect().height() == service.hint.height())
    QTest.keyClicks(service.asset, "M305 in room 12")
    QTest.keyClicks(service.serial, "E78215K3N104")
    service.parts.insertPlainText("硒鼓组件；2 套；1,180\nTrip; free")
    saves(desk, view)
    desk.until(lambda: "Line 2 of the parts cannot be read: “Trip; free”" in view.problem.text())
    assert "Trip; free" in service.parts.toPlainText(), "nothing typed is lost"
    assert kept(desk, ticket).parts == ""
    service.parts.setPlainText("硒鼓组件；2 套；1,180\nTrip; 1; 60")
    saves(desk, view)
    desk.until(lambda: kept(desk, ticket).parts == "硒鼓组件; 2 套; 1180.00\nTrip; 1; 60.00")
    desk.until(lambda: view.problem.text() == "")
    desk.asks_for("service")
    text = text_of(desk.sheets.content)
    for said in (
        "M305 in room 12",
        "E78215K3N104",
        "硒鼓组件",
        "2 套",
        "CNY 1,180.00",
        "CNY 2,420.00",
        "Trip",
    ):
        assert said in text, said
    desk.panel.leave()
    room = desk.shell.room
    assert room is not None
    room.tickets.leave()
    hits: list[int] = []
    desk.shell.parts.door.ask(
        lambda inside: len(inside.read.search("E78215K3N104")), hits.append, lambda _: None
    )
    desk.until(lambda: bool(hits))
    assert hits == [1], "a ticket is found by the serial number on the machine"
    desk.open_first()
    assert not service.body.isHidden(), "a ticket that has them shows them"
