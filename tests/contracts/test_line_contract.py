"""What every phone line promises, on the scripted line and on the real engine against a real SIP peer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from core.calls.line import LineState
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState
from core.ids import CallId
from tests.fakes.line_peers import Stage, engine_stage, scripted_stage


@pytest.fixture(params=[scripted_stage, engine_stage], ids=["scripted", "engine"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    make: Callable[[], AbstractContextManager[Stage]] = request.param
    with make() as made:
        yield made


def ends(stage: Stage, call: CallId) -> list[CallSnapshot]:
    return [one for one in stage.ear.heard.calls if one.id == call and one.state is CallState.ENDED]


def wait_for_end(stage: Stage, call: CallId) -> EndReason | None:
    return stage.ear.wait_for_state(call, CallState.ENDED).end


def test_a_call_rings_with_what_the_agent_must_know(stage: Stage) -> None:
    stage.peer.ring("13800138000", "张三", "售后")
    ringing = stage.ear.wait_for_ringing()
    assert ringing.direction is Direction.INCOMING
    assert (ringing.remote.number, ringing.remote.name, ringing.queue) == ("13800138000", "张三", "售后")
    assert ringing.dialled == "8001"
    assert ringing.began_at.tzinfo is not None
    assert not ringing.was_answered


def test_a_ringing_call_can_be_answered(stage: Stage) -> None:
    call = stage.talk()
    talking = stage.ear.wait_for_call(call, lambda one: one.media is MediaState.ACTIVE)
    assert talking.was_answered
    stage.peer.wait_until_talking()


@pytest.mark.parametrize(("act", "end"), [("decline", EndReason.DECLINED), ("busy", EndReason.BUSY)])
def test_a_ringing_call_can_be_turned_down(stage: Stage, act: str, end: EndReason) -> None:
    stage.peer.ring()
    call = stage.ear.wait_for_ringing().id
    getattr(stage.line, act)(call)
    assert wait_for_end(stage, call) is end
    stage.peer.wait_until_over()


def test_hanging_up_a_ringing_call_declines_it(stage: Stage) -> None:
    stage.peer.ring()
    call = stage.ear.wait_for_ringing().id
    stage.line.hang_up(call)
    assert wait_for_end(stage, call) is EndReason.DECLINED


def test_a_caller_that_gives_up_was_missed(stage: Stage) -> None:
    stage.peer.ring()
    call = stage.ear.wait_for_ringing().id
    stage.peer.hang_up()
    assert wait_for_end(stage, call) is EndReason.MISSED


def test_a_caller_hangs_up(stage: Stage) -> None:
    call = stage.talk()
    stage.peer.hang_up()
    assert wait_for_end(stage, call) is EndReason.HUNG_UP_BY_THEM
    ended = ends(stage, call)[0]
    assert ended.ended_at is not None
    assert ended.answered_at is not None
    assert ended.began_at <= ended.answered_at <= ended.ended_at


def test_the_agent_hangs_up(stage: Stage) -> None:
    call = stage.talk()
    stage.line.hang_up(call)
    assert wait_for_end(stage, call) is EndReason.HUNG_UP_BY_US
    stage.peer.wait_until_over()


def test_a_call_is_held_and_resumed(stage: Stage) -> None:
    call = stage.talk()
    stage.line.hold(call)
    assert stage.ear.wait_for_state(call, CallState.HELD).held_by_us
    stage.line.resume(call)
    resumed = stage.ear.wait_for_call(call, lambda one: one.state is CallState.TALKING and not one.held_by_us)
    assert resumed.answered_at is not None


def test_hold_pressed_twice_and_resume_at_once_end_in_a_talk(stage: Stage) -> None:
    call = stage.talk()
    stage.line.hold(call)
    stage.line.hold(call)
    stage.ear.wait_for_state(call, CallState.HELD)
    stage.line.resume(call)
    stage.line.resume(call)
    stage.ear.wait_for_state(call, CallState.TALKING)
    assert stage.ear.heard.failures == []


def test_hold_pressed_while_it_rings_holds_nothing(stage: Stage) -> None:
    stage.peer.ring()
    call = stage.ear.wait_for_ringing().id
    stage.line.hold(call)
    stage.line.resume(call)
    stage.line.hold(call)
    stage.line.answer(call)
    stage.ear.wait_for_state(call, CallState.TALKING)
    stage.line.send_digits(call, "1")
    stage.peer.wait_for_digits("1")
    assert not any(one.held_by_us for one in stage.ear.heard.calls)


def test_the_other_side_can_hold_us(stage: Stage) -> None:
    call = stage.talk()
    stage.peer.hold(on=True)
    held = stage.ear.wait_for_call(call, lambda one: one.held_by_them)
    assert held.state is CallState.TALKING
    stage.peer.hold(on=False)
    stage.ear.wait_for_call(call, lambda one: not one.held_by_them)


def test_a_call_is_muted_and_unmuted(stage: Stage) -> None:
    call = stage.talk()
    stage.line.mute(call, True)
    assert stage.ear.wait_for_call(call, lambda one: one.muted).state is CallState.TALKING
    stage.line.mute(call, False)
    stage.ear.wait_for_call(call, lambda one: not one.muted)


def test_keys_are_sent_and_received(stage: Stage) -> None:
    call = stage.talk()
    stage.ear.wait_for_call(call, lambda one: one.media is MediaState.ACTIVE)
    stage.line.send_digits(call, "12 #*")
    stage.peer.wait_for_digits("12#*")
    stage.peer.send_digits("907")
    stage.ear.wait(lambda: "".join(d for c, d in stage.ear.heard.digits if c == call) == "907", "digits")


def test_keys_that_are_none_are_refused_in_a_sentence(stage: Stage) -> None:
    call = stage.talk()
    stage.line.send_digits(call, "12x")
    about, why = stage.ear.wait(lambda: stage.ear.heard.failures)[0]
    assert about == call
    assert "keys" in str(why)


def test_a_call_of_ours_is_answered(stage: Stage) -> None:
    call = stage.line.dial(stage.peer.address)
    assert stage.ear.wait_for_call(call, lambda _: True).direction is Direction.OUTGOING
    stage.ear.wait_for_state(call, CallState.RINGING)
    stage.peer.answer()
    assert stage.ear.wait_for_state(call, CallState.TALKING).was_answered


@pytest.mark.parametrize("end", [EndReason.BUSY, EndReason.DECLINED])
def test_a_call_of_ours_is_turned_down(stage: Stage, end: EndReason) -> None:
    call = stage.line.dial(stage.peer.address)
    stage.ear.wait_for_state(call, CallState.RINGING)
    stage.peer.refuse(end)
    assert wait_for_end(stage, call) is end


def test_a_call_of_ours_can_be_cancelled(stage: Stage) -> None:
    call = stage.line.dial(stage.peer.address)
    stage.ear.wait_for_state(call, CallState.RINGING)
    stage.line.hang_up(call)
    assert wait_for_end(stage, call) is EndReason.HUNG_UP_BY_US
    stage.peer.wait_until_over()


def test_a_number_that_is_none_is_refused_in_a_sentence(stage: Stage) -> None:
    call = stage.line.dial("<<>>")
    about, why = stage.ear.wait(lambda: stage.ear.heard.failures)[0]
    assert about == call
    assert "cannot be dialled" in str(why)
    assert stage.ear.latest(call) is None


def test_answering_a_second_call_holds_the_first(stage: Stage) -> None:
    first = stage.talk()
    seen = len(stage.ear.heard.calls)
    stage.peer.ring("02088886666")
    second = stage.ear.wait_for_ringing(seen).id
    assert second != first
    held = stage.ear.latest(first)
    assert held is not None
    assert held.state is CallState.TALKING
    stage.line.answer(second)
    stage.ear.wait_for_state(second, CallState.TALKING)
    stage.ear.wait_for_state(first, CallState.HELD)
    stage.line.resume(first)
    stage.ear.wait_for_state(first, CallState.TALKING)
    stage.ear.wait_for_state(second, CallState.HELD)


def test_a_call_of_ours_that_is_answered_holds_what_was_taken_up_meanwhile(stage: Stage) -> None:
    first = stage.talk()
    second = stage.line.dial(stage.peer.address)
    stage.ear.wait_for_state(second, CallState.RINGING)
    stage.ear.wait_for_state(first, CallState.HELD)
    stage.line.resume(first)
    stage.ear.wait_for_state(first, CallState.TALKING)
    stage.peer.answer()
    stage.ear.wait_for_state(second, CallState.TALKING)
    stage.ear.wait_for_state(first, CallState.HELD)


def test_a_fifth_call_is_not_dialled(stage: Stage) -> None:
    for _ in range(4):
        stage.ear.wait_for_state(stage.line.dial(stage.peer.address), CallState.RINGING)
    fifth = stage.line.dial(stage.peer.address)
    about, why = stage.ear.wait(lambda: stage.ear.heard.failures)[0]
    assert about == fifth
    assert "4 calls" in str(why)


def test_a_call_ends_once_and_orders_for_it_are_no_error(stage: Stage) -> None:
    call = stage.talk()
    stage.line.hang_up(call)
    stage.line.hang_up(call)
    wait_for_end(stage, call)
    for act in ("answer", "decline", "busy", "hang_up", "hold", "resume"):
        getattr(stage.line, act)(call)
        getattr(stage.line, act)(CallId("nobody"))
    stage.line.mute(call, True)
    stage.line.send_digits(call, "1")
    stage.ear.wait_for_state(stage.talk(), CallState.TALKING)
    assert len(ends(stage, call)) == 1
    assert stage.ear.heard.failures == []


def test_nothing_is_heard_after_the_line_has_stopped(stage: Stage) -> None:
    call = stage.talk()
    stage.line.stop()
    heard = len(stage.ear.heard)
    assert [one.end for one in ends(stage, call)] == [EndReason.HUNG_UP_BY_US]
    stage.line.use_account(None)
    stage.line.dial("8002")
    stage.peer.wait_until_over()
    assert len(stage.ear.heard) == heard


def test_without_an_account_nobody_can_be_called(stage: Stage) -> None:
    stage.line.use_account(None)
    stage.ear.wait_for_line(lambda status: status.state is LineState.NONE)
    call = stage.line.dial("8002")
    about, why = stage.ear.wait(lambda: stage.ear.heard.failures)[0]
    assert about == call
    assert str(why)
