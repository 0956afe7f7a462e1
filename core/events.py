"""What happened: handlers return these, screens and the ctl socket listen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import AgentId, CallId, CustomerId, TicketId


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record, at the device time of who did it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TicketOpened(Event):
    """A ticket is on disk."""

    ticket: TicketId
    number: str
    call: CallId | None = None


@dataclass(frozen=True, slots=True)
class TicketChanged(Event):
    """``fields`` names what changed.

    Field names of EditTicket, or status, assignee, team, note, call, promise, watchers, reminded, snooze, paper.
    """

    ticket: TicketId
    number: str
    fields: tuple[str, ...]
    by: AgentId


@dataclass(frozen=True, slots=True)
class ServiceLevelsChanged(Event):
    """There is a new edition of calendars and policies."""


@dataclass(frozen=True, slots=True)
class CallRecorded(Event):
    """A call is in the log, or its record grew."""

    call: CallId


@dataclass(frozen=True, slots=True)
class CustomerChanged(Event):
    """A customer was made or changed."""

    customer: CustomerId
