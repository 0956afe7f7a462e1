"""Who comes without a certificate is known by where they come from only: many wrong codes from one slow that one."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from server.slowing import Slope, TooManyTries

_SLOPE = Slope(5, timedelta(minutes=5))
_FORGET = timedelta(hours=1)  # without a wrong try
_MOST = 10_000  # of those that are remembered; the one that was quiet longest is forgotten


@dataclass(slots=True)
class _Tried:
    """What was shown last: nobody who shows the same again is guessing."""

    failures: int
    last: datetime
    shown: str


class Strangers:
    """In memory: a code has 80 bits and lives a day, so what a restart forgives is nothing."""

    def __init__(self) -> None:
        self._tried: OrderedDict[str, _Tried] = OrderedDict()
        self._turn = Lock()

    def check(self, whence: str, now: datetime) -> None:
        """Raises ``TooManyTries``."""
        with self._turn:
            tried = self._remembered(whence, now)
            left = tried.last + _SLOPE.wait(tried.failures) - now if tried else timedelta()
        if left > timedelta():
            raise TooManyTries(-(-left // timedelta(seconds=1)))

    def failed(self, whence: str, now: datetime, shown: str = "") -> None:
        """``shown`` is a digest of what was wrong; the same once more is not counted."""
        with self._turn:
            tried = self._remembered(whence, now)
            if tried and shown and tried.shown == shown:
                return
            self._tried[whence] = _Tried(tried.failures + 1 if tried else 1, now, shown)
            self._tried.move_to_end(whence)
            if len(self._tried) > _MOST:
                self._tried.popitem(last=False)

    def succeeded(self, whence: str) -> None:
        with self._turn:
            self._tried.pop(whence, None)

    def _remembered(self, whence: str, now: datetime) -> _Tried | None:
        tried = self._tried.get(whence)
        if tried is None:
            return None
        tried.last = min(tried.last, now)  # the clock was ahead: nobody waits for as long as it was
        if now - tried.last > _FORGET:
            del self._tried[whence]
            return None
        return tried
