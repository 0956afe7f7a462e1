"""The third part of the composition root: what keeps the desk in step with its server, built and joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.membership import Membership, before_of
from console.parts import Parts
from console.presenters.call_column import CallColumnPresenter
from console.presenters.colleagues import Colleagues
from console.presenters.company import Company
from console.presenters.export_book import ExportBook
from console.presenters.floor import FloorPresenter
from console.presenters.frame_presenter import FramePresenter
from console.presenters.hand_over import HandOverPresenter
from console.presenters.handed_calls import HandedCalls
from console.presenters.notices import Notices
from console.presenters.own_page import OwnPage, PassphrasePage
from console.presenters.reference import Reference
from console.presenters.server_page import ServerPage
from console.presenters.sync_panel import SyncPresenter
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.sync.arrivals import Arrivals
from console.sync.corner import SyncCorner
from console.sync.exports import ExportTeller
from console.sync.ferry import Ferry
from console.sync.joining import Joining
from console.sync.keeper import StepKeeper
from console.sync.live import LiveLine
from console.sync.real_ways import RealWays
from console.sync.troubles import TooLongOffline, day_of
from console.sync.turn import Rounds
from console.sync.ways import Ways
from console.sync_room import SyncRoom, Together
from core.errors import Trouble
from core.sync.seat import Seat
from core.sync.standing import Stand, Standing

PROGRAM = "0.1.0"


class Locking(Protocol):
    """What the shell does when the server says so."""

    def lock_because(self, why: Trouble) -> None: ...
    def wipe(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The presenters that it is joined to."""

    reference: Reference
    tickets: TicketPresenter
    calls: CallColumnPresenter
    frame: FramePresenter
    notices: Notices
    book: ExportBook


def compose_sync(parts: Parts, place: Workplace, ways: Ways, near: Neighbours, shell: Locking) -> SyncRoom:
    tell: Callable[[Callable[[], None]], None] = parts.queue.add
    desk = parts.window.desk
    corner = SyncCorner(place, Arrivals(place.hub, place.timers, place.clock), tell)
    rounds = Rounds(parts.door.hop, ways, place.clock, corner, PROGRAM)
    keeper = StepKeeper(rounds, parts.background, place.timers, place.clock, corner.hands)
    live = LiveLine(ways, tell, corner.heard, corner.line_turned)
    corner.join(keeper, live, Ferry(keeper, parts.door.hop), ExportTeller(keeper, parts.door.hop))
    colleagues = Colleagues(place, near.reference)
    together = Together(
        colleagues,
        Company(place, colleagues, near.tickets, desk.ticket),
        SyncPresenter(place, desk.sync),
        FloorPresenter(place, colleagues, desk.floor),
        HandOverPresenter(place, colleagues, parts.phone, near.tickets, near.notices, desk.hand_over),
        HandedCalls(place, colleagues, parts.phone.book, near.tickets, near.notices),
        near.book,
    )
    room = SyncRoom(parts, place, corner, together)
    place.hub.listen(room.happened)
    connect_sync(room, near, shell)
    connect_views(room, near.tickets)
    return room


def connect_sync(room: SyncRoom, near: Neighbours, shell: Locking) -> None:
    """Whom the corner tells, and who says what goes out on the open line."""
    corner, colleagues = room.corner, room.together.colleagues

    def standing(now: Standing) -> None:
        near.frame.synced(now)
        if now.stand is not Stand.IN_STEP:
            room.corner.ferry.pause()
        room.told(now)

    def too_long(seat: Seat) -> None:
        shell.lock_because(TooLongOffline(seat.offline_days, day_of(seat.checked_at)))

    def can_give() -> None:
        if near.calls.can_hand_over is not colleagues.is_live:
            near.calls.can_hand_over = colleagues.is_live
            near.calls.show()

    hands = corner.hands
    hands.standing, hands.wipe, hands.too_long, hands.seated = standing, shell.wipe, too_long, room.seated
    hands.news, hands.line_open, hands.line_ended = colleagues.heard, colleagues.opened, colleagues.ended
    colleagues.connect(corner.live.say)
    colleagues.listen(can_give)
    near.frame.on_agent = room.became


def connect_views(room: SyncRoom, tickets: TicketPresenter) -> None:
    desk, together = room.parts.window.desk, room.together
    panel, hand_over = desk.sync, desk.hand_over
    desk.strip.opened.connect(room.open)
    panel.tab_chosen.connect(together.panel.choose)
    panel.ticket_activated.connect(tickets.open)
    panel.again_clicked.connect(together.panel.again)
    panel.let_go_clicked.connect(together.panel.let_go)
    panel.ask_clicked.connect(room.corner.look)
    panel.left.connect(together.panel.leave)
    desk.floor.left.connect(together.floor.leave)
    hand_over.handed.connect(together.hand_over.give)
    hand_over.note_edited.connect(together.hand_over.type)
    hand_over.left.connect(together.hand_over.leave)
    desk.calls.hand_over_clicked.connect(together.hand_over.open)


def own_pages(parts: Parts, place: Workplace, sync: SyncRoom, guard: Locking) -> tuple[OwnPage, ...]:
    """Of the settings: the server, and the passphrase of a desk that has none."""
    ways = RealWays()
    joining = Joining(parts.background, ways, place.clock, lambda: before_of(parts.gate.is_joined, place.me))
    member = Membership(parts, ways, joining, sync, guard.lock_because)
    page = ServerPage(parts.words, joining, member)
    sync.let_in = lambda: page.changed()  # noqa: PLW0108 - who listens to it comes later
    return (
        page,
        PassphrasePage(parts.words, parts.door, lambda: parts.gate.is_joined),
    )
