"""Where what happened is told to everybody on the desk who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.events import Event

Listener = Callable[[Event], None]


class Hub:
    """Tells events on the screen's thread, in order, to listeners in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, events: Iterable[Event]) -> None:
        for event in events:
            for listener in list(self._listeners):
                listener(event)
