"""What is done together with other desks, as far as one room carries it: lives as long as the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.opening import me_of
from console.parts import Parts
from console.presenters.colleagues import Colleagues
from console.presenters.company import Company
from console.presenters.export_book import ExportBook
from console.presenters.floor import FloorPresenter
from console.presenters.hand_over import HandOverPresenter
from console.presenters.handed_calls import HandedCalls
from console.presenters.sync_panel import SyncPresenter
from console.presenters.workplace import Workplace
from console.sync.corner import SyncCorner
from console.sync.entering import Entered
from core.agents.state import Presence
from core.events import Arrived, Event
from core.reading import Directory
from core.sync.live import MyState
from core.sync.seat import Seat
from core.sync.standing import Standing


def nobody() -> None:
    """Nothing shows it."""


@dataclass(slots=True)
class Together:
    """The presenters of what is done together; without a server they have nobody to show."""

    colleagues: Colleagues
    company: Company
    panel: SyncPresenter
    floor: FloorPresenter
    hand_over: HandOverPresenter
    handed: HandedCalls
    book: ExportBook


@dataclass(slots=True, weakref_slot=True)  # signals are connected to it
class SyncRoom:
    """On a desk that works alone it only says so."""

    parts: Parts
    place: Workplace
    corner: SyncCorner
    together: Together
    entered: Entered | None = None
    is_held_back: bool = False
    let_in: Callable[[], None] = nobody  # who shows that this desk was turned away, when it no longer is

    def begin(self, entered: Entered) -> None:
        self.entered, self.is_held_back = entered, False
        self.seated(entered.seat)
        self.corner.begin(entered, self.parts.gate.address)

    def end(self) -> None:
        """The desk is being locked or left: key, password and line go, and what was handed over by whom."""
        self.entered = None
        self.together.book.allow(frozenset())
        self.corner.end()
        for one in (self.together.hand_over, self.together.handed, self.together.colleagues):
            one.forget()

    def open(self, place: str) -> None:
        together = self.together
        openers = {
            "sync": together.panel.open,
            "floor": together.floor.open,
            "hand over": together.hand_over.open,
        }
        openers[place]()

    def look(self) -> None:
        """The server may be reached again; a desk that works alone asks nobody."""
        self.corner.look()

    def tick(self) -> None:
        """Once a second: how long somebody has been talking."""
        self.together.floor.show()

    def show(self) -> None:
        together = self.together
        for one in (together.company, together.panel, together.floor, together.hand_over):
            one.show()

    def described(self) -> dict[str, Any]:
        """For programs that ask."""
        return described_standing(self.corner.keeper.standing)

    def told(self, standing: Standing) -> None:
        is_held, self.is_held_back = self.is_held_back, standing.is_read_only
        if is_held is not standing.is_read_only:
            self.parts.door.hold_back(on=standing.is_read_only)
            if not standing.is_read_only:
                self.let_in()
        self.together.panel.synced(standing)
        self.parts.window.desk.rail.show_count("sync", standing.to_look_at)
        self.parts.feed.tell({"event": "sync", **described_standing(standing)})

    def seated(self, seat: Seat) -> None:
        """As the server says now who this person is and what they may."""
        for one in (self.together.floor, self.together.book):
            one.allow(frozenset(seat.rights))
        self.parts.window.desk.rail.show_offered("floor", on=self.together.floor.may_look)

    def happened(self, event: Event) -> None:
        if isinstance(event, Arrived) and event.has_directory:
            self.place.lane.ask(lambda desk: desk.read.directory(), self._named, lambda _: None)

    def became(self, presence: Presence) -> None:
        up = self.parts.phone.book.up
        queue = up[0].snapshot.queue if up else ""
        since = presence.since + self.place.offset
        self.together.colleagues.become(MyState(presence.state, since, presence.reason, queue))

    def _named(self, directory: Directory) -> None:
        """The first sync brings one's own name; a supervisor may change it and the teams later."""
        me = me_of(self.entered, directory)
        if me is not None and me != self.place.me:
            self.place.me = me
            self.place.hub.tell([Arrived(self.place.clock.now())])


def described_standing(standing: Standing) -> dict[str, Any]:
    return {
        "stand": standing.stand.value,
        "since": standing.since.isoformat() if standing.since else None,
        "waiting": standing.waiting,
        "refused": standing.refused,
        "strays": standing.strays,
        "held": standing.held,
        "rows": standing.rows,
        "is_first": standing.is_first,
        "address": standing.address or None,
    }
