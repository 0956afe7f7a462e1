"""All that keeps an unlocked desk in step, joined: rounds, the open line, what comes in and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from console.presenters.workplace import Workplace
from console.sync.arrivals import Arrivals
from console.sync.entering import Entered
from console.sync.exports import ExportTeller
from console.sync.ferry import Ferry
from console.sync.keeper import StepKeeper
from console.sync.live import LiveLine
from console.sync.turn import Done
from core.errors import Trouble
from core.events import Arrived, Event
from core.ports import Desk
from core.ports_outbox import Figures
from core.sync.live import News
from core.sync.records import Ref
from core.sync.seat import Seat
from core.sync.standing import Stand, Standing

RECOUNT = 0.3


@dataclass(slots=True)
class Hands:
    """What the house does about it: ``Told`` of the keeper, and more; set by who joins everything."""

    standing: Callable[[Standing], None] = lambda _: None
    seated: Callable[[Seat], None] = lambda _: None
    news: Callable[[News], None] = lambda _: None
    line_open: Callable[[], None] = lambda: None
    line_ended: Callable[[], None] = lambda: None
    wipe: Callable[[], None] = lambda: None
    too_long: Callable[[Seat], None] = lambda _: None
    in_step: Callable[[Done], None] = lambda _: None


class SyncCorner:
    """``Watching`` of the rounds. Lives as long as the room; alone, it does nothing."""

    def __init__(
        self, place: Workplace, arrivals: Arrivals, tell: Callable[[Callable[[], None]], None]
    ) -> None:
        self._place = place
        self._arrivals = arrivals
        self._tell = tell
        self._end_recount: Callable[[], None] | None = None
        self._head = 0
        self.hands = Hands(in_step=self.in_step)
        self.keeper: StepKeeper
        self.live: LiveLine
        self.ferry: Ferry
        self.exports: ExportTeller
        self.seat: Seat | None = None
        place.hub.listen(self._happened)

    def join(self, keeper: StepKeeper, live: LiveLine, ferry: Ferry, exports: ExportTeller) -> None:
        self.keeper, self.live, self.ferry, self.exports = keeper, live, ferry, exports

    @property
    def is_on(self) -> bool:
        return self.seat is not None

    def begin(self, entered: Entered, address: str) -> None:
        self.seat, self._head = entered.seat, 0
        self.ferry.is_joined = True
        self._place.offset = timedelta(milliseconds=entered.offset_ms)
        self.keeper.begin(entered, address)

    def end(self) -> None:
        self.ferry.end()
        self.keeper.end()
        self.live.close()
        self.seat = None

    def look(self) -> None:
        self.keeper.look()

    def changed(self, refs: Sequence[Ref]) -> None:
        """On the server's lane, as ``progress``."""
        self._tell(lambda: self._arrivals.came(refs))

    def progress(self, rows: int, *, usable: bool) -> None:
        if usable:
            self._tell(lambda: self.keeper.progress(rows))

    def in_step(self, done: Done) -> None:
        self._place.offset = timedelta(milliseconds=done.offset_ms)
        self._head = max(self._head, done.outcome.head)
        if done.seat != self.seat:
            self.seat = done.seat
            self.hands.seated(done.seat)
        self.live.open(done.credentials, done.token)
        self.ferry.begin(done.seat.person)
        if done.outcome.is_whole:
            self.exports.tell()

    def heard(self, news: News) -> None:
        if news.head is not None and news.head > self._head:
            self.keeper.look(news.brought)
        self.hands.news(news)

    def line_turned(self, is_open: bool) -> None:
        if is_open:
            self.hands.line_open()
        else:
            self.hands.line_ended()
            self.keeper.look()

    def _recount(self) -> None:
        """What waits and what was refused, after a person did something here."""
        self._end_recount = None
        if self.is_on:
            self._place.lane.ask(figures_of, self._counted, _nobody)

    def _happened(self, event: Event) -> None:
        """Somebody here did something: it is sent at once, or counted while it cannot be."""
        if isinstance(event, Arrived) or not self.is_on:
            return
        if self.keeper.standing.stand in (Stand.IN_STEP, Stand.BEGINNING):
            self.keeper.look()
        elif self._end_recount is None:
            self._end_recount = self._place.timers.after(RECOUNT, self._recount)

    def _counted(self, figures: Figures) -> None:
        self.keeper.counted(figures)


def figures_of(desk: Desk) -> Figures:
    return desk.refusals.figures()


def _nobody(_: Trouble) -> None:
    """The next round counts anew."""
