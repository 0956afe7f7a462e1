"""What a round does in the database: due steps are acted on, then noted with their posts, some tickets at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from core.errors import RuleViolation
from core.events import Event
from core.ids import TicketId
from core.ports import Desk
from core.reading import Directory
from core.sla.levels import ServiceLevels
from core.sla.policy import Book
from core.sla.posts import Post
from core.sla.reminders import DueStep, Service
from core.sla.steps import acts_for, idle_keys, posts_for, steps_due
from core.tickets.commands import NoteReminders, Stamp

AT_ONCE = 20  # tickets in one turn of the lane: a call or a new ticket waits no longer than that
Firing = tuple[NoteReminders, Sequence[Post]]


@dataclass(slots=True)
class Round:
    """Lives on the database lane. A ticket that cannot be fired is left aside, so that the others have their turn."""

    levels: ServiceLevels | None = None
    book: Book = field(default_factory=Book)
    at_work: tuple[TicketId, ...] = ()
    aside: set[TicketId] = field(default_factory=set)
    at_once: int = AT_ONCE

    def fire(self, desk: Desk, stamp: Stamp) -> tuple[list[Event], bool]:
        """True: there is more, ask again."""
        now = stamp.at + stamp.offset
        levels = self.levels_at(desk, now)
        directory = desk.read.directory()
        found = desk.clocks.due(now, self.at_once + len(self.aside))
        services = [one for one in found if one.ticket not in self.aside][: self.at_once]
        events: list[Event] = []
        firings: list[Firing] = []
        for service in services:
            self.at_work = (service.ticket,)
            acted, firing = prepare(desk, service, levels, directory, stamp)
            events += acted
            firings += [firing] if firing else []
        self.at_work = tuple(one.ticket for one in services)
        events += desk.office.fire(firings)
        self.at_work = ()
        is_full = len(services) == self.at_once
        self.at_once = AT_ONCE
        return events, is_full

    def failed(self) -> bool:
        """True: try again, one at a time until it is clear which ticket is the reason; that one is left aside.

        Aside means until the desk is opened again.
        """
        tried, self.at_work = self.at_work, ()
        if not tried:
            return False
        if len(tried) == 1:
            self.aside.update(tried)
        self.at_once = 1
        return True

    def levels_at(self, desk: Desk, now: datetime) -> ServiceLevels:
        book = desk.clocks.book()
        begins = self.levels.next_begin if self.levels else None
        if self.levels is None or book is not self.book or (begins is not None and begins <= now):
            self.book, self.levels = book, ServiceLevels(book, now)
        return self.levels


def prepare(
    desk: Desk, service: Service, levels: ServiceLevels, directory: Directory, stamp: Stamp
) -> tuple[list[Event], Firing | None]:
    """What a ticket's due steps do, done; and what is to be noted of them, with their posts.

    Acts come first, and each of them is done once however often it is tried: a crash in between repeats nothing. A step
    that was fired before this database came back from a backup is noted again, and nothing else.
    """
    now = stamp.at + stamp.offset
    steps = steps_due(service, levels, now)
    keys = (*(one.key for one in steps), *idle_keys(service, levels, now))
    fresh = set(desk.office.unfired(service.ticket, keys))
    events: list[Event] = []
    posts: list[Post] = []
    for step in steps:
        if step.key in fresh:
            events += _act(desk, service, step, directory, stamp)
            posts += posts_for(service, step, directory, levels, now)
    return events, (NoteReminders(stamp, service.ticket, keys), posts) if keys else None


def _act(desk: Desk, service: Service, step: DueStep, directory: Directory, stamp: Stamp) -> list[Event]:
    """What the ticket does not allow any more is left undone: the reminder itself still goes out."""
    events: list[Event] = []
    for command in acts_for(service, step, directory, stamp):
        with suppress(RuleViolation):
            events += desk.perform(command)
    return events
