"""An engine that ends in the middle of something: the other side is not left with a call that nobody is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.calls.model import CallState
from tests.fakes.lines import direct_desk
from tests.sip.servers import LOOPBACK, sipp

KEYS = {"name": "slow", "extra": "X-Queue: none"}


def test_whoever_has_not_confirmed_our_answer_yet_still_gets_the_bye(tmp_path: Path) -> None:
    with (
        direct_desk() as agent,
        sipp(tmp_path, "slow_to_confirm.xml", agent.host_port, keys=KEYS) as caller,
    ):
        call = agent.rung().id
        agent.line.answer(call)
        agent.ear.wait_for_state(call, CallState.TALKING)
        agent.line.stop()
        assert caller.wait() == 0, caller.complaints()


@pytest.mark.parametrize(
    ("scenario", "seen"),
    [("slow_to_ring.xml", CallState.DIALLING), ("answers_too_late.xml", CallState.RINGING)],
)
def test_whoever_is_called_hears_that_we_are_gone(tmp_path: Path, scenario: str, seen: CallState) -> None:
    with direct_desk() as agent, sipp(tmp_path, scenario, "") as called:
        call = agent.line.dial(f"sip:8002@{LOOPBACK}:{called.port}")
        agent.ear.wait_for_call(call, lambda one: one.state is seen and bool(one.sip_call_id))
        agent.line.stop()
        assert called.wait() == 0, called.complaints()
