"""How long to wait before the next try: longer each time, and not all desks at once."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

WAITS = tuple(timedelta(seconds=n) for n in (10, 30, 120, 600, 1800, 3600, 7200, 14400))
SPREAD = 0.2


def wait_after(tries: int, letter: str) -> timedelta | None:
    """``tries`` have failed; None: enough. The letter's own name spreads many desks that wait for one server."""
    if tries > len(WAITS):
        return None
    share = int.from_bytes(sha256(letter.encode()).digest()[:4]) / 2**32
    return WAITS[max(0, tries - 1)] * (1 + SPREAD * share)
