"""Notes of a call lie with it until a ticket has them, whatever is refused, held or repeated on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from console.presenters.loose_notes import SETTING
from console.presenters.workplace import Me
from console.room import DeskRoom
from core.calls.model import CallSnapshot
from core.errors import RuleViolation
from core.ids import AgentId, CallId, DeskId, TicketId
from tests.console.rig import DiskFull, Rig, View

WANG = Me(AgentId("me"), "王敏", DeskId("desk"))
LEI = Me(AgentId("lei"), "张磊", DeskId("desk"))


class Withdrawn(RuleViolation):
    """As a desk says it that may not write any more."""

    def __init__(self) -> None:
        super().__init__("Nothing can be changed at this desk now.")


def room_of(rig: Rig) -> DeskRoom:
    """The room around what the rig has; in its other corners is nobody."""
    nobody: Any = View()
    return DeskRoom(
        rig.place, rig.phone, rig.notices, rig.reference, rig.calls, rig.actions, rig.tickets, rig.maker, rig.moves,
        rig.customers, rig.frame, rig.list, rig.search, nobody, nobody, nobody, nobody, nobody, nobody,
    )  # fmt: skip


def sits_down(room: DeskRoom, me: Me) -> None:
    """As the shell does it when somebody signs in."""
    if room.place.me.agent != me.agent:
        room.make_way(me)
    room.begin()
    lane: Any = room.place.lane
    lane.settle()


def noted(rig: Rig, *texts: str) -> CallSnapshot:
    """An answered call with these notes on disk."""
    call = rig.answered_call()
    for text in texts:
        rig.wait(1)
        rig.calls.notes.enter(call.id, text)
        rig.lane.settle()
    return call


def notes_of(rig: Rig, ticket: TicketId) -> list[str]:
    return [note.text for note in rig.desk.shelf.tickets[ticket].notes]


def of_call_on_disk(rig: Rig, call: CallSnapshot) -> list[str]:
    """As the next start finds them."""
    again = Rig()
    again.lane.desk = rig.desk
    again.calls.notes.read(lambda _: None)
    again.lane.settle()
    return [note.text for note in again.calls.notes.of_call(call.id)]


def without_call(rig: Rig) -> TicketId:
    rig.maker.make_without_call()
    rig.lane.settle()
    assert rig.tickets.current is not None
    return rig.tickets.current.id


def test_notes_stay_with_the_call_when_its_ticket_is_refused_and_the_next_one_takes_them(rig: Rig) -> None:
    call = noted(rig, "printer jams", "second floor")
    rig.desk.fail_with = Withdrawn()
    rig.make()
    assert of_call_on_disk(rig, call) == ["printer jams", "second floor"]
    ticket = rig.make()
    assert notes_of(rig, ticket) == ["printer jams", "second floor"]
    assert of_call_on_disk(rig, call) == []


def test_notes_stay_with_the_call_when_the_ticket_it_was_to_go_to_is_gone(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    rig.maker.attach(TicketId("gone"))
    rig.lane.settle()
    assert of_call_on_disk(rig, call) == ["printer jams"]
    card = rig.phone.book.find(call.id)
    assert card is not None
    assert [note.in_ticket for note in card.notes] == [None]
    ticket = without_call(rig)
    rig.maker.attach(ticket)
    rig.lane.settle()
    assert notes_of(rig, ticket) == ["printer jams"]
    assert [note.in_ticket for note in card.notes] == [ticket]


def test_only_the_note_that_was_refused_stays(rig: Rig) -> None:
    call = noted(rig, "printer jams", "second floor")
    rig.maker.make()
    while not rig.desk.shelf.tickets:
        rig.lane.step()
    rig.desk.fail_with = Withdrawn()
    rig.lane.settle()
    ticket = next(iter(rig.desk.shelf.tickets))
    assert notes_of(rig, ticket) == ["second floor"]
    assert of_call_on_disk(rig, call) == ["printer jams"]
    assert "The note stays with the call" in " ".join(rig.view.last("show_calls").calls[0].details)


def test_a_note_on_its_way_into_a_ticket_goes_into_no_other(rig: Rig) -> None:
    other = without_call(rig)
    noted(rig, "printer jams")
    rig.fails(DiskFull())
    rig.maker.make()
    rig.maker.attach(other)
    rig.lane.settle()
    rig.fails(None)
    rig.wait(20)
    made = next(one for one in rig.desk.shelf.tickets if one != other)
    assert notes_of(rig, made) == ["printer jams"]
    assert notes_of(rig, other) == []


def test_a_note_entered_while_the_ticket_is_being_made_goes_into_it_too(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    rig.maker.make()
    rig.calls.notes.enter(call.id, "second floor")
    rig.lane.settle()
    assert notes_of(rig, next(iter(rig.desk.shelf.tickets))) == ["printer jams", "second floor"]
    assert of_call_on_disk(rig, call) == []


def test_a_disk_that_fills_up_between_a_note_and_its_setting_adds_the_note_once(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = noted(rig, "printer jams")
    with monkeypatch.context() as patch:
        patch.setattr(rig.desk, "set_setting", full)
        ticket = rig.make()
    rig.wait(20)
    assert notes_of(rig, ticket) == ["printer jams"]
    assert len([op for op in rig.desk.ops if op.kind == "add_note"]) == 1
    assert of_call_on_disk(rig, call) == []


def full(_key: str, _value: str) -> None:
    raise DiskFull


def test_a_lock_and_an_unlock_do_not_double_what_was_noted(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    found: list[int] = []
    for _ in range(2):
        rig.calls.notes.read(found.append)
        rig.lane.settle()
    assert found == [1, 1]
    assert notes_of(rig, rig.make()) == ["printer jams"]
    assert of_call_on_disk(rig, call) == []


def test_notes_are_theirs_who_wrote_them_and_wait_until_they_are_back(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    room = room_of(rig)
    sits_down(room, LEI)
    assert list(rig.calls.notes.calls) == []
    assert rig.view.last("show_calls").calls[0].notes == ()
    assert notes_of(rig, rig.make(call.id)) == []
    sits_down(room, WANG)
    assert list(rig.calls.notes.calls) == [call.id]
    assert [note.text for note in rig.view.last("show_calls").calls[0].notes] == ["printer jams"]
    ticket = rig.desk.shelf.tickets[rig.make(call.id)]
    assert [(note.text, note.by) for note in ticket.notes] == [("printer jams", WANG.agent)]


def test_who_sits_down_at_a_started_desk_finds_only_their_own(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    again = Rig()
    again.lane.desk = rig.desk
    room = room_of(again)
    sits_down(room, LEI)
    assert list(again.calls.notes.calls) == []
    sits_down(room, WANG)
    assert list(again.calls.notes.calls) == [call.id]


def test_a_ticket_made_after_its_person_left_takes_their_notes_in_their_name(rig: Rig) -> None:
    call = noted(rig, "printer jams")
    rig.fails(DiskFull())
    rig.make()
    rig.place.me = LEI
    rig.fails(None)
    rig.wait(20)
    notes = next(iter(rig.desk.shelf.tickets.values())).notes
    assert [(note.text, note.by) for note in notes] == [("printer jams", WANG.agent)]
    assert of_call_on_disk(rig, call) == []


def test_notes_from_before_they_had_a_writer_are_theirs_who_comes_first(rig: Rig) -> None:
    line = ["printer jams", rig.clock.now().isoformat(), 42.0]
    rig.desk.set_setting(SETTING, json.dumps({"old call": [line, line]}))
    room = room_of(rig)
    sits_down(room, LEI)
    assert [note.text for note in rig.calls.notes.of_call(CallId("old call"))] == ["printer jams"]
    sits_down(room, WANG)
    assert list(rig.calls.notes.calls) == []
    again = Rig()
    again.lane.desk = rig.desk
    sits_down(room_of(again), LEI)
    assert list(again.calls.notes.calls) == ["old call"]
