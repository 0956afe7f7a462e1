"""News: whoever waits for the next position is woken by the commit that gave it, also by another server's."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from core.errors import EnvironmentFault

_LOOK_AGAIN = 0.5  # seconds: another server on the same database takes operations too


class News:
    """The highest position anybody here has seen committed. ``look`` asks the database."""

    def __init__(self, look: Callable[[], int]) -> None:
        self._look = look
        self._head = 0
        self._changed = Condition()

    def tell(self, head: int) -> None:
        with self._changed:
            if head > self._head:
                self._head = head
                self._changed.notify_all()

    def wait(self, after: int, seconds: float) -> int:
        left = seconds
        while True:
            with self._changed:
                if self._head > after:
                    return self._head
                if left > 0 and self._changed.wait(min(left, _LOOK_AGAIN)):
                    continue
            left -= _LOOK_AGAIN
            self._look_for_others()
            if left <= 0:
                return self._head

    def _look_for_others(self) -> None:
        try:
            self.tell(self._look())
        except EnvironmentFault:
            return  # who asks next is told; waiting goes on
