"""Where a line comes to its limits: a fifth caller, another side that is dead, settings changed during a call."""

from __future__ import annotations

import os
import signal

from core.calls.line import Account, LineState
from core.calls.model import CallState, EndReason
from tests.fakes.lines import LOOPBACK, direct_desk


def test_a_fifth_caller_hears_busy_and_is_seen_all_the_same() -> None:
    with direct_desk() as agent, direct_desk("8002") as crowd, direct_desk("8003") as fifth:
        for _ in range(4):
            crowd.ear.wait_for_state(crowd.line.dial(agent.address), CallState.RINGING)
        call = fifth.line.dial(agent.address)
        assert fifth.ear.wait_for_state(call, CallState.ENDED).end is EndReason.BUSY
        seen = agent.ear.wait(lambda: [one for one in agent.ear.heard.calls if one.remote.number == "8003"])
        assert [(one.state, one.end) for one in seen] == [(CallState.ENDED, EndReason.BUSY)]


def test_hanging_up_on_a_dead_phone_is_an_end_for_the_agent() -> None:
    with direct_desk() as agent, direct_desk("8002") as caller:
        caller.line.dial(agent.address)
        call = agent.answered().id
        assert caller.line.pid is not None
        os.kill(caller.line.pid, signal.SIGSTOP)
        agent.line.hang_up(call)
        assert agent.ear.wait_for_state(call, CallState.ENDED).end is EndReason.HUNG_UP_BY_US
        os.kill(caller.line.pid, signal.SIGCONT)


def test_other_line_settings_wait_until_the_call_has_ended() -> None:
    with direct_desk() as agent, direct_desk("8002") as caller:
        caller.line.dial(agent.address)
        call = agent.answered().id
        agent.line.use_account(Account("8009", "", register=False, bound_address=LOOPBACK))
        agent.line.hold(call)
        agent.ear.wait_for_state(call, CallState.HELD)
        assert agent.ear.heard.lines[-1].account == "8001"
        agent.line.hang_up(call)
        agent.ear.wait_for_line(lambda status: status.account == "8009" and status.state is LineState.DIRECT)
        caller.line.dial(agent.address)
        assert agent.answered(len(agent.ear.heard.calls)).dialled == "8009"


def test_a_port_that_is_taken_is_said() -> None:
    with direct_desk() as one:
        port = int(one.host_port.rpartition(":")[2])
        with direct_desk("8002") as two:
            two.line.use_account(Account("8002", "", register=False, bound_address=LOOPBACK, local_port=port))
            status = two.ear.wait_for_line(lambda status: status.state is LineState.UNREACHABLE)
            assert str(port) in str(status.reason)
            one.line.use_account(None)
            two.ear.wait_for_line(lambda status: status.state is LineState.DIRECT)
