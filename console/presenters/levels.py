"""The service levels of this desk, ready for reading, for whoever shows what is due."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.workplace import Workplace
from core.events import Arrived, Event, ServiceLevelsChanged
from core.sla.levels import ServiceLevels
from core.sla.policy import Book


class Levels:
    """Read once when the desk opens, and again when there is a new edition."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._listeners: list[Callable[[], None]] = []
        self._levels: ServiceLevels | None = None
        self.book = Book()
        place.hub.listen(self._happened)

    def listen(self, changed: Callable[[], None]) -> None:
        self._listeners.append(changed)

    def read(self) -> None:
        self._place.lane.ask(lambda desk: desk.clocks.book(), self._was_read, lambda _: None)

    def now(self) -> ServiceLevels:
        """As of this moment."""
        now = self._place.clock.now()
        levels = self._levels
        begins = levels.next_begin if levels is not None else None
        if levels is None or (begins is not None and begins <= now):
            levels = self._levels = ServiceLevels(self.book, now)
        return levels

    def _was_read(self, book: Book) -> None:
        self.book, self._levels = book, None
        for changed in self._listeners:
            changed()

    def _happened(self, event: Event) -> None:
        if isinstance(event, ServiceLevelsChanged) or (isinstance(event, Arrived) and event.has_levels):
            self.read()
