"""PJSIP has four places for calls and gives a free one to the next caller at once: no call may suffer for another."""

from __future__ import annotations

import os
import signal

from core.calls.model import CallState, EndReason
from tests.fakes.lines import direct_desk

ROUNDS = 5


def test_a_call_that_takes_the_place_of_one_that_ends_in_the_same_moment_is_a_call_like_any_other() -> None:
    with direct_desk() as agent, direct_desk("8002") as crowd, direct_desk("8003") as caller:
        for _ in range(3):
            crowd.ear.wait_for_state(crowd.line.dial(agent.address), CallState.RINGING)
        call = caller.line.dial(agent.address)
        ours = agent.answered(len(agent.ear.heard.calls)).id
        assert agent.line.pid is not None
        for _ in range(ROUNDS):
            seen = len(agent.ear.heard.calls)
            caller.ear.wait_for_state(call, CallState.TALKING)
            os.kill(
                agent.line.pid, signal.SIGSTOP
            )  # so that the end of one and the other come to it together
            caller.line.hang_up(call)
            call = caller.line.dial(agent.address)
            caller.ear.wait_for_call(call, lambda one: bool(one.sip_call_id))
            os.kill(agent.line.pid, signal.SIGCONT)
            assert agent.ear.wait_for_state(ours, CallState.ENDED).end is EndReason.HUNG_UP_BY_THEM
            ours = agent.rung(seen).id
            agent.line.answer(ours)
            agent.ear.wait_for_state(ours, CallState.TALKING)
        assert agent.ear.heard.failures == []
