"""The third part of the composition root: what keeps the desk in step with its server, built and joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from console.opening import me_of
from console.parts import Parts
from console.presenters.frame_presenter import FramePresenter
from console.presenters.workplace import Workplace
from console.sync.arrivals import Arrivals
from console.sync.corner import SyncCorner
from console.sync.entering import Entered
from console.sync.keeper import StepKeeper
from console.sync.live import LiveLine
from console.sync.turn import Rounds
from console.sync.ways import Ways
from core.events import Arrived, Event
from core.reading import Directory

PROGRAM = "0.1.0"


@dataclass(slots=True)
class SyncRoom:
    """Lives as long as the room; on a desk that works alone it only says so."""

    parts: Parts
    place: Workplace
    corner: SyncCorner
    entered: Entered | None = None

    def begin(self, entered: Entered) -> None:
        self.entered = entered
        self.corner.begin(entered, self.parts.gate.address)

    def end(self) -> None:
        """The desk is being locked or left: key, password and line go."""
        self.entered = None
        self.corner.end()

    def happened(self, event: Event) -> None:
        if isinstance(event, Arrived) and event.has_directory:
            self.place.lane.ask(lambda desk: desk.read.directory(), self._named, lambda _: None)

    def _named(self, directory: Directory) -> None:
        """The first sync brings one's own name; a supervisor may change it and the teams later."""
        me = me_of(self.entered, directory)
        if me is not None and me != self.place.me:
            self.place.me = me
            self.place.hub.tell([Arrived(self.place.clock.now(), tickets=frozenset())])


def compose_sync(parts: Parts, place: Workplace, ways: Ways) -> SyncRoom:
    tell: Callable[[Callable[[], None]], None] = parts.queue.add
    corner = SyncCorner(place, Arrivals(place.hub, place.timers, place.clock), tell)
    rounds = Rounds(parts.door.hop, ways, place.clock, corner, PROGRAM)
    keeper = StepKeeper(rounds, parts.background, place.timers, place.clock, corner)
    corner.join(keeper, LiveLine(ways, tell, corner.heard, corner.line_turned))
    room = SyncRoom(parts, place, corner)
    place.hub.listen(room.happened)
    return room


def connect_sync(room: SyncRoom, frame: FramePresenter) -> None:
    room.corner.hands = replace(room.corner.hands, standing=frame.synced)
