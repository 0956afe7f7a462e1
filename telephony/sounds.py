"""Where the sounds of the program lie; as source and frozen alike."""

from __future__ import annotations

from pathlib import Path

SOUNDS = Path(__file__).resolve().parents[1] / "resources" / "sounds"
DEMO_VOICES = {"en": SOUNDS / "demo" / "en.wav", "zh": SOUNDS / "demo" / "zh.wav"}
RING = SOUNDS / "ring.wav"
CHIME = SOUNDS / "chime.wav"
