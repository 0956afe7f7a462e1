"""What a round does in the database: steps that are due are acted on and noted, with their posts, ticket by ticket."""

from __future__ import annotations

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

AT_ONCE = 10  # tickets in one turn of the lane: a call or a new ticket waits no longer than that


@dataclass(slots=True)
class Round:
    """Lives on the database lane. A ticket that cannot be fired is left aside, so that the others have their turn."""

    levels: ServiceLevels | None = None
    book: Book = field(default_factory=Book)
    at_work: TicketId | None = None
    aside: set[TicketId] = field(default_factory=set)

    def fire(self, desk: Desk, stamp: Stamp) -> tuple[list[Event], bool]:
        """True: there is more, ask again."""
        now = stamp.at + stamp.offset
        levels = self.levels_at(desk, now)
        directory = desk.read.directory()
        found = desk.clocks.due(now, AT_ONCE + len(self.aside))
        services = [one for one in found if one.ticket not in self.aside][:AT_ONCE]
        events: list[Event] = []
        for service in services:
            self.at_work = service.ticket
            events += fire_ticket(desk, service, levels, directory, stamp)
        self.at_work = None
        return events, len(services) == AT_ONCE

    def failed(self) -> bool:
        """True: one ticket was the reason, and is left aside until the desk is opened again."""
        if self.at_work is None:
            return False
        self.aside.add(self.at_work)
        self.at_work = None
        return True

    def levels_at(self, desk: Desk, now: datetime) -> ServiceLevels:
        book = desk.clocks.book()
        begins = self.levels.next_begin if self.levels else None
        if self.levels is None or book is not self.book or (begins is not None and begins <= now):
            self.book, self.levels = book, ServiceLevels(book, now)
        return self.levels


def fire_ticket(
    desk: Desk, service: Service, levels: ServiceLevels, directory: Directory, stamp: Stamp
) -> list[Event]:
    """Acts first, and each of them is done once however often it is tried: a crash in between repeats nothing.

    A step that was fired before this database came back from a backup is noted again, and nothing else.
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
    if keys:
        events += desk.office.fire(NoteReminders(stamp, service.ticket, keys), posts)
    return events


def _act(desk: Desk, service: Service, step: DueStep, directory: Directory, stamp: Stamp) -> list[Event]:
    """What the ticket does not allow any more is left undone: the reminder itself still goes out."""
    events: list[Event] = []
    for command in acts_for(service, step, directory, stamp):
        with suppress(RuleViolation):
            events += desk.perform(command)
    return events
