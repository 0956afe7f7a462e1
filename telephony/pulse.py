"""Whether the engine is alive, and how soon a new one may be started."""

from __future__ import annotations

from collections.abc import Callable

_PAUSES = (0.0, 0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # before the next start of an engine that keeps dying
_WELL = 20.0  # seconds after which an engine's death is a first one again


class Pulse:
    """Asked every ``beat`` seconds; no sign of life for ``limit`` seconds means hung."""

    def __init__(self, clock: Callable[[], float], beat: float, limit: float) -> None:
        self._clock = clock
        self.beat = beat
        self._limit = limit
        self._born = self._felt = self._looked = clock()
        self._deaths = 0

    def born(self) -> None:
        self._born = self._felt = self._looked = self._clock()

    def felt(self) -> None:
        self._felt = self._clock()

    def is_due(self) -> bool:
        """Whether to look again; after a sleep of our own the engine's silence proves nothing."""
        now = self._clock()
        if now - self._looked < self.beat:
            return False
        if now - self._looked > 3 * self.beat:
            self._felt = now
        self._looked = now
        return True

    @property
    def is_gone(self) -> bool:
        return self._clock() - self._felt > self._limit

    def died(self) -> float:
        """Seconds to wait before the next start."""
        self._deaths = 1 if self._clock() - self._born > _WELL else self._deaths + 1
        return _PAUSES[min(self._deaths, len(_PAUSES) - 1)]
