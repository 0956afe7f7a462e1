"""Who comes without a certificate is known by their address only: many wrong codes from one slow that one."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from server.slowing import Slope, TooManyTries

_SLOPE = Slope(5, timedelta(minutes=5))
_MOST = 10_000  # addresses that are remembered; the one that was quiet longest is forgotten


class Strangers:
    """In memory: a code has 80 bits and lives a day, so what a restart forgives is nothing."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._turn = Lock()

    def check(self, address: str, now: datetime) -> None:
        with self._turn:
            failures, last = self._failures.get(address, (0, now))
        left = last + _SLOPE.wait(failures) - now
        if left > timedelta():
            raise TooManyTries(-(-left // timedelta(seconds=1)))

    def failed(self, address: str, now: datetime) -> None:
        with self._turn:
            failures, _ = self._failures.pop(address, (0, now))
            self._failures[address] = (failures + 1, now)
            if len(self._failures) > _MOST:
                self._failures.popitem(last=False)
