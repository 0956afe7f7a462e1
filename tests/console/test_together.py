"""What is done together, without a screen: the strip, the panel, who is at a ticket, the floor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.presenters.colleagues import Colleagues
from console.presenters.company import STILL, Company
from console.presenters.floor import FloorPresenter
from console.presenters.op_words import deed, typed_in
from console.presenters.sync_panel import REFUSED, SyncPresenter
from console.presenters.sync_words import short, sync_cell, whole
from console.viewmodels.frame import Mark
from core.agents.state import AgentState, Reason
from core.ids import AgentId, NoteId, OpId, TicketId
from core.rights import Right
from core.sync.live import (
    AgentNow,
    AtTicket,
    FromDesk,
    MyState,
    MyTicket,
    News,
)
from core.sync.ops import Birth, Op, op_from
from core.sync.standing import Stand, Standing
from core.tickets.commands import AddNote, EditTicket
from core.words import Sentence
from tests.console.rig import NOON, Rig, View
from tests.fakes.outbox import FakeOutbox, FakeRefused

LEI = AgentId("lei")


Live = tuple[Colleagues, list[FromDesk]]


@pytest.mark.parametrize(
    ("standing", "mark", "text"),
    [
        (Standing(), Mark.OFF, "this desk only"),
        (Standing(Stand.IN_STEP), Mark.GOOD, "in step"),
        (Standing(Stand.IN_STEP, waiting=3), Mark.BUSY, "3 waiting"),
        (Standing(Stand.IN_STEP, refused=1, strays=1), Mark.WARN, "2 refused: look"),
        (Standing(Stand.IN_STEP, waiting=3, held=2), Mark.WARN, "server is older: 3 waiting"),
        (Standing(Stand.OFFLINE, since=NOON), Mark.WARN, "offline since 04:00"),
        (Standing(Stand.OFFLINE, since=NOON, waiting=2), Mark.WARN, "offline since 04:00 · 2 waiting"),
        (Standing(Stand.MUST_UPDATE), Mark.BAD, "must update"),
        (Standing(Stand.SIGNED_OUT), Mark.BAD, "sign in again"),
        (Standing(Stand.WITHDRAWN), Mark.BAD, "withdrawn: read only"),
        (Standing(Stand.BEGINNING, rows=1200, is_first=True), Mark.BUSY, "first sync: 1,200 records"),
    ],
)
def test_the_strip_says_how_the_desk_stands(rig: Rig, standing: Standing, mark: Mark, text: str) -> None:
    cell = sync_cell(standing, 7, rig.words, rig.place.times)
    assert (cell.mark, cell.text) == (mark, text)
    assert cell.explanation
    assert cell.has_panel


def test_what_waits_while_offline_is_named_in_the_whole_sentence(rig: Rig) -> None:
    standing = Standing(Stand.OFFLINE, since=NOON, waiting=1, refused=1)
    assert "1 change waits to be sent." in whole(standing, rig.words)
    assert "nothing of it is lost" in whole(standing, rig.words)
    assert short(standing, rig.words, rig.place.times).endswith("1 refused: look")


def op_of(rig: Rig, command: object) -> Op:
    return op_from(command, Birth(OpId("op"), "stamp"))  # type: ignore[arg-type] # a Command


def test_an_operation_is_told_as_a_person_remembers_it_with_every_word_they_typed(rig: Rig) -> None:
    stamp, ticket = rig.place.stamp(), TicketId("t")
    edit = op_of(rig, EditTicket(stamp, ticket, {"subject": "Jams", "description": "Every page"}))
    assert deed(edit, rig.words) == "Changed: Subject, Description"
    assert typed_in(edit, rig.words) == "Subject: Jams\nDescription: Every page"
    note = op_of(rig, AddNote(stamp, ticket, NoteId("n"), "told him so"))
    assert (deed(note, rig.words), typed_in(note, rig.words)) == ("Note", "told him so")


def test_the_panel_opens_at_what_was_refused_and_offers_the_ways_out(rig: Rig) -> None:
    view, outbox = View(), FakeOutbox()
    rig.desk.refusals = outbox
    ticket = rig.make(rig.answered_call().id)
    note = op_of(rig, AddNote(rig.place.stamp(), ticket, NoteId("n"), "what I typed"))
    outbox.not_taken = [FakeRefused(note, Sentence("This ticket is closed."))]
    panel = SyncPresenter(rig.place, view)
    panel.synced(Standing(Stand.IN_STEP, refused=1))
    panel.open()
    rig.lane.settle()
    shown = view.last("show_sync")
    assert next(tab.key for tab in shown.tabs if tab.is_chosen) == REFUSED
    [line] = shown.lines
    assert line.title.endswith(": Note")
    assert (line.why, line.typed, line.ticket) == ("This ticket is closed.", "what I typed", ticket)
    assert line.can_again
    assert line.can_let_go
    panel.again("op")
    rig.lane.settle()
    assert outbox.done_again == ["op"]
    assert view.last("show_sync").lines == ()


def test_what_waits_for_an_update_of_the_server_says_so(rig: Rig) -> None:
    view, outbox = View(), FakeOutbox()
    rig.desk.refusals = outbox
    note = op_of(rig, AddNote(rig.place.stamp(), TicketId("t"), NoteId("n"), "what I typed"))
    outbox.ops, outbox.holds = [note], {note.id: Sentence("The server is older.")}
    standing = Standing(Stand.IN_STEP, waiting=1, held=1)
    assert "Ask IT to update the server." in whole(standing, rig.words)
    panel = SyncPresenter(rig.place, view)
    panel.synced(standing)
    panel.open()
    rig.lane.settle()
    [line] = view.last("show_sync").lines
    assert (line.why, line.typed, line.can_let_go) == ("The server is older.", "what I typed", False)


def test_who_looks_at_my_ticket_and_who_types_in_it_is_said(rig: Rig, live: Live) -> None:
    colleagues, said = live
    view = View()
    Company(rig.place, colleagues, rig.tickets, view)
    ticket = rig.make(rig.answered_call().id)
    rig.tickets.moved(is_typing=False)
    assert said[-1] == FromDesk(ticket=MyTicket(ticket))
    colleagues.heard(News(tickets=(AtTicket(LEI, ticket, is_there=True),)))
    assert view.last("show_company") == ("张磊: looking at this ticket", False)
    colleagues.heard(News(tickets=(AtTicket(LEI, ticket, is_there=True, is_typing=True),)))
    assert view.last("show_company") == ("张磊: typing in this ticket", True)
    colleagues.heard(News(tickets=(AtTicket(LEI, ticket, is_there=False),)))
    assert view.last("show_company") == ("", False)


def test_typing_is_told_when_it_begins_and_when_it_has_stopped(rig: Rig, live: Live) -> None:
    colleagues, said = live
    Company(rig.place, colleagues, rig.tickets, View())
    ticket = rig.make(rig.answered_call().id)
    said.clear()
    for text in ("a", "ab", "abc"):
        rig.tickets.edit("subject", text)
    assert said == [FromDesk(ticket=MyTicket(ticket, is_typing=True))]
    rig.wait(STILL)
    assert said[-1] == FromDesk(ticket=MyTicket(ticket))


def test_when_the_line_comes_back_all_of_it_is_said_again(rig: Rig, live: Live) -> None:
    colleagues, said = live
    colleagues.become(MyState(AgentState.READY, NOON))
    colleagues.look_at(TicketId("t"), is_typing=False)
    colleagues.heard(News(agents=(AgentNow(LEI, AgentState.READY),)))
    colleagues.ended()
    assert colleagues.others == ()
    said.clear()
    colleagues.opened()
    assert said == [
        FromDesk(state=MyState(AgentState.READY, NOON)),
        FromDesk(ticket=MyTicket(TicketId("t"))),
    ]


def test_the_floor_is_for_those_who_may_see_it_and_counts_calls_by_queue(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    view = View()
    floor = FloorPresenter(rig.place, colleagues, view)
    floor.open()
    assert "show_floor" not in view.shown
    floor.allow(frozenset({Right.SEE_TEAM_LIVE}))
    floor.open()
    colleagues.heard(
        News(
            agents=(
                AgentNow(LEI, AgentState.ON_CALL, NOON - timedelta(seconds=75), None, "After-sales"),
                AgentNow(AgentId("x"), AgentState.NOT_READY, NOON, Reason.LUNCH),
                AgentNow(AgentId("y"), AgentState.LOGGED_OUT),
            )
        )
    )
    shown = view.last("show_floor")
    assert [one.text for one in shown.queues] == ["After-sales: 1 in a call"]
    assert [(one.name, one.state, one.since) for one in shown.lines] == [
        ("张磊", "On call", "01:15"),
        ("a colleague", "Not ready · Lunch", "00:00"),
    ]
