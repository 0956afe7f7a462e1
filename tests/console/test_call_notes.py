"""Notes of a call lie with it until a ticket has them, whatever is refused, held or repeated on the way."""

from __future__ import annotations

import pytest

from core.calls.model import CallSnapshot
from core.errors import RuleViolation
from core.ids import TicketId
from tests.console.rig import DiskFull, Rig


class Withdrawn(RuleViolation):
    """As a desk says it that may not write any more."""

    def __init__(self) -> None:
        super().__init__("Nothing can be changed at this desk now.")


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
