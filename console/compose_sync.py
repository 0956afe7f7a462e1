"""The third part of the composition root: what keeps the desk in step with its server, built and joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from console.opening import me_of
from console.parts import Parts
from console.presenters.frame_presenter import FramePresenter
from console.presenters.workplace import Workplace
from console.sync.arrivals import Arrivals
from console.sync.corner import SyncCorner
from console.sync.entering import Entered
from console.sync.keeper import StepKeeper
from console.sync.live import LiveLine
from console.sync.troubles import TooLongOffline, day_of
from console.sync.turn import Rounds
from console.sync.ways import Ways
from core.errors import Trouble
from core.events import Arrived, Event
from core.reading import Directory
from core.sync.seat import Seat
from core.sync.standing import Standing

PROGRAM = "0.1.0"


@dataclass(slots=True)
class SyncRoom:
    """Lives as long as the room; on a desk that works alone it only says so."""

    parts: Parts
    place: Workplace
    corner: SyncCorner
    entered: Entered | None = None
    is_held_back: bool = False

    def begin(self, entered: Entered) -> None:
        self.entered, self.is_held_back = entered, False
        self.corner.begin(entered, self.parts.gate.address)

    def end(self) -> None:
        """The desk is being locked or left: key, password and line go."""
        self.entered = None
        self.corner.end()

    def described(self) -> dict[str, Any]:
        """For programs that ask."""
        return described_standing(self.corner.keeper.standing)

    def told(self, standing: Standing) -> None:
        is_held, self.is_held_back = self.is_held_back, standing.is_read_only
        if is_held is not standing.is_read_only:
            self.parts.door.hold_back(on=standing.is_read_only)
        self.parts.feed.tell({"event": "sync", **described_standing(standing)})

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


def described_standing(standing: Standing) -> dict[str, Any]:
    return {
        "stand": standing.stand.value,
        "since": standing.since.isoformat() if standing.since else None,
        "waiting": standing.waiting,
        "refused": standing.refused,
        "strays": standing.strays,
        "rows": standing.rows,
        "is_first": standing.is_first,
        "address": standing.address or None,
    }


class Locking(Protocol):
    """What the shell does when the server says so."""

    def lock_because(self, why: Trouble) -> None: ...
    def wipe(self) -> None: ...


def connect_sync(room: SyncRoom, frame: FramePresenter, shell: Locking) -> None:
    def standing(now: Standing) -> None:
        frame.synced(now)
        room.told(now)

    def too_long(seat: Seat) -> None:
        shell.lock_because(TooLongOffline(seat.offline_days, day_of(seat.checked_at)))

    hands = room.corner.hands
    hands.standing, hands.wipe, hands.too_long = standing, shell.wipe, too_long
