"""The parts of the engine and its keeper that need no network: timers, pauses, the pulse, and why a call ended."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.ids import CallId
from telephony.addresses import host_of
from telephony.child import engine_command
from telephony.engine.facts import CallFacts
from telephony.engine.retry import LONGEST, Backoff
from telephony.engine.timers import Timers
from telephony.engine.watchdog import Watchdog
from telephony.pulse import Pulse

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_timers_run_in_the_order_of_their_moments() -> None:
    clock, ran = Clock(), list[str]()
    timers = Timers(clock)
    timers.after(2, lambda: ran.append("second"))
    timers.after(1, lambda: ran.append("first"))
    timers.after(1.5, lambda: ran.append("never")).cancel()
    assert timers.seconds_to_next(10) == 1
    clock.now += 1
    timers.run_due()
    assert ran == ["first"]
    assert timers.seconds_to_next(10) == 1
    clock.now += 1
    timers.run_due()
    assert ran == ["first", "second"]
    assert timers.seconds_to_next(10) == 10


def test_a_pbx_that_is_gone_is_asked_less_and_less_often() -> None:
    backoff = Backoff()
    waits = [backoff.seconds() for _ in range(10)]
    assert 0.8 <= waits[0] <= 1.0
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits[:6]))
    assert all(0.8 * LONGEST <= wait <= LONGEST for wait in waits[7:])
    backoff.reset()
    assert backoff.seconds() <= 1.0


class Probes:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def probe(self) -> None:
        self.asked.append("probe")

    def renew(self) -> None:
        self.asked.append("renew")

    def dead(self) -> None:
        self.asked.append("dead")


def test_a_watchdog_notices_silence_within_two_rounds_and_registers_anew_every_third() -> None:
    clock, probes = Clock(), Probes()
    timers = Timers(clock)
    watchdog = Watchdog(timers, probes.probe, probes.renew, probes.dead)
    watchdog.start(10)
    for _ in range(3):
        clock.now += 10
        timers.run_due()
        watchdog.answered()
    assert probes.asked == ["probe", "probe", "renew"]
    clock.now += 10
    timers.run_due()
    clock.now += 10
    timers.run_due()
    assert probes.asked[3:] == ["probe", "dead"]
    clock.now += 100
    timers.run_due()
    assert probes.asked[5:] == []


def test_an_engine_that_keeps_dying_is_started_later_and_later() -> None:
    clock = Clock()
    pulse = Pulse(clock, 2, 10)
    pauses = []
    for _ in range(9):
        pulse.born()
        clock.now += 1
        pauses.append(pulse.died())
    assert pauses[0] == 0
    assert pauses == sorted(pauses)
    assert pauses[-1] == 30
    pulse.born()
    clock.now += 60
    assert pulse.died() == 0


def test_an_engine_without_a_pulse_is_gone_but_not_after_a_sleep_of_our_own() -> None:
    clock = Clock()
    pulse = Pulse(clock, 2, 10)
    for _ in range(5):
        clock.now += 2
        assert pulse.is_due()
        assert not pulse.is_gone
    clock.now += 2
    assert (pulse.is_due(), pulse.is_gone) == (True, True)
    pulse.felt()
    clock.now += 3600
    assert pulse.is_due()
    assert not pulse.is_gone


def facts(direction: Direction, *, answered: bool = False, **other: object) -> CallFacts:
    state = CallState.TALKING if answered else CallState.RINGING
    snapshot = CallSnapshot(
        CallId("c"), direction, state, Party("1"), NOW, answered_at=NOW if answered else None
    )
    return CallFacts(snapshot, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts_of_call", "code", "end"),
    [
        (facts(Direction.INCOMING), 487, EndReason.MISSED),
        (facts(Direction.INCOMING), 480, EndReason.MISSED),
        (facts(Direction.INCOMING), 500, EndReason.FAILED),
        (facts(Direction.INCOMING, elsewhere=True), 487, EndReason.ANSWERED_ELSEWHERE),
        (facts(Direction.INCOMING, wish=EndReason.DECLINED), 603, EndReason.DECLINED),
        (facts(Direction.INCOMING, answered=True), 200, EndReason.HUNG_UP_BY_THEM),
        (facts(Direction.INCOMING, answered=True), 408, EndReason.FAILED),
        (
            facts(Direction.INCOMING, answered=True, wish=EndReason.HUNG_UP_BY_US),
            200,
            EndReason.HUNG_UP_BY_US,
        ),
        (facts(Direction.OUTGOING), 486, EndReason.BUSY),
        (facts(Direction.OUTGOING), 404, EndReason.NOT_FOUND),
        (facts(Direction.OUTGOING), 480, EndReason.NO_ANSWER),
        (facts(Direction.OUTGOING), 503, EndReason.FAILED),
        (facts(Direction.OUTGOING), 0, EndReason.FAILED),
    ],
)
def test_why_a_call_ended(facts_of_call: CallFacts, code: int, end: EndReason) -> None:
    assert facts_of_call.end(NOW, code, "")
    assert facts_of_call.snapshot.end is end
    assert not facts_of_call.end(NOW, code, "")


@pytest.mark.parametrize(
    ("registrar", "host"),
    [
        ("pbx.example", "pbx.example"),
        ("10.0.0.1:5080", "10.0.0.1"),
        ("[::1]:5060", "[::1]"),
        ("[::1]", "[::1]"),
    ],
)
def test_the_host_of_a_registrar(registrar: str, host: str) -> None:
    assert host_of(registrar) == host


def test_the_engine_of_a_frozen_program_lies_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(engine_command())[1:] == ["-m", "telephony.engine"]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "/opt/ringdesk/ringdesk")
    assert list(engine_command(silent=True)) == ["/opt/ringdesk/ringdesk-engine", "--silent"]
    monkeypatch.setattr("sys.executable", "/opt/ringdesk/ringdesk.exe")
    assert list(engine_command()) == ["/opt/ringdesk/ringdesk-engine.exe"]
