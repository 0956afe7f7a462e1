"""Slow-moving names: people, teams, categories; read once and after a change."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.workplace import Workplace
from core.events import Arrived, DirectoryChanged, Event
from core.reading import Directory


class Reference:
    """The directory as last read; empty until the first reading is back."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._listeners: list[Callable[[], None]] = []
        self.directory = Directory()
        place.hub.listen(self._happened)

    def listen(self, changed: Callable[[], None]) -> None:
        self._listeners.append(changed)

    def read(self) -> None:
        self._place.lane.ask(lambda desk: desk.read.directory(), self._was_read, lambda _: None)

    def _was_read(self, directory: Directory) -> None:
        if directory != self.directory:
            self.directory = directory
            for changed in self._listeners:
                changed()

    def _happened(self, event: Event) -> None:
        if isinstance(event, DirectoryChanged) or (isinstance(event, Arrived) and event.has_directory):
            self.read()
