"""The engine dies, hangs or is fed nonsense: the line is back without a hand, and every call is told to have ended."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from core.calls.line import Account, LineState
from core.calls.model import CallState, EndReason
from core.ids import CallId
from tests.fakes.lines import LOOPBACK, Desk, desk, direct_desk
from tests.sip.messages import TORTURE, invite

log = logging.getLogger(__name__)


@pytest.fixture
def agent() -> Iterator[Desk]:
    with direct_desk() as one:
        yield one


def pid(one: Desk) -> int:
    assert one.line.pid is not None
    return one.line.pid


def times_up(one: Desk) -> int:
    return sum(status.state is LineState.DIRECT for status in one.ear.heard.lines)


def wait_until_back(one: Desk, times: int) -> None:
    started = time.monotonic()
    one.ear.wait(lambda: times_up(one) > times, "the line to be back")
    log.info("back after %.0f ms", (time.monotonic() - started) * 1000)


def test_an_engine_killed_during_a_call_is_back_and_the_call_is_told_as_lost(agent: Desk) -> None:
    with direct_desk("8002") as caller:
        caller.line.dial(agent.address)
        call = agent.answered()
        before = pid(agent)
        os.kill(before, signal.SIGKILL)
        wait_until_back(agent, 1)
        ended = agent.ear.wait_for_state(call.id, CallState.ENDED)
        assert ended.end is EndReason.LINE_LOST
        assert ended.answered_at == call.answered_at
        states = [status.state for status in agent.ear.heard.lines]
        assert states[-2:] == [LineState.ENGINE_LOST, LineState.DIRECT]
        assert agent.ear.heard.lines[-2].reason is not None
        assert not psutil.pid_exists(before)
        seen = len(agent.ear.heard.calls)
        caller.line.dial(agent.address)
        agent.answered(seen)
        assert sum(one.end is EndReason.LINE_LOST for one in agent.ear.heard.calls) == 1


def test_an_engine_that_hangs_is_replaced() -> None:
    with direct_desk(hang_limit=1) as agent:
        os.kill(pid(agent), signal.SIGSTOP)
        wait_until_back(agent, 1)


def test_an_engine_of_another_version_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("telephony.engine_process.PROTOCOL", 99)
    with desk(None) as one:
        status = one.ear.wait_for_line(lambda status: status.state is LineState.ENGINE_LOST)
        assert "updated" in str(status.reason)


def test_an_engine_that_hangs_is_ended_when_the_console_ends(agent: Desk) -> None:
    hung = pid(agent)
    os.kill(hung, signal.SIGSTOP)
    agent.line.stop()
    assert not psutil.pid_exists(hung)


def test_a_dial_into_a_dead_engine_is_told(agent: Desk) -> None:
    os.kill(pid(agent), signal.SIGSTOP)
    call = agent.line.dial("sip:8002@127.0.0.1:9")
    os.kill(pid(agent), signal.SIGKILL)
    about, why = agent.ear.wait(lambda: agent.ear.heard.failures)[0]
    assert about == call
    assert str(why)
    assert agent.ear.latest(CallId(call)) is None


def test_an_engine_whose_console_is_gone_ends(agent: Desk) -> None:
    child = agent.line._child
    assert child is not None
    engine = psutil.Process(child.pid)
    assert child._process.stdin is not None
    child._process.stdin.close()
    engine.wait(30)


def test_the_password_is_not_to_be_seen_in_the_process_list() -> None:
    with desk(Account("8001", f"{LOOPBACK}:9", "top-secret")) as one:
        one.ear.wait_for_line(lambda status: status.state is LineState.REGISTERING)
        engine = psutil.Process(pid(one))
        assert "top-secret" not in " ".join(engine.cmdline())
        assert "top-secret" not in str(engine.environ())


def test_three_invites_with_sixteen_media_lines_leave_a_line_that_rings(agent: Desk) -> None:
    host, port = agent.host_port.split(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as attacker:
        attacker.bind((LOOPBACK, 0))
        attacker.settimeout(0.06)  # between one INVITE and the next, as it was measured
        for number in range(3):
            attacker.sendto(invite(f"many{number}", agent.host_port, media_lines=16), (host, int(port)))
            decline_what_rings(agent)
            with suppress(TimeoutError):
                while attacker.recv(4096):
                    decline_what_rings(agent)
    calls_from_now_on(agent)


def test_torture_does_not_keep_the_line_from_ringing(agent: Desk) -> None:
    host, port = agent.host_port.split(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as attacker:
        attacker.bind((LOOPBACK, 0))
        for message in TORTURE:
            attacker.sendto(message, (host, int(port)))
    calls_from_now_on(agent)


def decline_what_rings(agent: Desk) -> None:
    for one in list(agent.ear.heard.calls):
        if one.state is CallState.RINGING:
            agent.line.decline(one.id)


def rings_from(agent: Desk, number: str) -> CallId | None:
    ringing = [one for one in agent.ear.heard.calls if one.remote.number == number]
    return next((one.id for one in reversed(ringing) if agent.ear.latest(one.id) == one and one.is_up), None)


def calls_from_now_on(agent: Desk) -> None:
    """Somebody who calls again and again gets through."""
    with direct_desk("8002") as caller:
        while True:
            agent.ear.wait_for_line(lambda status: status.state is LineState.DIRECT)
            decline_what_rings(agent)
            call = caller.line.dial(agent.address)
            heard = caller.ear.wait_for_call(call, lambda one: one.state is not CallState.DIALLING)
            if heard.state is CallState.RINGING:
                break
        number = agent.ear.wait(lambda: rings_from(agent, "8002"), "8002 to ring")
        agent.line.answer(number)
        agent.ear.wait_for_state(number, CallState.TALKING)
    lost = [status for status in agent.ear.heard.lines if status.state is LineState.ENGINE_LOST]
    log.info("the engine died %d times", len(lost))
    ids = [one.id for one in agent.ear.heard.calls if one.state is CallState.ENDED]
    assert len(ids) == len(set(ids))
