"""The unit of work: what a handler loads, stores and commits, all of it or nothing."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from core.directory import Names
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.sla.policy import Book
from core.sync.ops import Op
from core.sync.state import CallRecord, CustomerRecord, State
from core.tickets.commands import Stamp
from core.tickets.ticket import Ticket


class UnitOfWork(Protocol):
    """One transaction: leaving it without ``commit`` leaves no trace."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
    def ticket(self, ticket: TicketId) -> Ticket | None: ...
    def call(self, call: CallId) -> CallRecord | None: ...
    def customer(self, customer: CustomerId) -> CustomerRecord | None: ...
    def book(self) -> Book:
        """Every edition of calendars and policies."""
        ...

    def names(self) -> Names:
        """The directory with its past."""
        ...

    def team_of(self, agent: AgentId) -> TeamId | None:
        """The agent's own team, to which a ticket they make belongs."""
        ...

    def next_number(self, year: int) -> str:
        """The next free ticket number of this desk, taken in this transaction."""
        ...

    def next_stamp(self, stamp: Stamp) -> str:
        """The next stamp of this desk's hybrid logical clock."""
        ...

    def store(self, op: Op, before: State, after: State) -> None:
        """The records as they are now, and the operation that made them so."""
        ...

    def commit(self) -> None: ...
