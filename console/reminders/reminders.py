"""Reminders as a whole: when to wake, what to do then, and who is told. Every write is short and behind the calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from console.presenters.workplace import Workplace
from console.reminders.clockwork import Clockwork
from console.reminders.firing import Round
from console.reminders.letters import Bundle, bundles, letter_of
from core.errors import Trouble
from core.events import CallRecorded, Event, ServiceLevelsChanged, TicketChanged, TicketOpened
from core.ids import AgentId
from core.ports import Desk
from core.post import Channels, Delivery, Letter
from core.reading import Directory
from core.sla.posts import Post, PostState

JUMP = timedelta(seconds=2)  # the wall clock against one that never jumps: a sleep, or somebody set it
AT_ONCE = 50
SOON = 0.05  # seconds: many changes at once are looked at once


class Aside(Protocol):
    """Work that waits for the network, off the screen's thread and off the database's."""

    def __call__(
        self, job: Callable[[], Delivery], done: Callable[[Delivery], None], failed: Callable[[Trouble], None]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Outward:
    """How letters leave: who carries them, and how long to wait after so many tries of one letter."""

    aside: Aside
    carry: Callable[[Letter, Channels], Delivery]
    wait_after: Callable[[int, str], timedelta | None]


@dataclass(frozen=True, slots=True)
class _Turn:
    """What came of looking at the posts: for the screen, and begun letters."""

    screen: tuple[Post, ...]
    letters: tuple[Bundle, ...]
    directory: Directory


class Reminders:
    """Knows no more than the next moments. After each change of a ticket, a sleep, or an unlocking it asks again."""

    def __init__(self, place: Workplace, outward: Outward, given: Callable[[Sequence[Post]], None]) -> None:
        self._place = place
        self._outward = outward
        self._given = given
        self._clockwork = Clockwork(place.timers)
        self._round = Round()
        self._busy: set[str] = set()
        self._is_planned = False
        self._now = place.clock.now()
        self._steady = place.clock.monotonic()
        place.hub.listen(self._happened)

    def begin(self) -> None:
        """The desk is open."""
        self._clockwork.begin()
        self._refresh()
        self.look()

    def end(self) -> None:
        """The desk is locked: nothing can be looked up."""
        self._clockwork.end()

    def tick(self) -> None:
        """Once a second: a wall clock that went elsewhere than the steady one was asleep, or was set."""
        now, steady = self._place.clock.now(), self._place.clock.monotonic()
        gone = (now - self._now) - timedelta(seconds=steady - self._steady)
        self._now, self._steady = now, steady
        if abs(gone) > JUMP:
            self.look()

    def look(self) -> None:
        """Fire what is due, send whose turn it is, and plan the next moments."""
        self._fire()
        self._send()

    def plan(self) -> None:
        """Many changes in a row are looked at once."""
        if not self._is_planned:
            self._is_planned = True
            self._place.timers.after(SOON, self._ask_moments)

    def _ask_moments(self) -> None:
        self._is_planned = False
        me, now = self._place.me.agent, self._place.clock.now()
        self._place.lane.ask(
            lambda desk: (desk.clocks.next_step(), desk.office.next_turn(me), desk.clocks.next_edition(now)),
            self._planned,
            _not_now,
        )

    def _planned(self, moments: tuple[datetime | None, datetime | None, datetime | None]) -> None:
        step, turn, edition = moments
        duty = self._place.preferences.reminder_duty
        self._clockwork.at("next step", step if duty else None, self._fire)
        self._clockwork.at("next post", turn, self._send)
        self._clockwork.at("next edition", edition, self._refresh)

    def _fire(self) -> None:
        if not self._place.preferences.reminder_duty or not self._may("fire"):
            self.plan()
            return
        stamp = self._place.stamp()
        found: list[bool] = []

        def act(desk: Desk) -> list[Event]:
            events, is_full = self._round.fire(desk, stamp)
            found.append(is_full)
            return events

        def fired(_: list[Event]) -> None:
            self._busy.discard("fire")
            if any(found):
                self._fire()
            else:
                self._send()

        self._place.writer.write(act, fired, lambda _: self._busy.discard("fire"))

    def _send(self) -> None:
        if not self._may("send"):
            return
        me, now = self._place.me.agent, self._place.clock.now()
        turns: list[_Turn] = []

        def act(desk: Desk) -> list[Event]:
            turns.append(_begun(desk, me, now))
            return []

        def begun(_: list[Event]) -> None:
            self._busy.discard("send")
            for turn in turns[-1:]:
                self._give(turn)
            self.plan()

        self._place.writer.write(act, begun, lambda _: self._busy.discard("send"))

    def _give(self, turn: _Turn) -> None:
        if turn.screen:
            self._given(turn.screen)
        for bundle in turn.letters:
            self._carry(bundle, turn)

    def _carry(self, bundle: Bundle, turn: _Turn) -> None:
        letter = letter_of(bundle, turn.directory, self._place, self._place.clock.now())

        def carried(delivery: Delivery) -> None:
            at = self._place.clock.now()
            wait = self._outward.wait_after(bundle.tries + 1, letter.id)
            again = None if wait is None else at + wait

            def act(desk: Desk) -> list[Event]:
                desk.office.end_try(bundle.ids, delivery, at, again)
                return []

            self._place.writer.write(act, lambda _: self.plan())

        channels = self._place.preferences.channels
        self._outward.aside(lambda: self._outward.carry(letter, channels), carried, _not_now)

    def _refresh(self) -> None:
        """Every open ticket by the edition that holds now, slice by slice."""
        if not self._may("refresh"):
            return
        now = self._place.clock.now()
        left: list[int] = []

        def act(desk: Desk) -> list[Event]:
            left.append(desk.clocks.refresh(now))
            return []

        def refreshed(_: list[Event]) -> None:
            self._busy.discard("refresh")
            if any(left):
                self._refresh()
            else:
                self.look()

        self._place.writer.write(act, refreshed, lambda _: self._busy.discard("refresh"))

    def _may(self, what: str) -> bool:
        """One of each at a time."""
        if what in self._busy:
            return False
        self._busy.add(what)
        return True

    def _happened(self, event: Event) -> None:
        if isinstance(event, ServiceLevelsChanged):
            self._refresh()
        elif isinstance(event, TicketOpened | TicketChanged | CallRecorded):
            self.plan()


def _begun(desk: Desk, me: AgentId, now: datetime) -> _Turn:
    """Posts of tickets that are over need not go any more; for the rest it is on disk that they leave."""
    posts = desk.office.to_send(now, me, AT_ONCE)
    open_ones: dict[str, bool] = {}
    for post in posts:
        if post.ticket not in open_ones:
            card = desk.read.ticket(post.ticket)
            open_ones[post.ticket] = card is not None and card.row.status.is_open
    needless = [one.id for one in posts if not open_ones[one.ticket]]
    if needless:
        desk.office.settle(needless, PostState.NEEDLESS, now)
    doubtful = [one.id for one in posts if one.state is PostState.TRYING and one.is_repeat]
    if doubtful:  # two tries may have arrived: a third would be one too many
        desk.office.settle(doubtful, PostState.DOUBTFUL, now)
    wanted = [one for one in posts if open_ones[one.ticket] and one.id not in doubtful]
    screen = tuple(one for one in wanted if one.way == "screen")
    letters = tuple(bundles([one for one in wanted if one.way != "screen"]))
    if screen:
        desk.office.settle([one.id for one in screen], PostState.SENT, now)
    begun = []
    for bundle in letters:
        desk.office.begin_try(bundle.ids, bundle.name)
        begun.append(_as_begun(bundle))
    return _Turn(screen, tuple(begun), desk.read.directory())


def _as_begun(bundle: Bundle) -> Bundle:
    """What a crash left TRYING may have arrived: the letter says so."""
    trying = PostState.TRYING
    return Bundle(tuple(replace(one, is_repeat=one.is_repeat or one.state is trying) for one in bundle.posts))


def _not_now(_: Trouble) -> None:
    """Locked, or our bug: it is looked up again when the desk is opened."""
