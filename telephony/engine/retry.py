"""How long to wait before the PBX is tried again."""

from __future__ import annotations

import random

FIRST, LONGEST = 1.0, 60.0
AFTER_REFUSAL = (
    600.0  # a wrong password must not lock the account; a PBX that came up half must not cost a visit
)
UNKNOWN_ACCOUNT = 60.0


class Backoff:
    """1, 2, 4 … 60 seconds, each a little different, so that a whole floor does not knock at once."""

    def __init__(self) -> None:
        self._next = FIRST

    def reset(self) -> None:
        self._next = FIRST

    def seconds(self) -> float:
        wait, self._next = self._next, min(LONGEST, self._next * 2)
        return wait * random.uniform(0.8, 1.0)  # noqa: S311 - spreads load, guards nothing
