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

    Field names of EditTicket, or status, assignee, team, note, call, promise, watchers, reminded, snooze, paper, file.
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


@dataclass(frozen=True, slots=True)
class DirectoryChanged(Event):
    """People, teams or categories are others than before."""


@dataclass(frozen=True, slots=True)
class RecordDeleted(Event):
    """A ticket or customer (``kind``) is gone; ``number`` of a ticket."""

    kind: str
    record: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """The server sent these records, or took them away: they look different now. Nobody here did it."""

    tickets: frozenset[TicketId] = frozenset()
    calls: frozenset[CallId] = frozenset()
    customers: frozenset[CustomerId] = frozenset()
    has_levels: bool = False
    has_directory: bool = False
