"""Pictures for screens: frozen rows, and the port that fetches them. Nothing here is loaded to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.calls.model import Direction, EndReason
from core.customers.index import NumberIndex
from core.customers.model import Customer
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.papers import PaperRecord
from core.reporting.asking import Behind
from core.sla.history import History
from core.sla.policy import TargetKind
from core.tickets.files import FileRow
from core.tickets.marks import Promise, Snooze
from core.tickets.model import Category, Impact, Kind, Note, Priority, Status, StatusChange, Urgency


class TicketScope(Enum):
    """Which tickets a list holds."""

    MINE_OPEN = "mine"
    TEAM_OPEN = "team"
    UNASSIGNED = "unassigned"
    ALL_OPEN = "open"
    ALL = "all"


class TicketOrder(Enum):
    """What stands on top: the newest change, or what falls due first (what runs no clock comes last)."""

    CHANGED = "changed"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """A list's question. ``agent`` and ``teams`` say who "mine" and "team" are. By due: the open scopes only.

    ``behind`` asks for the tickets behind a figure of a report instead, in an order of its own.
    """

    scope: TicketScope
    agent: AgentId | None = None
    teams: tuple[TeamId, ...] = ()
    status: Status | None = None
    customer: CustomerId | None = None
    order: TicketOrder = TicketOrder.CHANGED
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One line of a list. ``due`` and the three after it are ``core.sla.reading.Moments``, as cached."""

    id: TicketId
    number: str
    subject: str
    status: Status
    priority: Priority
    opened_at: datetime
    changed_at: datetime
    customer: CustomerId | None = None
    customer_name: str = ""
    category: tuple[str, ...] = ()
    assignee: AgentId | None = None
    assignee_name: str = ""
    team_name: str = ""
    has_draft: bool = False
    due: datetime | None = None
    due_kind: TargetKind | None = None
    risk_at: datetime | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Rows, and the opaque place where the next page begins (None: that was all)."""

    rows: tuple[TicketRow, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not saved yet: field name to text, as of ``at``. Never leaves this desk."""

    fields: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class CallRow:
    """One line of the call log. Durations in whole seconds."""

    id: CallId
    direction: Direction
    number: str
    name: str
    began_at: datetime
    end: EndReason | None
    ring_seconds: int = 0
    talk_seconds: int = 0
    customer: CustomerId | None = None
    customer_name: str = ""
    queue: str = ""
    tickets: tuple[tuple[TicketId, str], ...] = ()
    withheld: bool = False

    @property
    def was_missed(self) -> bool:
        return self.end is EndReason.MISSED


@dataclass(frozen=True, slots=True)
class TicketCard:
    """A ticket whole, for the editor."""

    row: TicketRow
    description: str
    kind: Kind
    impact: Impact
    urgency: Urgency
    category_id: str
    team: TeamId | None
    notes: tuple[Note, ...] = ()
    history: tuple[StatusChange, ...] = ()
    calls: tuple[CallRow, ...] = ()
    draft: Draft | None = None
    pending_operations: int = 0
    service: History | None = None
    promises: tuple[Promise, ...] = ()
    watchers: tuple[AgentId, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    papers: tuple[PaperRecord, ...] = ()
    asset: str = ""
    serial: str = ""
    parts: str = ""
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer with what is open and what was; ``open_count`` counts all, the rows are the newest."""

    customer: Customer
    open_tickets: tuple[TicketRow, ...] = ()
    recent_tickets: tuple[TicketRow, ...] = ()
    open_count: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """An agent as lists show them, and where reminders reach them; ``calendar`` "" is that of their first team."""

    id: AgentId
    name: str
    teams: tuple[TeamId, ...] = ()
    mail: str = ""
    mobile: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A team as lists show it, who leads it, and the calendar its people work by ("": always there)."""

    id: TeamId
    name: str
    lead: AgentId | None = None
    calendar: str = ""


class HitKind(Enum):
    """What a search hit leads to."""

    TICKET = "ticket"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One answer of the search: ``ref`` is a TicketId or CustomerId by kind."""

    kind: HitKind
    ref: str
    title: str
    detail: str
    at: datetime | None = None
    status: Status | None = None


MOST_MISSED = 1_000  # counted no further: read with every call, and nobody reads more off the strip


@dataclass(frozen=True, slots=True)
class Counts:
    """Small figures for the frame of the window."""

    mine_open: int = 0
    team_open: int = 0
    unassigned: int = 0
    all_open: int = 0
    missed_calls: int = 0  # not looked at yet; counted up to 1,000
    waiting_operations: int = 0  # not taken by a server yet


@dataclass(frozen=True, slots=True)
class Directory:
    """Slow-moving names, read once and after a change."""

    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    categories: tuple[Category, ...] = field(default_factory=tuple)


class Reading(Protocol):
    """What screens may ask. Called on the database lane only; every list is bounded by its ``limit``."""

    @property
    def numbers(self) -> NumberIndex: ...

    def tickets(self, what: TicketFilter, after: str | None = None, limit: int = 100) -> TicketPage: ...
    def ticket(self, ticket: TicketId) -> TicketCard | None: ...
    def ticket_by_number(self, number: str) -> TicketId | None: ...
    def customer(self, customer: CustomerId) -> CustomerCard | None: ...
    def calls(self, before: datetime | None = None, limit: int = 50) -> tuple[CallRow, ...]: ...
    def search(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]: ...
    def directory(self) -> Directory: ...
    def counts(self, agent: AgentId, teams: tuple[TeamId, ...]) -> Counts: ...
    def drafts(self) -> tuple[TicketRow, ...]:
        """Tickets with a draft, newest first: what was being typed when the desk went down."""
        ...
