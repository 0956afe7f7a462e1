"""``python -m tests.make_sounds`` writes the sound of a reminder: two soft strokes of a bell, a fourth apart."""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

from telephony.engine.fifo import RATE
from telephony.sounds import CHIME


def bell(frequency: float, seconds: float) -> npt.NDArray[np.float64]:
    """A stroke that dies away, with the overtone that makes it a bell."""
    t = np.arange(int(RATE * seconds)) / RATE
    overtone = 0.25 * np.exp(-6 * t) * np.sin(2 * np.pi * 2.76 * frequency * t)
    struck: npt.NDArray[np.float64] = (
        np.minimum(1.0, t * 200) * np.exp(-5 * t) * (np.sin(2 * np.pi * frequency * t) + overtone)
    )
    return struck


def chime() -> bytes:
    strokes = np.concatenate((bell(659.3, 0.26), bell(880.0, 1.2)))
    fade = np.minimum(1.0, np.arange(len(strokes))[::-1] / (RATE * 0.05))
    return (32767 * 0.3 * strokes * fade).astype("<i2").tobytes()


def write(file: Path) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(chime())


if __name__ == "__main__":
    write(CHIME)
    sys.stdout.write(f"{CHIME.name}\n")
