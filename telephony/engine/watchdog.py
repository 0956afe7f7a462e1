"""Notices a PBX that is gone without a word, as a dead one is over UDP."""

from __future__ import annotations

from collections.abc import Callable

from telephony.engine.timers import Timer, Timers

_RENEW_EVERY = 3  # probes to one REGISTER: a PBX that restarted may have forgotten us and still answer


class Watchdog:
    """Asks for a sign of life every so often; no answer until the next time means dead."""

    def __init__(
        self, timers: Timers, probe: Callable[[], None], renew: Callable[[], None], dead: Callable[[], None]
    ) -> None:
        self._timers = timers
        self._probe = probe
        self._renew = renew
        self._dead = dead
        self._timer: Timer | None = None
        self._asked = False
        self._rounds = 0

    def start(self, seconds: float) -> None:
        """Also when it runs already: whatever led here was a sign of life."""
        self._asked = False
        if self._timer is None:
            self._rounds = 0
            self._timer = self._timers.after(seconds, lambda: self._look(seconds))

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        self._asked = False

    def answered(self) -> None:
        self._asked = False

    def _look(self, seconds: float) -> None:
        if self._asked:
            self.stop()
            self._dead()
            return
        self._rounds += 1
        self._asked = True
        self._timer = self._timers.after(seconds, lambda: self._look(seconds))
        if self._rounds % _RENEW_EVERY == 0:
            self._renew()
        else:
            self._probe()
