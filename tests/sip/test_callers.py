"""Calls as PBXs send them: what their headers say reaches the agent, and how they end is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.calls.model import CallState, EndReason, Party
from tests.fakes.lines import Desk, direct_desk
from tests.sip.servers import LOOPBACK, sipp


@pytest.fixture
def agent() -> Iterator[Desk]:
    with direct_desk() as one:
        yield one


@pytest.mark.parametrize(
    ("sender", "extra", "party"),
    [
        ('"张三" <sip:13800138000@pbx.example>', "X-Nothing: 1", Party("13800138000", "张三")),
        (
            "<sip:8888@pbx.example>",
            'P-Asserted-Identity: "李四" <tel:+862088886666>',
            Party("+862088886666", "李四"),
        ),
        ("<sip:8888@pbx.example>", "Remote-Party-ID: <sip:8002@pbx.example>;privacy=off", Party("8002")),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>', "Privacy: id", Party("", withheld=True)),
    ],
)
def test_the_caller_is_who_the_pbx_says(
    agent: Desk, tmp_path: Path, sender: str, extra: str, party: Party
) -> None:
    keys = {"sender": sender, "extra": extra, "why": "SIP;cause=487"}
    with sipp(tmp_path, "give_up.xml", agent.host_port, keys=keys) as caller:
        ringing = agent.rung()
        assert ringing.remote == party
        assert ringing.dialled == "400800"
        assert agent.ear.wait_for_state(ringing.id, CallState.ENDED).end is EndReason.MISSED
        assert caller.wait() == 0, caller.complaints()


def test_queue_and_diversion_are_told(agent: Desk, tmp_path: Path) -> None:
    extra = "X-Queue: 售后\r\nDiversion: <sip:8000@pbx.example>;reason=no-answer"
    keys = {"sender": "<sip:1@pbx.example>", "extra": extra, "why": "SIP;cause=487"}
    with sipp(tmp_path, "give_up.xml", agent.host_port, keys=keys):
        ringing = agent.rung()
        assert (ringing.queue, ringing.diverted_by) == ("售后", "8000")


def test_a_call_that_another_phone_took_is_not_missed(agent: Desk, tmp_path: Path) -> None:
    why = 'SIP;cause=200;text="Call completed elsewhere"'
    keys = {"sender": "<sip:1@pbx.example>", "extra": "X-Nothing: 1", "why": why}
    with sipp(tmp_path, "give_up.xml", agent.host_port, keys=keys):
        call = agent.rung().id
        assert agent.ear.wait_for_state(call, CallState.ENDED).end is EndReason.ANSWERED_ELSEWHERE


@pytest.mark.parametrize(
    ("status", "end"),
    [
        ("486", EndReason.BUSY),
        ("600", EndReason.BUSY),
        ("603", EndReason.DECLINED),
        ("404", EndReason.NOT_FOUND),
        ("484", EndReason.NOT_FOUND),
        ("480", EndReason.NO_ANSWER),
        ("408", EndReason.NO_ANSWER),
        ("500", EndReason.FAILED),
        ("488", EndReason.FAILED),
    ],
)
def test_how_a_call_of_ours_was_refused_is_told(
    agent: Desk, tmp_path: Path, status: str, end: EndReason
) -> None:
    with sipp(tmp_path, "refuse.xml", "", keys={"status": status}) as called:
        call = agent.line.dial(f"sip:8002@{LOOPBACK}:{called.port}")
        ended = agent.ear.wait_for_state(call, CallState.ENDED)
        assert (ended.end, ended.sip_code) == (end, int(status))


def test_a_key_by_info_is_heard_and_a_hold_that_is_refused_is_said(agent: Desk, tmp_path: Path) -> None:
    with sipp(tmp_path, "stubborn.xml", "") as called:
        call = agent.line.dial(f"sip:8002@{LOOPBACK}:{called.port}")
        agent.ear.wait_for_state(call, CallState.TALKING)
        agent.ear.wait(lambda: (call, "7") in agent.ear.heard.digits, "the key")
        agent.line.hold(call)
        about, why = agent.ear.wait(lambda: agent.ear.heard.failures)[0]
        assert about == call
        assert "hold" in str(why)
        now = agent.ear.latest(call)
        assert now is not None
        assert (now.state, now.held_by_us) == (CallState.TALKING, False)
        agent.line.hang_up(call)
        assert agent.ear.wait_for_state(call, CallState.ENDED).end is EndReason.HUNG_UP_BY_US
        assert called.wait() == 0, called.complaints()
