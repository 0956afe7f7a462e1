"""A call becomes a ticket: what the agent sees is true, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

from console.presenters.workplace import DeskLocked
from core.calls.model import CallState, EndReason
from core.events import Arrived
from core.ids import TicketId
from core.tickets.commands import MoveTicket
from core.tickets.model import Status
from tests.console.rig import DiskFull, Rig


def saved(rig: Rig) -> str:
    text: str = rig.view.last("show_saved")[0]
    return text


def test_f2_opens_the_editor_at_once_and_shows_a_number_only_when_the_ticket_is_on_disk(rig: Rig) -> None:
    rig.answered_call()
    rig.maker.make()
    assert rig.view.last("show_page") == "ticket"
    assert rig.view.last("show_ticket").title == "New ticket"
    assert saved(rig) == "saving…"
    assert rig.desk.shelf.tickets == {}
    rig.lane.settle()
    assert rig.view.last("show_ticket").title == "Ticket 2026-000001"
    assert len(rig.desk.shelf.tickets) == 1


def test_the_caret_is_in_the_subject_after_f2(rig: Rig) -> None:
    rig.answered_call()
    rig.make()
    assert len(rig.view.shown["focus_subject"]) == 1


def test_the_ticket_is_prefilled_from_call_and_customer(rig: Rig) -> None:
    customer = rig.know("王芳", "138 1234 5678")
    call = rig.answered_call()
    ticket = rig.desk.shelf.tickets[rig.make()]
    assert (ticket.customer, ticket.calls) == (customer, (call.id,))


def test_f2_twice_on_an_untouched_ticket_shows_the_same_one(rig: Rig) -> None:
    rig.answered_call()
    rig.maker.make()
    rig.maker.make()
    rig.lane.settle()
    assert len(rig.desk.shelf.tickets) == 1
    assert len(rig.view.shown["focus_subject"]) == 2


def test_f2_again_after_something_was_typed_makes_a_second_ticket_of_the_same_call(rig: Rig) -> None:
    call = rig.answered_call()
    rig.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.make()
    assert [t.calls for t in rig.desk.shelf.tickets.values()] == [(call.id,), (call.id,)]
    assert rig.desk.shelf.drafts  # what was typed into the first one is kept


def test_f2_again_after_a_note_or_a_move_makes_a_second_ticket(rig: Rig) -> None:
    rig.answered_call()
    rig.make()
    rig.moves.note("asked for the serial number")
    rig.lane.settle()
    rig.make()
    assert len(rig.desk.shelf.tickets) == 2
    rig.moves.move("pending")
    rig.lane.settle()
    rig.make()
    assert len(rig.desk.shelf.tickets) == 3


def test_a_draft_is_on_disk_within_half_a_second_and_only_then_called_saved(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "Pa")
    assert saved(rig) != "draft saved"
    rig.wait(0.2)
    rig.tickets.edit("subject", "Paper")
    rig.wait(0.2)
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper"}
    assert saved(rig) == "draft saved"


def test_typing_while_a_draft_is_being_written_is_written_right_after(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "Paper")
    rig.clock.at += timedelta(seconds=0.3)
    for job in rig.timers.due():
        job()
    rig.tickets.edit("subject", "Paper jam")
    rig.lane.step()
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper"}
    assert saved(rig) != "draft saved"
    rig.lane.settle()
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper jam"}
    assert saved(rig) == "draft saved"


def test_ctrl_enter_puts_the_changed_fields_into_the_ticket_and_drops_the_draft(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.tickets.edit("impact", "3")
    rig.tickets.edit("urgency", "3")
    rig.wait(1)
    rig.tickets.save()
    rig.lane.settle()
    kept = rig.desk.shelf.tickets[ticket]
    assert (kept.subject, kept.priority.name) == ("Paper jam", "P1")
    assert rig.desk.shelf.drafts == {}
    assert saved(rig) == "saved"
    assert rig.view.last("show_priority")[0] == "P1"


def test_what_is_typed_while_a_save_is_under_way_becomes_the_next_draft(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.tickets.save()
    rig.tickets.edit("description", "Since Monday")
    rig.lane.settle()
    rig.wait(1)
    assert rig.desk.shelf.tickets[ticket].subject == "Paper jam"
    assert rig.desk.shelf.drafts[ticket].fields == {"description": "Since Monday"}
    assert rig.view.last("show_ticket").description == "Since Monday"


def test_a_refused_save_says_why_and_keeps_every_word(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "x" * 300)
    rig.tickets.save()
    rig.lane.settle()
    rig.wait(1)
    assert "300 characters" in rig.view.last("show_problem")
    assert rig.desk.shelf.tickets[ticket].subject == ""
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "x" * 300}
    assert rig.view.last("show_ticket").subject in ("", "x" * 300)
    assert rig.tickets.current is not None
    assert rig.tickets.current.values()["subject"] == "x" * 300


def test_escape_keeps_the_typing_as_a_draft_and_opening_again_brings_it_back(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "half a wo")
    rig.tickets.leave()
    rig.lane.settle()
    assert rig.view.last("show_page") == "list"
    rig.tickets.open(ticket)
    rig.lane.settle()
    assert rig.view.last("show_ticket").subject == "half a wo"


def test_a_draft_from_before_a_crash_is_shown_over_what_is_saved(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "half a wo")
    rig.wait(1)
    again = Rig()
    again.desk.shelf.__dict__.update(rig.desk.shelf.__dict__)
    again.tickets.open(ticket)
    again.lane.settle()
    form = again.view.last("show_ticket")
    assert (form.subject, form.origin) == ("half a wo", "draft from 04:00 restored")


def test_a_full_disk_keeps_the_typing_says_so_and_writes_everything_when_there_is_room(rig: Rig) -> None:
    rig.answered_call()
    rig.fails(DiskFull())
    rig.maker.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.wait(0.4)
    assert rig.desk.shelf.tickets == {}
    assert any("not on disk yet" in text for text in rig.notices.sentences)
    assert rig.view.last("show_ticket").title == "New ticket"
    cell = next(one for one in rig.view.last("show_status").cells if one.key == "disk")
    assert "The disk is full." in cell.explanation
    rig.fails(None)
    rig.wait(20)
    ticket = next(iter(rig.desk.shelf.tickets))
    rig.wait(20)
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper jam"}
    assert rig.view.last("show_ticket").title == "Ticket 2026-000001"
    assert list(rig.notices.sentences) == []


def test_calls_are_answered_while_the_disk_fails(rig: Rig) -> None:
    rig.fails(DiskFull())
    call = rig.rings()
    assert rig.actions.answer()
    assert ("answer", call.id) in rig.line.told
    rig.talks(call)
    rig.ends(call)
    rig.fails(None)
    rig.wait(20)
    assert rig.desk.shelf.calls[call.id].facts.state is CallState.ENDED


def test_the_customer_chosen_after_f2_becomes_the_tickets_customer(rig: Rig) -> None:
    one, _ = rig.know("王芳", "010 6234 5678"), rig.know("李雷", "010 6234 5678")
    rig.answered_call("01062345678")
    ticket = rig.make()
    assert rig.desk.shelf.tickets[ticket].customer is None
    rig.customers.choose(f"customer:{one}")
    rig.lane.settle()
    assert rig.desk.shelf.tickets[ticket].customer == one


def test_a_call_is_attached_to_a_ticket_that_exists(rig: Rig) -> None:
    rig.maker.make_without_call()
    rig.lane.settle()
    ticket = TicketId(next(iter(rig.desk.shelf.tickets)))
    call = rig.answered_call()
    rig.maker.attach(ticket)
    rig.lane.settle()
    assert rig.desk.shelf.tickets[ticket].calls == (call.id,)
    assert rig.view.last("show_calls").calls[0].tickets[0].number == "2026-000001"


def test_a_move_saves_what_is_typed_first_and_can_be_undone_where_the_table_allows(rig: Rig) -> None:
    rig.answered_call()
    ticket = rig.make()
    rig.moves.assign("me")
    rig.lane.settle()
    rig.tickets.edit("subject", "Paper jam")
    rig.moves.move("pending")
    rig.lane.settle()
    kept = rig.desk.shelf.tickets[ticket]
    assert (kept.subject, kept.status) == ("Paper jam", Status.PENDING)
    assert rig.notices.sentences == ("Ticket 2026-000001 is now: Pending",)
    rig.notices.act("moved")
    rig.lane.settle()
    assert rig.desk.shelf.tickets[ticket].status is Status.ASSIGNED


def test_the_sentence_about_a_move_goes_when_somebody_moved_the_ticket_on(rig: Rig) -> None:
    """Here at the desk, or as the server tells it: another's move, or ours that was refused."""
    rig.answered_call()
    ticket = rig.make()
    rig.moves.assign("me")
    rig.lane.settle()

    def arrived() -> list[str]:
        rig.hub.tell([Arrived(rig.clock.now(), frozenset({ticket}))])
        rig.lane.settle()
        return list(rig.notices.sentences)

    rig.moves.move("pending")
    rig.lane.settle()
    assert arrived() == ["Ticket 2026-000001 is now: Pending"]
    rig.desk.perform(MoveTicket(rig.place.stamp(), ticket, Status.ASSIGNED))
    assert arrived() == []
    rig.moves.move("pending")
    rig.lane.settle()
    assert len(rig.notices.sentences) == 1
    rig.writer.perform(MoveTicket(rig.place.stamp(), ticket, Status.ASSIGNED))
    rig.lane.settle()
    assert list(rig.notices.sentences) == []


def test_saving_a_ticket_deals_with_its_ended_call(rig: Rig) -> None:
    call = rig.answered_call()
    rig.make()
    rig.ends(call)
    assert rig.phone.book.find(call.id) is not None
    rig.tickets.edit("subject", "Paper jam")
    rig.tickets.save()
    rig.lane.settle()
    assert rig.phone.book.find(call.id) is None


def test_what_was_done_at_a_locked_desk_is_written_when_it_is_unlocked_and_the_strip_is_calm_again(
    rig: Rig,
) -> None:
    rig.fails(DeskLocked())
    call = rig.rings()
    rig.ends(call, EndReason.MISSED)
    assert rig.desk.shelf.calls == {}
    rig.fails(None)
    rig.writer.try_now()
    rig.lane.settle()
    assert rig.desk.shelf.calls[call.id].facts.end is EndReason.MISSED
    disk = next(cell for cell in rig.view.last("show_status").cells if cell.key == "disk")
    assert disk.text == "encrypted"


def test_a_call_that_is_up_is_going_on_in_its_ticket_until_it_ends(rig: Rig) -> None:
    call = rig.answered_call()
    rig.make()
    assert [line.detail for line in rig.view.last("show_ticket").calls] == ["going on now"]
    rig.wait(5)
    rig.ends(call)
    rig.lane.settle()
    assert [line.detail for line in rig.view.last("show_ticket").calls] == ["00:05"]


def test_the_birth_of_a_ticket_is_one_line(rig: Rig) -> None:
    rig.answered_call()
    rig.make()
    assert [line.text for line in rig.view.last("show_ticket").timeline] == ["Ticket made and assigned"]
    rig.moves.move("pending")
    rig.lane.settle()
    assert [line.text for line in rig.view.last("show_ticket").timeline] == [
        "Status: waits for the customer",
        "Ticket made and assigned",
    ]
