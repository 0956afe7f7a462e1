"""Reminders as a whole: when to wake, what to do then, and who is told. Every write is short and behind the calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from console.presenters.workplace import Workplace
from console.reminders.clockwork import Clockwork
from console.reminders.firing import Round
from console.reminders.sending import Outward, Sender, Turn, begun
from core.errors import EnvironmentFault, Trouble
from core.events import Arrived, CallRecorded, Event, ServiceLevelsChanged, TicketChanged, TicketOpened
from core.ports import Desk
from core.sla.posts import Post

JUMP = timedelta(seconds=2)  # the wall clock against one that never jumps: a sleep, or somebody set it
TICK = 0.25  # seconds between looks at the two clocks: so soon after waking a sleep is noticed
LATE_TICK = 3.0  # seconds: where the steady clock counts the sleep too, the tick itself comes late
SOON = 0.05  # seconds: many changes at once are looked at once
RETRY = timedelta(seconds=30)  # after trouble, and for a step that a round could not fire


class Reminders:
    """Knows no more than the next moments. After each change of a ticket, a sleep, or an unlocking it asks again."""

    def __init__(self, place: Workplace, outward: Outward, given: Callable[[Sequence[Post]], None]) -> None:
        self._place = place
        self._sender = Sender(place, outward, given, self.plan)
        self._clockwork = Clockwork(place.timers)
        self._round = Round()
        self._busy: set[str] = set()
        self._is_planned = False
        self._fired_up_to: datetime | None = None
        self._duty = place.preferences.reminder_duty
        self._now = place.clock.now()
        self._steady = place.clock.monotonic()
        self._is_open = False
        self.next_step: datetime | None = None
        self.next_post: datetime | None = None
        place.hub.listen(self._happened)

    def begin(self) -> None:
        """The desk is open."""
        self._round.aside.clear()
        self._clockwork.begin()
        self._is_open = True
        self._refresh()
        self.look()

    def end(self) -> None:
        """The desk is locked: nothing can be looked up."""
        self._is_open = False
        self._clockwork.end()

    def tick(self) -> None:
        """A wall clock that went elsewhere than the steady one was asleep, or was set."""
        now, steady = self._place.clock.now(), self._place.clock.monotonic()
        passed = steady - self._steady
        gone = (now - self._now) - timedelta(seconds=passed)
        duty, was = self._place.preferences.reminder_duty, self._duty
        self._now, self._steady, self._duty = now, steady, duty
        if not self._is_open:
            return
        if abs(gone) > JUMP or passed > LATE_TICK or duty is not was:
            self.look()

    def look(self) -> None:
        """Fire what is due, send whose turn it is, and plan the next moments."""
        self._fired_up_to = None
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
            self._not_now,
        )

    def _planned(self, moments: tuple[datetime | None, datetime | None, datetime | None]) -> None:
        self.next_step, self.next_post, edition = moments
        step = self.next_step if self._place.preferences.reminder_duty else None
        if step is not None and self._fired_up_to is not None and step <= self._fired_up_to:
            step = self._place.clock.now() + RETRY  # a round was there and left it: not again at once
        self._clockwork.at("next step", step, self._fire)
        self._clockwork.at("next post", self.next_post, self._send)
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
                self._fired_up_to = stamp.at
                self._send()

        def failed(_: Trouble) -> None:
            self._busy.discard("fire")
            if self._round.failed():
                self._fire()
            else:
                self._later()

        self._place.writer.write(act, fired, failed)

    def _send(self) -> None:
        if not self._may("send"):
            return
        me, now = self._place.me.agent, self._place.clock.now()
        turns: list[Turn] = []

        def act(desk: Desk) -> list[Event]:
            turns.append(begun(desk, me, now, self._round.levels_at(desk, now)))
            return []

        def sent(_: list[Event]) -> None:
            self._busy.discard("send")
            for turn in turns[-1:]:
                self._sender.go(turn)
            self.plan()

        def failed(_: Trouble) -> None:
            self._busy.discard("send")
            self._later()

        self._place.writer.write(act, sent, failed)

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

    def _later(self) -> None:
        """A bug of ours, already in the log, must not end all reminders."""
        self._clockwork.at("after trouble", self._place.clock.now() + RETRY, self.look)

    def _not_now(self, why: Trouble) -> None:
        """Locked: everything is looked up again when the desk is opened."""
        if not isinstance(why, EnvironmentFault):
            self._later()

    def _may(self, what: str) -> bool:
        """One of each at a time."""
        if what in self._busy:
            return False
        self._busy.add(what)
        return True

    def _happened(self, event: Event) -> None:
        if isinstance(event, ServiceLevelsChanged) or (isinstance(event, Arrived) and event.has_levels):
            self._refresh()
        elif isinstance(event, TicketOpened | TicketChanged | CallRecorded | Arrived):
            self._fired_up_to = None  # the change may have moved a moment into the past
            self.plan()
