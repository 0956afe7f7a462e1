"""Ids of the demonstration: UUIDv7 in form and order, and the same every time."""

from __future__ import annotations

from datetime import datetime
from random import Random


def demo_id(random: Random, at: datetime) -> str:
    return uuid_shaped(int(at.timestamp() * 1000), random.getrandbits(74))


def uuid_shaped(millis: int, noise: int) -> str:
    """RFC 9562: 48 bits of time, the version, the variant, and 74 bits of noise."""
    time, high, low = f"{millis:012x}", noise >> 62, noise & 0x3FFFFFFFFFFFFFFF
    tail = f"{0x8000000000000000 | low:016x}"
    return f"{time[:8]}-{time[8:]}-7{high & 0xFFF:03x}-{tail[:4]}-{tail[4:]}"
