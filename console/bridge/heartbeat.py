"""How long the UI thread was blocked: the lateness of a steady timer."""

from __future__ import annotations

import logging
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

LOG = logging.getLogger("console.heartbeat")
CALM_MS, FINE_MS, WORTH_A_LINE_MS = 1000, 5, 250


class Heartbeat(QObject):
    """Counts the longest block since it was last asked; beats rarely until somebody wants it exactly."""

    def __init__(self) -> None:
        super().__init__()
        self._last = perf_counter()
        self._longest = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(CALM_MS)

    def measured(self, on: bool) -> float:
        """The longest block since this was last asked, in milliseconds; from now on exact, or calm again."""
        longest = self.take_longest_ms()
        wanted = FINE_MS if on else CALM_MS
        if self._timer.interval() != wanted:
            self._timer.start(wanted)
            self._last = perf_counter()
        return longest

    def take_longest_ms(self) -> float:
        """The longest block in milliseconds since the last time this was asked."""
        self._beat()
        longest, self._longest = self._longest, 0.0
        return round(longest, 2)

    def _beat(self) -> None:
        now = perf_counter()
        late = (now - self._last) * 1000 - self._timer.interval()
        self._last = now
        self._longest = max(self._longest, late)
        if late > WORTH_A_LINE_MS:
            LOG.warning("the screen stood still for %d ms", int(late))
