"""The days that IT set for a desk without its server: a desk that stays unlocked is no way around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from console.presenters.workplace import Timers
from console.sync.turn import Rounds, Turn
from core.errors import Trouble
from core.sync.seat import Seat

Answer = TypeVar("Answer")
EVERY = 600.0  # seconds between looks while nothing else asks the server


class Lanes(Protocol):
    """Where rounds are run."""

    def with_server(
        self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Callable[[Trouble], None]
    ) -> None: ...


class Days:
    """On the screen's thread; the present is asked of the desk, where no clock that is turned back gives more."""

    def __init__(
        self, rounds: Rounds, lanes: Lanes, timers: Timers, too_long: Callable[[Seat], None]
    ) -> None:
        self._rounds, self._lanes, self._timers, self._too_long = rounds, lanes, timers, too_long
        self._end: Callable[[], None] | None = None

    def look(self, turn: Turn) -> None:
        def looked(has_days: bool) -> None:
            if not (has_days or turn.is_over.is_set()):
                self._too_long(turn.seat)

        self._lanes.with_server(lambda: self._rounds.has_days(turn), looked, lambda _: None)

    def watch(self, turn: Turn) -> None:
        """Nothing is asked any more: what was sent away can be read as long as it could be offline."""

        def passed() -> None:
            self._end = None
            self.look(turn)
            if not turn.is_over.is_set():
                self.watch(turn)

        self.end()
        self._end = self._timers.after(EVERY, passed)

    def end(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None
