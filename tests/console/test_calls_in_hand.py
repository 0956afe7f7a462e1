"""Calls stack, stay until they are dealt with, are recognised and recorded."""

from __future__ import annotations

from dataclasses import replace

from console.viewmodels.customers import CustomerForm
from console.viewmodels.words import Tone
from core.agents.state import AgentState
from core.calls.model import CallState, EndReason, Party
from tests.console.rig import Rig


def cards(rig: Rig) -> list[tuple[str, bool]]:
    return [(card.headline, card.is_selected) for card in rig.view.last("show_calls").calls]


def test_a_second_call_stacks_beside_the_first_and_takes_nothing_over(rig: Rig) -> None:
    rig.answered_call("13812345678")
    rig.rings("13900001111")
    assert cards(rig) == [("Talking", True), ("Ringing", False)]


def test_answering_the_second_call_holds_the_first_and_selects_the_second(rig: Rig) -> None:
    first = rig.answered_call("13812345678")
    second = rig.rings("13900001111")
    rig.actions.answer(second.id)
    assert rig.line.told[-2:] == [("hold", first.id), ("answer", second.id)]
    rig.talks(second)
    assert cards(rig)[1] == ("Talking", True)


def test_a_caller_with_one_exact_match_is_taken_and_named(rig: Rig) -> None:
    rig.know("王芳", "138 1234 5678")
    rig.rings("13812345678")
    card = rig.view.last("show_calls").calls[0]
    assert (card.name, card.number) == ("王芳", "138 1234 5678")
    column = rig.view.last("show_customer")
    assert [(c.name, c.reason, c.is_chosen) for c in column.candidates] == [("王芳", "same number", True)]


def test_several_candidates_are_all_shown_with_reasons_and_none_is_picked(rig: Rig) -> None:
    rig.know("王芳", "010-6234 5678")
    rig.know("李雷", "010-6234 5678")
    rig.rings("01062345678")
    column = rig.view.last("show_customer")
    assert [c.is_chosen for c in column.candidates] == [False, False]
    assert rig.phone.book.calls[0].customer is None


def test_an_unknown_caller_is_said_to_be_unknown_and_can_be_made_a_customer(rig: Rig) -> None:
    rig.rings("13812345678")
    assert rig.view.last("show_calls").calls[0].name == "Unknown caller"
    assert rig.view.last("show_customer").empty == "Nobody known has this number."
    rig.customers.ask_new()
    assert rig.view.last("show_form").number == "138 1234 5678"
    rig.customers.enter(CustomerForm("王芳", "", "138 1234 5678"))
    rig.lane.settle()
    assert rig.view.last("show_calls").calls[0].name == "王芳"
    assert rig.phone.book.calls[0].customer is not None


def test_level_and_contract_are_typed_shown_and_lead_to_the_ticket(rig: Rig) -> None:
    rig.rings("13812345678")
    rig.customers.enter(CustomerForm("王芳", "", "138 1234 5678", "gold", "HX-2026"))
    rig.lane.settle()
    assert ("Contract", "HX-2026") in rig.view.last("show_customer").facts
    made = rig.make()
    ticket = rig.desk.shelf.tickets[made]
    assert (ticket.level, ticket.contract) == ("gold", "HX-2026")


def test_what_is_known_of_a_customer_is_changed_and_the_numbers_stay(rig: Rig) -> None:
    known = rig.know("王芳", "138 1234 5678", company="华信")
    rig.rings("13812345678")
    rig.customers.ask_change()
    form = rig.view.last("show_form")
    assert (form.name, form.company, form.is_change) == ("王芳", "华信", True)
    rig.customers.enter(replace(form, contract="HX-2026", level="gold"))
    rig.lane.settle()
    kept = rig.desk.shelf.customers[known].customer
    assert (kept.company, kept.level, kept.contract) == ("华信", "gold", "HX-2026")
    assert [one.written for one in kept.numbers] == ["138 1234 5678"]
    assert len(rig.desk.shelf.customers) == 1
    assert ("Contract", "HX-2026") in rig.view.last("show_customer").facts


def test_a_change_that_is_refused_keeps_what_was_typed(rig: Rig) -> None:
    rig.know("王芳", "138 1234 5678")
    rig.rings("13812345678")
    rig.customers.ask_change()
    rig.customers.enter(replace(rig.view.last("show_form"), contract="x" * 5000))
    rig.lane.settle()
    shown = rig.view.last("show_form")
    assert (len(shown.contract), bool(shown.problem), shown.is_change) == (5000, True, True)


def test_a_nameless_new_customer_is_refused_in_the_form(rig: Rig) -> None:
    rig.rings()
    rig.customers.enter(CustomerForm("", "", "138 1234 5678"))
    assert rig.view.last("show_form").problem == "A customer needs a name or a company."
    assert rig.desk.shelf.customers == {}


def test_a_withheld_number_is_looked_up_for_nobody(rig: Rig) -> None:
    snapshot = rig.rings("13812345678")
    hidden = replace(snapshot, id=type(snapshot.id)("other"), remote=Party("", withheld=True))
    rig.phone.call_changed(hidden)
    rig.lane.settle()
    assert rig.view.last("show_calls").calls[1].number == "number withheld"


def test_an_ended_card_stays_until_it_is_dismissed(rig: Rig) -> None:
    call = rig.answered_call()
    rig.ends(call)
    assert cards(rig) == [("Ended by the other side", True)]
    rig.calls.dismiss(call.id)
    assert cards(rig) == []


def test_a_call_that_is_up_cannot_be_dismissed(rig: Rig) -> None:
    call = rig.answered_call()
    rig.calls.dismiss(call.id)
    assert cards(rig) == [("Talking", True)]


def test_the_next_call_pushes_away_what_was_missed_but_not_what_was_talked_about(rig: Rig) -> None:
    missed = rig.rings()
    rig.ends(missed, EndReason.MISSED)
    assert rig.view.last("show_calls").calls[0].tone is Tone.LATE
    talked = rig.answered_call()
    assert rig.phone.book.find(missed.id) is None
    rig.ends(talked)
    rig.rings("13900001111")
    assert cards(rig) == [("Ended by the other side", False), ("Ringing", True)]


def test_each_call_leaves_one_record_that_grows(rig: Rig) -> None:
    call = rig.answered_call()
    held = replace(call, state=CallState.HELD, held_by_us=True)
    rig.phone.call_changed(held)
    rig.ends(call)
    assert list(rig.desk.shelf.calls) == [call.id]
    assert rig.desk.shelf.calls[call.id].facts.end is EndReason.HUNG_UP_BY_THEM
    rig.phone.book.dismiss(call.id)
    assert rig.view.last("show_calls").log[0].number == "138 1234 5678"


def test_hang_up_declines_a_ringing_call_and_ends_a_talking_one(rig: Rig) -> None:
    call = rig.rings()
    rig.actions.hang_up()
    assert rig.line.told[-1] == ("decline", call.id)
    rig.talks(call)
    rig.actions.hang_up()
    assert rig.line.told[-1] == ("hang_up", call.id)


def test_the_agent_rings_talks_wraps_up_and_is_ready_again(rig: Rig) -> None:
    states = [rig.frame.agent.presence.state]
    call = rig.rings()
    states.append(rig.frame.agent.presence.state)
    call = rig.talks(call)
    states.append(rig.frame.agent.presence.state)
    rig.ends(call)
    states.append(rig.frame.agent.presence.state)
    rig.wait(31)
    states.append(rig.frame.agent.presence.state)
    assert states == [
        AgentState.READY,
        AgentState.RINGING,
        AgentState.ON_CALL,
        AgentState.WRAP_UP,
        AgentState.READY,
    ]


def test_a_wish_during_a_call_holds_after_it(rig: Rig) -> None:
    call = rig.answered_call()
    rig.frame.agent.choose("not ready:lunch")
    assert rig.frame.agent.label == "On call, then not ready"
    rig.ends(call)
    rig.wait(31)
    assert rig.frame.agent.label == "Not ready: Lunch"


def test_notes_carry_their_offset_and_lie_safe_until_there_is_a_ticket(rig: Rig) -> None:
    call = rig.answered_call()
    rig.wait(42)
    rig.calls.notes.enter(call.id, "printer jams")
    assert rig.view.shown["note_kept"] == []
    rig.lane.settle()
    assert rig.view.shown["note_kept"] == [call.id]
    assert rig.view.last("show_calls").calls[0].notes[0].offset == "00:42"
    ticket = rig.desk.shelf.tickets[rig.make()]
    assert [(n.text, n.call) for n in ticket.notes] == [("printer jams", call.id)]
    rig.wait(10)
    rig.calls.notes.enter(call.id, "warranty until March")
    rig.lane.settle()
    notes = rig.desk.shelf.tickets[ticket.id].notes
    assert [n.offset.total_seconds() for n in notes if n.offset is not None] == [42, 52]


def test_notes_of_a_call_without_a_ticket_survive_a_crash(rig: Rig) -> None:
    call = rig.answered_call()
    rig.calls.notes.enter(call.id, "call back tomorrow")
    rig.ends(call)
    again = Rig()
    again.desk.__dict__.update(rig.desk.__dict__)
    again.lane.desk = rig.desk
    found: list[int] = []
    again.calls.log.read()
    again.calls.notes.read(found.append)
    again.lane.settle()
    assert found == [1]
    again.calls.open_from_log(call.id)
    assert again.view.last("show_calls").calls[0].notes[0].text == "call back tomorrow"
