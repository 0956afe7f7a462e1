"""The unit of work over the encrypted database: records, operation, index and counters in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Table, func, insert, select, update

from core.customers.identity import NumberRules
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.sla.policy import Book
from core.sync.clock import stamp_after
from core.sync.ops import Op
from core.sync.state import CallRecord, CustomerRecord, State
from core.tickets.commands import Stamp
from core.tickets.ticket import Ticket
from storage import bookkeeping, contacts, mapping, oplog, tables
from storage.columns import from_json, micros, to_json
from storage.customer_store import load_customer, put_customer
from storage.database import Database
from storage.levels import LevelsKeeper, put_editions, tickets_of_call
from storage.recount import Recounter, call_row
from storage.ticket_store import TicketStore, load_ticket

_FIRST_NUMBER = 1


class SqlUnitOfWork:
    """One transaction of the one writer."""

    _connection: Connection

    def __init__(
        self,
        database: Database,
        rules: NumberRules,
        keeper: LevelsKeeper,
        besides: Callable[[Connection, State, State], None] = lambda *_: None,
        within: Connection | None = None,
    ) -> None:
        """``besides`` is done in the same transaction, when there is anything to store.

        ``within`` a transaction of somebody else's, that one commits.
        """
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

    def team_of(self, agent: AgentId) -> TeamId | None:
        people = tables.people
        row = self._connection.execute(select(people.c.teams).where(people.c.id == agent)).first()
        teams: list[TeamId] = from_json(row.teams) if row else []
        return teams[0] if teams else None

    def next_number(self, year: int) -> str:
        """From the lowest block with room; this desk owns every number until a server hands out blocks."""
        blocks = tables.number_blocks.c
        free = select(func.min(blocks.first)).where(
            blocks.year == year, blocks.last.is_(None) | (blocks.next <= blocks.last)
        )
        first = self._connection.execute(free).scalar()
        if first is None:
            first = _FIRST_NUMBER
            self._connection.execute(insert(tables.number_blocks).values(year=year, first=first, next=first))
        taken = (
            update(tables.number_blocks)
            .where(blocks.year == year, blocks.first == first)
            .values(next=blocks.next + 1)
            .returning(blocks.next)
        )
        number: int = self._connection.execute(taken).scalar_one() - 1
        return f"{year}-{number:06d}"

    def next_stamp(self, stamp: Stamp) -> str:
        physical = micros(stamp.at + stamp.offset) // (timedelta(milliseconds=1) // timedelta(microseconds=1))
        return stamp_after(bookkeeping.read_meta(self._connection, "stamp"), physical, stamp.desk)

    def store(self, op: Op, before: State, after: State) -> None:
        """Calls before tickets: a ticket's numbers are those of its calls."""
        connection = self._connection
        tickets = TicketStore(connection, self._rules, self._keeper, op.when)
        if after.call and after.call != before.call:
            put_call(connection, before.call, after.call, tickets.counts)
        if after.ticket and after.ticket != before.ticket:
            tickets.put(before.ticket, after.ticket, after.call)
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
        if after.replaced and after.ticket:
            rows = [
                {
                    "ticket": after.ticket.id,
                    "field": one.field,
                    "value": to_json(one.value),
                    "at": micros(one.at),
                    "by": one.by,
                    "stamp": one.stamp,
                }
                for one in after.replaced
            ]
            connection.execute(insert(tables.ticket_replaced), rows)
        self._besides(connection, before, after)
        oplog.append(connection, op)
        bookkeeping.write_meta(connection, "stamp", max(op.stamp, bookkeeping.read_meta(connection, "stamp")))

    def commit(self) -> None:
        if self._within is None:
            self._connection.commit()


def _was_answered(before: State) -> bool:
    return before.call is not None and before.call.facts.answered_at is not None


def put_call(connection: Connection, before: CallRecord | None, after: CallRecord, counts: Recounter) -> None:
    """Its row, and what it and its tickets add to the counts."""
    id_ = after.facts.id
    row = call_row(connection, id_) if before is not None else None
    put_row(connection, tables.calls, contacts.call_values(after), is_new=before is None)
    is_other = before is None or before.facts.answered_at != after.facts.answered_at
    counts.put_call(id_, row, with_tickets=is_other)


def put_row(connection: Connection, table: Table, values: mapping.Values, *, is_new: bool) -> None:
    if is_new:
        connection.execute(insert(table), values)
    else:
        connection.execute(update(table).where(table.c.id == values["id"]), values)
