"""The agent's states follow one table, and a wish spoken during a call holds after it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.agents.state import NEXT, AgentState, IllegalState, Presence, Reason
from tests.console.rig import NOON

WRAP_UP = timedelta(seconds=30)


def with_calls(presence: Presence, *, ringing: bool = False, talking: bool = False) -> Presence:
    return presence.with_calls(NOON, ringing=ringing, talking=talking, wrap_up=WRAP_UP)


READY = Presence(AgentState.READY, NOON)


@pytest.mark.parametrize("current", AgentState)
@pytest.mark.parametrize("wanted", AgentState)
def test_a_choice_that_the_table_does_not_allow_is_refused(current: AgentState, wanted: AgentState) -> None:
    presence = Presence(current, NOON)
    in_call = current in (AgentState.RINGING, AgentState.ON_CALL)
    if in_call and wanted in (AgentState.READY, AgentState.NOT_READY):
        assert presence.wished(wanted, NOON).after is wanted
    elif wanted in NEXT[current] or wanted is current:
        assert presence.wished(wanted, NOON).state is wanted
    else:
        with pytest.raises(IllegalState):
            presence.wished(wanted, NOON)


def test_a_missed_call_gives_back_what_it_interrupted() -> None:
    lunch = READY.wished(AgentState.NOT_READY, NOON, Reason.LUNCH)
    back = with_calls(with_calls(lunch, ringing=True))
    assert (back.state, back.reason) == (AgentState.NOT_READY, Reason.LUNCH)


def test_without_wrap_up_time_the_end_of_a_call_is_ready() -> None:
    talking = with_calls(READY, talking=True)
    over = talking.with_calls(NOON, ringing=False, talking=False, wrap_up=timedelta(0))
    assert over.state is AgentState.READY


def test_wrap_up_ends_by_itself_and_not_before_its_time() -> None:
    wrapping = with_calls(with_calls(READY, talking=True))
    assert wrapping.wrap_up_over(NOON + timedelta(seconds=29), WRAP_UP).state is AgentState.WRAP_UP
    assert wrapping.wrap_up_over(NOON + timedelta(seconds=30), WRAP_UP).state is AgentState.READY


def test_who_is_logged_out_is_not_moved_by_calls() -> None:
    out = Presence(AgentState.LOGGED_OUT, NOON)
    assert with_calls(out, ringing=True) == out


@pytest.mark.parametrize("wrap_up", [timedelta(0), WRAP_UP])
def test_a_call_that_rings_comes_before_the_wrap_up_of_the_last(wrap_up: timedelta) -> None:
    talking = with_calls(READY, talking=True).wished(AgentState.NOT_READY, NOON, Reason.LUNCH)
    rings = talking.with_calls(NOON, ringing=True, talking=False, wrap_up=wrap_up)
    assert rings.state is AgentState.RINGING
    assert with_calls(rings).state is AgentState.NOT_READY
