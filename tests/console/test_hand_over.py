"""Calls that are handed over: what is given, whether it arrived, and how one that is handed to me is met."""

from __future__ import annotations

from typing import Any

from console.presenters.colleagues import Colleagues
from console.presenters.hand_over import ANSWERED_WITHIN, HandOverPresenter
from console.presenters.handed_calls import EXPECTED, HandedCalls
from console.sync_room import SyncRoom, Together
from core.agents.state import AgentState
from core.calls.model import EndReason
from core.ids import AgentId
from core.sync.live import AgentNow, FromDesk, HandedOver, HandOver, News, Reached
from tests.console.rig import Rig, View

LEI = AgentId("lei")
Live = tuple[Colleagues, list[FromDesk]]


def hand_over(rig: Rig, colleagues: Colleagues, view: View) -> HandOverPresenter:
    return HandOverPresenter(rig.place, colleagues, rig.phone, rig.tickets, rig.notices, view)


def test_a_call_is_handed_over_with_ticket_note_and_caller(rig: Rig, live: Live) -> None:
    colleagues, said = live
    view = View()
    presenter = hand_over(rig, colleagues, view)
    presenter.open()
    assert "show_hand_over" not in view.shown  # no call is up
    rig.know("王芳", "13812345678")
    call = rig.answered_call("13812345678")
    ticket = rig.make(call.id)
    colleagues.heard(
        News(agents=(AgentNow(LEI, AgentState.READY), AgentNow(AgentId("z"), AgentState.ON_CALL)))
    )
    presenter.open()
    assert [one.name for one in view.last("show_hand_over").lines] == ["张磊"]
    presenter.give(LEI, "wants his money back")
    given = said[-1].hand_over
    assert given is not None
    assert (given.to, given.number, given.ticket) == (LEI, "13812345678", ticket)
    assert given.note.startswith("wants his money back")
    presenter.reached(Reached(given.call, is_there=True))
    assert rig.notices.sentences[-1] == "张磊 sees the call and what is known of it."


def test_a_colleague_who_left_meanwhile_is_said(rig: Rig, live: Live) -> None:
    colleagues, said = live
    presenter = hand_over(rig, colleagues, View())
    rig.answered_call()
    colleagues.heard(News(agents=(AgentNow(LEI, AgentState.READY),)))
    presenter.open()
    presenter.give(LEI, "")
    given = said[-1].hand_over
    assert isinstance(given, HandOver)
    presenter.reached(Reached(given.call, is_there=False))
    assert "nothing was handed over" in rig.notices.sentences[-1]


def test_a_note_is_about_the_call_for_which_it_was_typed(rig: Rig, live: Live) -> None:
    colleagues, said = live
    view = View()
    presenter = hand_over(rig, colleagues, view)
    first, other = rig.answered_call("13812345678"), rig.rings("13900001111")
    presenter.open()
    presenter.type("wants his money back")
    rig.holds(first)
    rig.talks(other)  # it is selected now: the panel stays with the first
    presenter.show()
    assert "138 1234 5678" in view.last("show_hand_over").about
    presenter.open(other.id)
    form = view.last("show_hand_over")
    assert ("139 0000 1111" in form.about, form.note) == (True, "")
    presenter.open(first.id)
    assert view.last("show_hand_over").note == "wants his money back"
    presenter.give(LEI, "wants his money back")
    given = said[-1].hand_over
    assert given is not None
    assert (given.call, given.number) == (first.id, "13812345678")


def test_a_call_that_ends_takes_panel_and_note_along_and_no_other_is_given_instead(
    rig: Rig, live: Live
) -> None:
    colleagues, said = live
    view = View()
    presenter = hand_over(rig, colleagues, view)
    call = rig.answered_call("13812345678")
    rig.rings("13900001111")
    presenter.open()
    presenter.type("wants his money back")
    shown = len(view.shown["show_hand_over"])
    rig.ends(call)
    assert len(view.shown["leave"]) == 1
    presenter.show()
    said.clear()
    presenter.give(LEI, "wants his money back")
    assert (said, len(view.shown["show_hand_over"])) == ([], shown)
    assert rig.notices.sentences[-1] == "This call has ended: nothing was handed over."
    presenter.open()
    form = view.last("show_hand_over")
    assert ("139 0000 1111" in form.about, form.note) == (True, "")


DOUBT = "It is not known whether what you handed over reached 张磊"


def test_what_is_not_known_to_have_arrived_is_said_and_the_note_is_there_for_another_try(
    rig: Rig, live: Live
) -> None:
    colleagues, said = live
    view = View()
    presenter = hand_over(rig, colleagues, view)
    call = rig.answered_call()
    presenter.open()
    presenter.give(LEI, "wants his money back")
    rig.wait(ANSWERED_WITHIN - 1)
    assert not rig.notices.sentences
    rig.wait(1)
    assert rig.notices.sentences[-1].startswith(DOUBT)
    assert rig.notices.sentences[-1].endswith("wants his money back")
    rig.notices.act("given")
    assert view.last("show_hand_over").note == "wants his money back"
    presenter.give(LEI, "wants his money back")
    assert len([one for one in said if one.hand_over is not None]) == 2
    presenter.reached(Reached(call.id, is_there=True))
    rig.wait(ANSWERED_WITHIN)
    assert rig.notices.sentences == ("张磊 sees the call and what is known of it.",)
    presenter.open()
    assert view.last("show_hand_over").note == ""


def test_a_word_that_comes_late_takes_the_doubt_back(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    presenter = hand_over(rig, colleagues, View())
    call = rig.answered_call()
    presenter.open()
    presenter.give(LEI, "")
    rig.wait(ANSWERED_WITHIN)
    presenter.reached(Reached(call.id, is_there=True))
    assert rig.notices.sentences == ("张磊 sees the call and what is known of it.",)


def test_a_line_that_ends_leaves_in_doubt_what_was_given_on_it(rig: Rig, live: Live) -> None:
    colleagues, said = live
    view = View()
    presenter = hand_over(rig, colleagues, view)
    call = rig.answered_call()
    presenter.open()
    presenter.give(LEI, "wants his money back")
    colleagues.ended()
    assert rig.notices.sentences[-1].startswith(DOUBT)
    said.clear()
    rig.notices.act("given")
    assert view.last("show_hand_over").empty == "Colleagues cannot be reached just now."
    presenter.give(LEI, "wants his money back")
    assert (said, view.last("show_hand_over").note) == ([], "wants his money back")
    colleagues.opened()
    assert view.last("show_hand_over").empty == "No colleague of your teams is ready now."
    presenter.give(LEI, "wants his money back")
    rig.ends(call)
    colleagues.ended()
    assert "the call has ended" in rig.notices.sentences[-1]
    assert rig.notices.sentences[-1].endswith("wants his money back")


def test_a_note_is_still_read_when_its_call_ended_before_the_other_try(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    presenter = hand_over(rig, colleagues, View())
    call = rig.answered_call()
    presenter.open()
    presenter.give(LEI, "wants his money back")
    rig.wait(ANSWERED_WITHIN)
    rig.ends(call)
    rig.notices.act("given")
    assert "the call has ended" in rig.notices.sentences[-1]
    assert rig.notices.sentences[-1].endswith("wants his money back")


def test_who_locks_the_desk_leaves_nothing_of_what_was_handed_over(rig: Rig, live: Live) -> None:
    colleagues, said = live
    view = View()
    presenter, handed = hand_over(rig, colleagues, view), meets_calls(rig, colleagues)
    given, up = rig.answered_call("13812345678"), rig.rings("13900001111")
    presenter.open(given.id)
    presenter.give(LEI, "wants his money back")
    announce(colleagues)
    presenter.open(up.id)
    presenter.type("of the one before")
    other: Any = View()
    SyncRoom(
        other, rig.place, other, Together(colleagues, other, other, other, presenter, handed, other)
    ).end()
    assert len(view.shown["leave"]) == 2
    assert not rig.notices.sentences
    said.clear()
    colleagues.opened()
    presenter.reached(Reached(given.id, is_there=True))
    presenter.open(up.id)
    assert (said, view.last("show_hand_over").note) == ([], "")
    assert not rig.notices.sentences


def meets_calls(rig: Rig, colleagues: Colleagues) -> HandedCalls:
    return HandedCalls(rig.place, colleagues, rig.phone.book, rig.tickets, rig.notices)


def announce(colleagues: Colleagues, call: str = "c", number: str = "13812345678", note: str = "") -> None:
    handed = HandedOver(LEI, call, number, "王芳", note=note or "wants his money back")
    colleagues.heard(News(hand_overs=(handed,)))


def test_a_call_that_is_handed_to_me_is_announced_and_met_when_it_rings(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    announce(colleagues)
    assert rig.notices.sentences[-1] == "张磊 hands you a call: 王芳 · 138 1234 5678. wants his money back"
    rig.rings("13900001111")
    assert "hands you a call" in rig.notices.sentences[-1]
    rig.rings("13812345678")
    assert rig.notices.sentences[-1].startswith("This is the call that 张磊 hands you: 王芳")


def test_a_caller_who_withholds_the_number_is_not_taken_for_another_who_does(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    colleagues.heard(News(hand_overs=(HandedOver(LEI, "c", "", note="wants his money back"),)))
    [announced] = rig.notices.sentences
    assert announced == "张磊 hands you a call: number withheld. wants his money back"
    rig.rings("")
    assert rig.notices.sentences == (announced,)


def test_what_was_written_about_a_call_stands_while_it_is_up_and_goes_with_it(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    announce(colleagues)
    call = rig.talks(rig.rings("13812345678"))
    rig.wait(EXPECTED.total_seconds())
    assert rig.notices.sentences[-1].startswith("This is the call")
    rig.ends(call)
    assert not rig.notices.sentences


def test_a_call_that_was_announced_and_never_rang_is_not_expected_for_ever(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    announce(colleagues)
    rig.wait(EXPECTED.total_seconds() - 1)
    assert rig.notices.sentences[-1].startswith("张磊 hands you a call")
    rig.wait(1)
    assert not rig.notices.sentences
    rig.rings("13812345678")
    assert not rig.notices.sentences


def test_a_handed_call_that_nobody_answered_is_expected_again(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    announce(colleagues)
    rig.ends(rig.rings("13812345678"), EndReason.MISSED)
    assert rig.notices.sentences[-1].startswith("张磊 hands you a call")
    call = rig.rings("13812345678")
    assert rig.notices.sentences[-1].startswith("This is the call")
    rig.ends(call, EndReason.ANSWERED_ELSEWHERE)
    assert not rig.notices.sentences


def test_calls_of_two_colleagues_are_announced_beside_each_other(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    announce(colleagues, "c", "13812345678", "one")
    announce(colleagues, "d", "13900001111", "two")
    rig.rings("13812345678")
    announce(colleagues, "c", "13812345678", "one, and more")
    assert [said.rpartition(". ")[2] for said in rig.notices.sentences] == ["two", "one, and more"]


def test_a_call_that_rings_before_it_is_announced_is_met_as_well(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meets_calls(rig, colleagues)
    rig.rings("13812345678")
    announce(colleagues)
    [said] = rig.notices.sentences
    assert said.startswith("This is the call")


def test_what_was_announced_to_one_person_is_nothing_to_the_next(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    meeting = meets_calls(rig, colleagues)
    announce(colleagues)
    announce(colleagues, "d", "13900001111")
    rig.rings("13900001111")
    meeting.forget()
    assert not rig.notices.sentences
    rig.rings("13812345678")
    assert not rig.notices.sentences
