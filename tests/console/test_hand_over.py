"""Calls that are handed over: what is given, whether it arrived, and how one that is handed to me is met."""

from __future__ import annotations

from console.presenters.colleagues import Colleagues
from console.presenters.hand_over import HandOverPresenter
from core.agents.state import AgentState
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
    presenter.give(LEI, "")
    given = said[-1].hand_over
    assert isinstance(given, HandOver)
    presenter.reached(Reached(given.call, is_there=False))
    assert "nothing was handed over" in rig.notices.sentences[-1]


def test_a_call_that_is_handed_to_me_is_announced_and_met_when_it_rings(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    hand_over(rig, colleagues, View())
    handed = HandedOver(LEI, "c", "13812345678", "王芳", "", "", "wants his money back")
    colleagues.heard(News(hand_overs=(handed,)))
    assert rig.notices.sentences[-1] == "张磊 hands you a call: 王芳 · 138 1234 5678. wants his money back"
    rig.rings("13900001111")
    assert "hands you a call" in rig.notices.sentences[-1]
    rig.rings("13812345678")
    assert rig.notices.sentences[-1].startswith("This is the call that 张磊 hands you: 王芳")


def test_a_caller_who_withholds_the_number_is_not_taken_for_another_who_does(rig: Rig, live: Live) -> None:
    colleagues, _ = live
    hand_over(rig, colleagues, View())
    colleagues.heard(News(hand_overs=(HandedOver(LEI, "c", "", note="wants his money back"),)))
    [announced] = rig.notices.sentences
    assert announced == "张磊 hands you a call: number withheld. wants his money back"
    rig.rings("")
    assert rig.notices.sentences == (announced,)
