"""Sounds that are made here and not at the other side: ring, ringback, knock; and how loud samples are."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from functools import cache
from itertools import islice
from pathlib import Path

from telephony.engine.fifo import RATE, WIDTH
from telephony.sounds import CHIME, RING

_FULL = 32767


class Tone:
    """A piece of sound that is played over and over, from its beginning each time it is switched on."""

    def __init__(self, samples: bytes) -> None:
        self._samples = samples
        self._at = 0
        self.on = False

    def switch(self, *, on: bool) -> None:
        if on and not self.on:
            self._at = 0
        self.on = on

    def read(self, size: int) -> bytes:
        out = bytearray()
        while len(out) < size and self._samples:
            piece = self._samples[self._at : self._at + size - len(out)]
            out += piece
            self._at = (self._at + len(piece)) % len(self._samples)
        return bytes(out) or bytes(size)


def louder(samples: bytes, volume: float) -> bytes:
    """The same at another volume; what would be too loud is cut."""
    if volume == 1.0:
        return samples
    values = _values(samples)
    return array("h", (max(-_FULL, min(_FULL, round(one * volume))) for one in values)).tobytes()


def mixed(one: bytes, other: bytes) -> bytes:
    pairs = zip(_values(one), _values(other), strict=True)
    return array("h", (max(-_FULL, min(_FULL, a + b)) for a, b in pairs)).tobytes()


def loudness(samples: bytes) -> float:
    """0.0 to 1.0: a sine at full scale is 1.0."""
    values = _values(samples)
    if not values:
        return 0.0
    return min(1.0, math.sqrt(2 * sum(one * one for one in values) / len(values)) / _FULL)


def pitch(samples: bytes) -> float:
    """The frequency of a steady tone, from its zero crossings; 0.0 for none."""
    values = _values(samples)
    rises = [n for n, (a, b) in enumerate(zip(values, islice(values, 1, None), strict=False)) if a < 0 <= b]
    if len(rises) < 2:
        return 0.0
    return (len(rises) - 1) * RATE / (rises[-1] - rises[0])


def beep(frequency: float, on_ms: int, off_ms: int, volume: float) -> bytes:
    """A sine with soft edges, and the silence after it."""
    many = RATE * on_ms // 1000
    edge = RATE // 100
    wave_of = (
        math.sin(2 * math.pi * frequency * n / RATE) * min(1.0, n / edge, (many - n) / edge)
        for n in range(many)
    )
    return array("h", (round(_FULL * volume * one) for one in wave_of)).tobytes() + bytes(
        RATE * off_ms // 1000 * WIDTH
    )


@cache
def ringback() -> bytes:
    """What the Chinese network plays while the other phone rings: 450 Hz, one second in five."""
    return beep(450, 1000, 4000, 0.15)


@cache
def knock() -> bytes:
    """A second caller while the agent talks: heard, not disturbing."""
    return beep(880, 90, 110, 0.08) + beep(880, 90, 4000, 0.08)


@cache
def ring() -> bytes:
    """The ring tone, once."""
    return _file(RING)


@cache
def chime() -> bytes:
    """A reminder; the silence after it is longer than it is let run."""
    return _file(CHIME) + bytes(RATE * WIDTH * 3)


def _file(sound: Path) -> bytes:
    with wave.open(str(sound), "rb") as file:
        return file.readframes(file.getnframes())


def _values(samples: bytes) -> array[int]:
    values = array("h")
    values.frombytes(samples[: len(samples) // WIDTH * WIDTH])
    if sys.byteorder == "big":
        values.byteswap()
    return values
