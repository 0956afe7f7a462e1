"""The parts of the sound that need no device: the fifo between two clocks, tones, and which device is picked."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calls.line import SoundChoice
from telephony.engine.cards import Card, Cards
from telephony.engine.fifo import MS, RATE, Fifo
from telephony.engine.sound_devices import Role, pick, status_of
from telephony.engine.tones import Tone, beep, chime, louder, loudness, mixed, pitch, ring, ringback
from tests import make_sounds

FRAME = bytes(range(1, 21)) * (MS * 20 // 20)


def test_a_fifo_waits_until_a_little_has_come_together() -> None:
    fifo = Fifo()
    fifo.write(FRAME)
    assert fifo.read(len(FRAME)) == bytes(len(FRAME))
    fifo.write(FRAME)
    assert fifo.read(len(FRAME)) == FRAME


def test_a_fifo_that_runs_dry_gives_silence_and_begins_again() -> None:
    fifo = Fifo()
    fifo.write(FRAME + FRAME)
    assert fifo.read(len(FRAME)) == FRAME
    assert fifo.read(2 * len(FRAME)) == FRAME + bytes(len(FRAME))
    fifo.write(FRAME)
    assert fifo.read(len(FRAME)) == bytes(len(FRAME))


@given(st.lists(st.sampled_from([0, 10, 20, 21, 60]), max_size=60), st.sampled_from([10, 20, 40]))
def test_a_fifo_never_holds_more_than_its_bound_whatever_the_clocks_do(writes: list[int], take: int) -> None:
    fifo = Fifo(start_ms=40, most_ms=100)
    for milliseconds in writes:
        fifo.write(bytes(milliseconds * MS))
        assert len(fifo) <= 120 * MS
        assert len(fifo) % 2 == 0
        assert len(fifo.read(take * MS)) == take * MS


def test_a_clock_that_runs_fast_costs_samples_not_latency() -> None:
    fifo = Fifo()
    for _ in range(1000):
        fifo.write(bytes(21 * MS))
        fifo.read(20 * MS)
    assert fifo.dropped > 0
    assert len(fifo) <= 100 * MS


def test_tones_are_as_loud_and_as_high_as_asked() -> None:
    tone = beep(450, 1000, 0, 0.5)
    assert pitch(tone) == pytest.approx(450, abs=1)
    assert loudness(tone) == pytest.approx(0.5, abs=0.02)
    assert loudness(louder(tone, 0.5)) == pytest.approx(0.25, abs=0.02)
    assert loudness(louder(tone, 9.0)) <= 1.0
    assert loudness(mixed(tone, bytes(len(tone)))) == pytest.approx(loudness(tone))
    assert loudness(b"") == pitch(b"") == loudness(bytes(640)) == pitch(bytes(640)) == 0.0


def test_a_full_sine_is_one() -> None:
    values = array("h", (round(32767 * math.sin(2 * math.pi * 1000 * n / RATE)) for n in range(1600)))
    assert loudness(values.tobytes()) == pytest.approx(1.0, abs=0.001)


def test_a_tone_goes_on_and_begins_anew_when_it_is_switched_on() -> None:
    tone = Tone(b"abcdef")
    tone.switch(on=True)
    assert tone.read(8) == b"abcdefab"
    tone.switch(on=True)
    assert tone.read(2) == b"cd"
    tone.switch(on=False)
    tone.switch(on=True)
    assert tone.read(2) == b"ab"
    assert Tone(b"").read(4) == bytes(4)


def test_the_sounds_of_the_house_are_there() -> None:
    assert loudness(ring()) > 0.05
    assert loudness(chime()[: RATE * 2]) > 0.05
    assert chime().startswith(make_sounds.chime())
    assert loudness(chime()[-3 * RATE * 2 :]) == 0.0
    assert len(ringback()) == 5 * RATE * 2


def card(name: str, *, default: bool = False, monitor: bool = False) -> Card:
    return Card(name, None, default, monitor)


HEADSET, BUILT_IN, MONITOR = card("Headset"), card("Built-in", default=True), card("Monitor", monitor=True)


@pytest.mark.parametrize(
    ("known", "chosen", "picked"),
    [
        ((HEADSET, BUILT_IN), "", BUILT_IN),
        ((HEADSET, BUILT_IN), "Headset", HEADSET),
        ((BUILT_IN,), "Headset", BUILT_IN),
        ((HEADSET,), "", HEADSET),
        ((MONITOR, HEADSET), "", HEADSET),
        ((MONITOR,), "", None),
        ((MONITOR,), "Monitor", MONITOR),
        ((), "Headset", None),
    ],
)
def test_a_microphone_is_picked(known: tuple[Card, ...], chosen: str, picked: Card | None) -> None:
    assert pick(Cards(known, ()), Role.MICROPHONE, SoundChoice(microphone=chosen)) is picked


@pytest.mark.parametrize(
    ("speakers", "choice", "said"),
    [
        ((HEADSET,), SoundChoice(), None),
        ((HEADSET,), SoundChoice(speaker="Headset"), None),
        ((BUILT_IN,), SoundChoice(speaker="Headset"), '"Headset" is not there: "Built-in" is used instead.'),
        ((BUILT_IN,), SoundChoice(ringer="Bell"), '"Bell" is not there: "Built-in" is used instead.'),
        ((), SoundChoice(speaker="Headset"), '"Headset" is not there, and nothing else: calls are silent.'),
        ((), SoundChoice(), "There is no loudspeaker: calls can be answered, but not be heard."),
    ],
)
def test_what_is_not_as_chosen_is_said(
    speakers: tuple[Card, ...], choice: SoundChoice, said: str | None
) -> None:
    cards = Cards((HEADSET,), speakers)
    status = status_of(cards, {role: pick(cards, role, choice) for role in Role}, choice, set())
    assert (str(status.notice) if status.notice else None) == said


def test_a_device_that_does_not_open_is_not_in_use() -> None:
    cards = Cards((HEADSET,), (HEADSET,))
    choice = SoundChoice(speaker="Headset")
    status = status_of(cards, {role: pick(cards, role, choice) for role in Role}, choice, {Role.SPEAKER})
    assert (status.speaker, status.microphone) == ("", "Headset")
    assert status.notice is not None
