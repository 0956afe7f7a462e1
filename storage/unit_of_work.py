"""The unit of work over the encrypted database: records, operation, index and counters in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from core.customers.identity import NumberRules
from core.directory import Names
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.sla.policy import Book
from core.sync.clock import stamp_after
from core.sync.ops import Op
from core.sync.state import CallRecord, CustomerRecord, State
from core.tickets.commands import Stamp
from core.tickets.ticket import Ticket
from storage import bookkeeping, contacts, oplog, tables
from storage.columns import from_json, micros
from storage.customer_store import load_customer, put_customer
from storage.database import Database
from storage.files import put_waiting
from storage.levels import LevelsKeeper, put_editions, tickets_of_call
from storage.names import put_names, read_names
from storage.recount import Recounter, put_call
from storage.removal import remove_customer, remove_ticket
from storage.replica.numbering import take_number
from storage.replica.tracker import Tracker
from storage.ticket_store import TicketStore, load_ticket, put_replaced


class SqlUnitOfWork:
    """One transaction of the one writer."""

    _connection: Connection

    def __init__(
        self,
        database: Database,
        rules: NumberRules,
        keeper: LevelsKeeper,
        besides: Callable[[Connection, State, State], None] = lambda *_: None,
        tracker: Tracker | None = None,
        within: Connection | None = None,
    ) -> None:
        """``besides`` is done in the same transaction, when there is anything to store.

        ``tracker`` keeps what sync needs; ``within`` a transaction of somebody else's, that one commits.
        """
        self._tracker = tracker or Tracker()
        self._database = database
        self._rules = rules
        self._keeper = keeper
        self._besides = besides
        self._within = within
        self._scope: AbstractContextManager[Connection] | None = None

    def __enter__(self) -> Self:
        self._scope = self._database.writing() if self._within is None else nullcontext(self._within)
        self._connection = self._scope.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        scope, self._scope = self._scope, None
        if scope is not None:
            scope.__exit__(kind, error, trace)

    def ticket(self, ticket: TicketId) -> Ticket | None:
        return load_ticket(self._connection, ticket)

    def call(self, call: CallId) -> CallRecord | None:
        row = self._connection.execute(select(tables.calls).where(tables.calls.c.id == call)).first()
        return contacts.call_of(row) if row else None

    def customer(self, customer: CustomerId) -> CustomerRecord | None:
        return load_customer(self._connection, customer)

    def book(self) -> Book:
        return self._keeper.book(self._connection)

    def names(self) -> Names:
        return read_names(self._connection)

    def team_of(self, agent: AgentId) -> TeamId | None:
        people = tables.people
        row = self._connection.execute(select(people.c.teams).where(people.c.id == agent)).first()
        teams: list[TeamId] = from_json(row.teams) if row else []
        return teams[0] if teams else None

    def next_number(self, year: int) -> str:
        """Of this desk's, one that no ticket here has: a desk that is alone may have met another that was, too."""
        while True:
            number = f"{year}-{take_number(self._connection, year):06d}"
            table = tables.tickets.c
            if self._connection.execute(select(table.id).where(table.number == number)).first() is None:
                return number

    def next_stamp(self, stamp: Stamp) -> str:
        physical = micros(stamp.at + stamp.offset) // (timedelta(milliseconds=1) // timedelta(microseconds=1))
        return stamp_after(bookkeeping.read_meta(self._connection, "stamp"), physical, stamp.desk)

    def store(self, op: Op, before: State, after: State) -> None:
        """Calls before tickets: a ticket's numbers are those of its calls."""
        connection = self._connection
        refs = self._tracker.before(connection, op)
        tickets = TicketStore(connection, self._rules, self._keeper, op.when)
        if after.call and after.call != before.call:
            put_call(connection, before.call, after.call, tickets.counts)
        if after.ticket and after.ticket != before.ticket:
            tickets.put(before.ticket, after.ticket, after.call)
            put_waiting(connection, before.ticket, after.ticket)
        elif after.call and after.call.facts.answered_at and not _was_answered(before):
            for ticket in tickets_of_call(connection, after.call.facts.id):
                tickets.read_anew(ticket)
        if after.book is not None and after.book != before.book:
            put_editions(connection, after.book.editions)
            self._keeper.forget()
            for edition in set(after.book.editions) - set(before.book.editions if before.book else ()):
                tickets.counts.edition_came(edition)
        if after.customer and after.customer != before.customer:
            put_customer(connection, before.customer, after.customer, self._rules)
        if after.names is not None and after.names != before.names:
            put_names(connection, after.names)
        if after.replaced and after.ticket:
            put_replaced(connection, after.ticket.id, after.replaced)
        self._remove(before, after)
        self._besides(connection, before, after)
        self._tracker.after(connection, refs, oplog.append(connection, op))
        bookkeeping.write_meta(connection, "stamp", max(op.stamp, bookkeeping.read_meta(connection, "stamp")))

    def _remove(self, before: State, after: State) -> None:
        if before.ticket and not after.ticket:
            remove_ticket(self._connection, before.ticket, Recounter(self._connection, self._keeper))
        if before.customer and not after.customer:
            remove_customer(self._connection, before.customer, self._rules)

    def commit(self) -> None:
        if self._within is None:
            self._connection.commit()


def _was_answered(before: State) -> bool:
    return before.call is not None and before.call.facts.answered_at is not None
