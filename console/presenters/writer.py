"""Everything that is written goes through here, in the order in which it was done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.presenters.hub import Hub
from core.errors import EnvironmentFault, Trouble
from core.events import Event
from core.ports import Desk
from core.tickets.commands import Command

if TYPE_CHECKING:  # workplace bundles the writer
    from console.presenters.workplace import DeskLane, Timers

Act = Callable[[Desk], list[Event]]
FIRST_WAIT, LONGEST_WAIT = 1.0, 15.0


def _nobody(_: Trouble) -> None:
    """Nobody is told beyond the strip."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    act: Act
    done: Callable[[list[Event]], None]
    refused: Callable[[Trouble], None]
    delayed: Callable[[Trouble], None]


class Writer:
    """One queue, one write under way. A fault of the environment keeps everything and tries again, longer each time.

    A refusal is told to who asked and the queue goes on. ``done`` comes after the disk has it, and before the events
    are told to the house.
    """

    def __init__(self, lane: DeskLane, timers: Timers, hub: Hub) -> None:
        self._lane = lane
        self._timers = timers
        self._hub = hub
        self._queue: deque[_Waiting] = deque()
        self._is_writing = False
        self._wait = FIRST_WAIT
        self._is_held = False
        self._end_wait: Callable[[], None] | None = None
        self._faulted: Callable[[Trouble | None], None] = lambda _: None
        self._when_idle: list[Callable[[], None]] = []

    def perform(
        self,
        command: Command,
        done: Callable[[list[Event]], None] = lambda _: None,
        refused: Callable[[Trouble], None] = _nobody,
        delayed: Callable[[Trouble], None] = _nobody,
    ) -> None:
        self.write(lambda desk: desk.perform(command), done, refused, delayed)

    def write(
        self,
        act: Act,
        done: Callable[[list[Event]], None] = lambda _: None,
        refused: Callable[[Trouble], None] = _nobody,
        delayed: Callable[[Trouble], None] = _nobody,
    ) -> None:
        """``delayed`` is told at each try that met a fault; the write stays first in the queue."""
        self._queue.append(_Waiting(act, done, refused, delayed))
        self._next()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def on_fault(self, faulted: Callable[[Trouble | None], None]) -> None:
        """Who shows it: the trouble that holds the queue, None when writing works again."""
        self._faulted = faulted

    def try_now(self) -> None:
        """The reason may be gone (unlocked, disk back): do not wait any longer."""
        if self._end_wait is not None:
            self._end_wait()
            self._end_wait = None
            self._wait = FIRST_WAIT
        self._next()

    def when_idle(self, job: Callable[[], None]) -> None:
        """Run ``job`` once everything asked so far is on disk, or as soon as a fault holds it."""
        if self._queue and self._end_wait is None:
            self._when_idle.append(job)
        else:
            job()

    def _next(self) -> None:
        if self._queue and not self._is_writing and self._end_wait is None:
            self._is_writing = True
            self._lane.ask(self._queue[0].act, self._written, self._failed, urgent=True)

    def _written(self, events: list[Event]) -> None:
        self._is_writing = False
        if self._is_held:
            self._is_held, self._wait = False, FIRST_WAIT
            self._faulted(None)
        done = self._queue.popleft().done
        self._next()
        done(events)
        self._hub.tell(events)
        self._tell_idle()

    def _failed(self, trouble: Trouble) -> None:
        self._is_writing = False
        if isinstance(trouble, EnvironmentFault):
            self._end_wait = self._timers.after(self._wait, self._waited)
            self._is_held, self._wait = True, min(self._wait * 2, LONGEST_WAIT)
            self._queue[0].delayed(trouble)
            self._faulted(trouble)
            self._tell_idle(even_if_held=True)
            return
        refused = self._queue.popleft().refused
        self._next()
        refused(trouble)
        self._tell_idle()

    def _waited(self) -> None:
        self._end_wait = None
        self._next()

    def _tell_idle(self, *, even_if_held: bool = False) -> None:
        if even_if_held or not self._queue:
            jobs, self._when_idle = self._when_idle, []
            for job in jobs:
                job()
