"""The demo caller is a real one: another process that rings, speaks, listens and hangs up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.calls.model import CallState, EndReason, Party
from telephony.messages import Event, Heard, Listen
from tests.fakes.lines import Desk, direct_desk
from tests.sip.servers import end

ROOT = Path(__file__).parents[2]


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def agent(heard: list[Event]) -> Iterator[Desk]:
    with direct_desk(beyond=heard.append) as one:
        yield one


def call(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "telephony.demo_caller", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("voice", ["en", "zh"])
def test_it_rings_speaks_and_ends_when_the_agent_hangs_up(
    agent: Desk, heard: list[Event], voice: str
) -> None:
    options = ("--from", "13800138000", "--name", "王芳", "--queue", "售后", "--voice", voice, "--json")
    caller = call("--to", agent.address, *options)
    ringing = agent.rung()
    assert (ringing.remote, ringing.queue) == (Party("13800138000", "王芳"), "售后")
    agent.line.answer(ringing.id)
    agent.line.order(Listen(ringing.id))
    agent.ear.wait_for_state(ringing.id, CallState.TALKING)
    while not any(isinstance(event, Heard) and event.voice_seconds > 0.5 for event in heard):
        line = caller.stdout.readline() if caller.stdout else ""
        assert json.loads(line)["what"] in ("calling", "ringing", "answered", "heard")
    agent.line.hang_up(ringing.id)
    out, _ = caller.communicate(timeout=30)
    last = json.loads(out.splitlines()[-1])
    assert last["what"] == "ended"
    assert last["seconds"] > 0
    assert caller.returncode == 0


def test_it_hangs_up_by_itself(agent: Desk) -> None:
    caller = call(agent.address, "--seconds", "0.2")
    answered = agent.answered()
    assert agent.ear.wait_for_state(answered.id, CallState.ENDED).end is EndReason.HUNG_UP_BY_THEM
    out, _ = caller.communicate(timeout=30)
    assert "Answered" in out
    assert caller.returncode == 0


def test_a_caller_that_is_declined_says_so(agent: Desk) -> None:
    caller = call(agent.address, "--withheld")
    ringing = agent.rung()
    assert ringing.remote == Party("", withheld=True)
    agent.line.decline(ringing.id)
    out, _ = caller.communicate(timeout=30)
    assert "Not answered: declined." in out
    assert caller.returncode == 1


def test_a_caller_that_is_ended_hangs_up(agent: Desk) -> None:
    caller = call(agent.address)
    answered = agent.answered()
    caller.terminate()
    assert agent.ear.wait_for_state(answered.id, CallState.ENDED).end is EndReason.HUNG_UP_BY_THEM
    caller.communicate(timeout=30)


@pytest.mark.parametrize(
    "options", [[], ["sip:8001@127.0.0.1:9", "--voice", "nobody.wav"], ["not an address"]]
)
def test_wrong_use_is_said(options: list[str]) -> None:
    caller = call(*options)
    _, said = caller.communicate(timeout=30)
    assert caller.returncode == 2
    assert "demo_caller: error:" in said
    end_if_left(caller)


def end_if_left(caller: subprocess.Popen[str]) -> None:
    if caller.poll() is None:
        end(caller)  # type: ignore[arg-type]
