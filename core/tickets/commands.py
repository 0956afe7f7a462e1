"""What may be asked of tickets, calls and customers; each command carries who, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.calls.model import CallSnapshot
from core.customers.model import Customer
from core.directory import NameEntry
from core.ids import AgentId, CallId, CustomerId, DeskId, FileId, NoteId, PromiseId, TeamId, TicketId
from core.sla.policy import Edition
from core.tickets.files import Content
from core.tickets.model import Status, Waiting


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did it, on which desk, at what device time, and the desk's measured offset to the server's clock."""

    agent: AgentId
    desk: DeskId
    at: datetime
    offset: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Make a ticket, with or without a call. ``fields`` as in ``EditTicket``."""

    stamp: Stamp
    ticket: TicketId
    customer: CustomerId | None = None
    call: CallSnapshot | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditTicket:
    """Set fields by name.

    Names and types: subject str, description str, kind Kind, category str (category id, "" none), impact Impact,
    urgency Urgency, customer CustomerId | None; queue, level and contract str, which the handler fills in from the
    call and the customer's card as they are then; asset, serial and parts str (one a line). Unknown names are a bug,
    not a refusal.
    """

    stamp: Stamp
    ticket: TicketId
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MoveTicket:
    """Take one step of the transition table; ``waits_for`` goes with pending."""

    stamp: Stamp
    ticket: TicketId
    status: Status
    waits_for: Waiting | None = None


@dataclass(frozen=True, slots=True)
class AssignTicket:
    """Give a ticket to a person and/or a team; both None takes it back to the team's pile."""

    stamp: Stamp
    ticket: TicketId
    assignee: AgentId | None
    team: TeamId | None


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note; ``offset`` is how far into the call it was begun, ``informs``: the customer was told this."""

    stamp: Stamp
    ticket: TicketId
    note: NoteId
    text: str
    call: CallId | None = None
    offset: timedelta | None = None
    informs: bool = False


@dataclass(frozen=True, slots=True)
class AttachCall:
    """Tie a call to a ticket that exists already."""

    stamp: Stamp
    ticket: TicketId
    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class RecordCall:
    """Keep a call's facts (sent at answer and at the end; the later one wins). ``customer`` once it is known.

    ``held``: how long we held it in all, told when it has ended; ``wrap_up``: the work after it, told when that ends.
    """

    stamp: Stamp
    call: CallSnapshot
    customer: CustomerId | None = None
    held: timedelta | None = None
    wrap_up: timedelta | None = None


@dataclass(frozen=True, slots=True)
class SaveCustomer:
    """Make a customer or change one; the number index follows by difference."""

    stamp: Stamp
    customer: Customer


@dataclass(frozen=True, slots=True)
class LinkNumber:
    """Add a number that called to a customer's card."""

    stamp: Stamp
    customer: CustomerId
    written: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PromiseCallBack:
    """Promise the customer a call at ``due``; the same promise again moves it."""

    stamp: Stamp
    ticket: TicketId
    promise: PromiseId
    due: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class SettlePromise:
    """A promise was kept, or is withdrawn."""

    stamp: Stamp
    ticket: TicketId
    promise: PromiseId
    is_kept: bool


@dataclass(frozen=True, slots=True)
class WatchTicket:
    """Somebody watches a ticket, or no longer does."""

    stamp: Stamp
    ticket: TicketId
    agent: AgentId
    on: bool


@dataclass(frozen=True, slots=True)
class NoteReminders:
    """These steps were fired, and never will be again."""

    stamp: Stamp
    ticket: TicketId
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SnoozeReminder:
    """Put a reminder off, with a reason."""

    stamp: Stamp
    ticket: TicketId
    key: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AttachFile:
    """Tie a file to a ticket; its bytes lie encrypted on this desk by then."""

    stamp: Stamp
    ticket: TicketId
    file: FileId
    name: str
    media: str
    content: Content


@dataclass(frozen=True, slots=True)
class RemoveAttachment:
    """Take a file off a ticket, or (``away`` False) have it back."""

    stamp: Stamp
    ticket: TicketId
    file: FileId
    away: bool = True


@dataclass(frozen=True, slots=True)
class SaveEdition:
    """The calendars and policies from a moment on; earlier editions stay for what was judged by them."""

    stamp: Stamp
    edition: Edition


@dataclass(frozen=True, slots=True)
class SaveDirectory:
    """Set or take away people, teams and categories; only what is named changes."""

    stamp: Stamp
    entries: tuple[NameEntry, ...]


@dataclass(frozen=True, slots=True)
class DeleteRecord:
    """Delete a ticket or a customer (``kind``) for good: no later change brings it back."""

    stamp: Stamp
    kind: str
    record: str


Command = (
    OpenTicket
    | EditTicket
    | MoveTicket
    | AssignTicket
    | AddNote
    | AttachCall
    | RecordCall
    | SaveCustomer
    | LinkNumber
    | PromiseCallBack
    | SettlePromise
    | WatchTicket
    | NoteReminders
    | SnoozeReminder
    | AttachFile
    | RemoveAttachment
    | SaveEdition
    | SaveDirectory
    | DeleteRecord
)
