"""What came from the server, told to the house a few times a second at most, however many records it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.presenters.hub import Hub
from console.presenters.workplace import Timers
from core.clock import Clock
from core.events import Arrived
from core.ids import CallId, CustomerId, TicketId
from core.sync.records import Kind, Ref

PAUSE = 0.1


class Arrivals:
    """On the screen's thread. The first is told at once: a ticket made elsewhere is on screen without a wait."""

    def __init__(self, hub: Hub, timers: Timers, clock: Clock) -> None:
        self._hub = hub
        self._timers = timers
        self._clock = clock
        self._refs: set[Ref] = set()
        self._end_pause: Callable[[], None] | None = None

    def came(self, refs: Sequence[Ref]) -> None:
        self._refs.update(refs)
        if self._end_pause is None:
            self._tell()

    def _tell(self) -> None:
        self._end_pause = None
        if not self._refs:
            return
        refs, self._refs = self._refs, set()
        self._end_pause = self._timers.after(PAUSE, self._tell)
        by = {kind: [ref.id for ref in refs if ref.kind is kind] for kind in Kind}
        event = Arrived(
            self._clock.now(),
            frozenset(TicketId(one) for one in by[Kind.TICKET]),
            frozenset(CallId(one) for one in by[Kind.CALL]),
            frozenset(CustomerId(one) for one in by[Kind.CUSTOMER]),
            bool(by[Kind.EDITION]),
            bool(by[Kind.DIRECTORY]),
        )
        self._hub.tell([event])
