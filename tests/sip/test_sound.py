"""Real sound through a real call: what the caller says comes out of the headset, and the other way round."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.calls.line import SoundChoice, SoundStatus
from core.calls.model import CallState, MediaState
from core.ids import CallId
from telephony.messages import Event, Heard, Listen, Play, Record
from tests.fakes.lines import Desk, direct_desk
from tests.sip.pulse import MICROPHONE, SPARE, SPEAKER, Pulse, loudest_frequency, pulse, write_tone

CALLER_TONE, AGENT_TONE = 1000.0, 600.0


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    with pulse(tmp_path) as one:
        monkeypatch.setenv("PULSE_SERVER", one.socket)
        yield one


@pytest.fixture
def agent(server: Pulse) -> Iterator[Desk]:
    with direct_desk(silent=False) as one:
        one.line.use_sound(SoundChoice(MICROPHONE, SPEAKER, SPARE))
        wait_for_sound(one, lambda status: status.speaker == SPEAKER)
        yield one


def wait_for_sound(one: Desk, condition: object) -> SoundStatus:
    assert callable(condition)
    return one.ear.wait(
        lambda: next((s for s in one.ear.heard.sounds[-1:] if condition(s)), None), "the sound"
    )


def talk(agent: Desk, caller: Desk, tone: Path | None = None) -> tuple[CallId, CallId]:
    theirs = caller.line.dial(agent.address)
    ours = agent.answered().id
    if tone is not None:
        caller.line.order(Play(theirs, str(tone), again=True))
    agent.ear.wait_for_call(ours, lambda one: one.media is MediaState.ACTIVE)
    return ours, theirs


def test_the_caller_is_heard_in_the_headset(agent: Desk, server: Pulse, tmp_path: Path) -> None:
    write_tone(tmp_path / "tone.wav", CALLER_TONE, 5)
    with direct_desk("8002") as caller:
        talk(agent, caller, tmp_path / "tone.wav")
        agent.ear.wait(lambda: any(level.speaker > 0.1 for level in agent.ear.heard.levels), "a level")
        heard = server.hear("headset", 1.5)
        assert loudest_frequency(heard) == pytest.approx(CALLER_TONE, abs=10)
        assert np.abs(heard.astype(int)).max() > 3000


def test_the_agent_is_heard_by_the_caller(agent: Desk, server: Pulse, tmp_path: Path) -> None:
    write_tone(tmp_path / "tone.wav", AGENT_TONE, 60)
    recorded = tmp_path / "recorded.wav"
    heard: list[Event] = []
    with direct_desk("8002", beyond=heard.append) as caller, server.spoken(tmp_path / "tone.wav"):
        ours, theirs = talk(agent, caller)
        caller.line.order(Record(theirs, str(recorded)))
        caller.line.order(Listen(theirs))
        agent.ear.wait(lambda: any(level.microphone > 0.1 for level in agent.ear.heard.levels), "a level")
        agent.ear.wait(
            lambda: any(
                isinstance(e, Heard) and e.voice_seconds > 2 and abs(e.frequency - AGENT_TONE) < 20
                for e in heard
            ),
            "the tone at the caller",
        )
        agent.line.mute(ours, True)
        at_mute = len(heard)
        agent.ear.wait(
            lambda: any(isinstance(e, Heard) and e.level < 0.01 for e in heard[at_mute:]),
            "silence at the caller",
        )
        agent.line.hang_up(ours)
        caller.ear.wait_for_state(theirs, CallState.ENDED)
    with wave.open(str(recorded), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    assert loudest_frequency(samples) == pytest.approx(AGENT_TONE, abs=10)


def test_a_headset_pulled_out_during_a_call_is_replaced_said_and_taken_back(
    agent: Desk, server: Pulse, tmp_path: Path
) -> None:
    write_tone(tmp_path / "tone.wav", CALLER_TONE, 5)
    with direct_desk("8002") as caller:
        ours, _ = talk(agent, caller, tmp_path / "tone.wav")
        modules = server.control("list", "short", "modules").splitlines()
        headset = next(line.split("\t")[0] for line in modules if "sink_name=headset" in line)
        server.control("unload-module", headset)
        status = wait_for_sound(agent, lambda status: status.speaker == SPARE)
        assert SPEAKER in str(status.notice)
        server.wait_for_tone("spare", CALLER_TONE)
        now = agent.ear.latest(ours)
        assert now is not None
        assert now.state is CallState.TALKING
        server.add_sink("headset", SPEAKER)
        assert wait_for_sound(agent, lambda status: status.speaker == SPEAKER).notice is None
        server.wait_for_tone("headset", CALLER_TONE)


def test_it_rings_on_the_ringer_and_the_other_phone_rings_in_the_headset(agent: Desk, server: Pulse) -> None:
    with direct_desk("8002") as caller:
        call = caller.line.dial(agent.address)
        agent.rung()
        assert np.abs(server.hear("spare", 2).astype(int)).max() > 1000
        caller.line.hang_up(call)
        agent.ear.wait(lambda: not agent.ear.heard.calls[-1].is_up, "the end")
        agent.line.dial(caller.address)
        caller.rung()
        agent.ear.wait(lambda: any(level.speaker > 0.05 for level in agent.ear.heard.levels), "a level")
        assert loudest_frequency(server.hear("headset", 3)) == pytest.approx(450, abs=10)


def test_a_reminder_is_heard_once_on_the_ringer_and_never_over_a_call(agent: Desk, server: Pulse) -> None:
    agent.line.chime()
    heard = server.hear("spare", 2.5)
    assert np.abs(heard.astype(int)).max() > 1000
    assert loudest_frequency(heard) == pytest.approx(880, abs=10)
    server.wait_until("sink-inputs", used=False)
    with direct_desk("8002") as caller:
        ours, _ = talk(agent, caller)
        agent.line.chime()
        assert np.abs(server.hear("spare", 1).astype(int)).max() < 100
        agent.line.hang_up(ours)
        agent.ear.wait_for_state(ours, CallState.ENDED)


def test_nothing_is_open_between_calls(agent: Desk, server: Pulse) -> None:
    with direct_desk("8002") as caller:
        ours, _ = talk(agent, caller)
        server.wait_until("sink-inputs", used=True)
        server.wait_until("source-outputs", used=True)
        agent.line.hang_up(ours)
        agent.ear.wait_for_state(ours, CallState.ENDED)
        server.wait_until("sink-inputs", used=False)
        server.wait_until("source-outputs", used=False)


def test_the_meter_shows_the_microphone_outside_calls(agent: Desk, server: Pulse, tmp_path: Path) -> None:
    write_tone(tmp_path / "tone.wav", AGENT_TONE, 60)
    with server.spoken(tmp_path / "tone.wav"):
        agent.line.meter(True)
        agent.ear.wait(lambda: any(level.microphone > 0.1 for level in agent.ear.heard.levels), "a level")
        agent.line.meter(False)


def test_a_machine_without_sound_answers_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    with direct_desk(silent=False) as agent, direct_desk("8002") as caller:
        agent.line.use_sound(SoundChoice(MICROPHONE, SPEAKER))
        ours, theirs = talk(agent, caller)
        status = wait_for_sound(agent, lambda status: not status.speaker and not status.microphone)
        assert SPEAKER in str(status.notice) or MICROPHONE in str(status.notice)
        caller.ear.wait_for_call(theirs, lambda one: one.media is MediaState.ACTIVE)
        agent.line.hang_up(ours)
        assert agent.ear.wait_for_state(ours, CallState.ENDED).was_answered
