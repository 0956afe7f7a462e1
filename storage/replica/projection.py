"""Records in the tables that screens read from: one read as sync knows it, one put in place of what was there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from core.customers.identity import NumberRules
from core.directory import Names
from core.ids import CallId, CustomerId, TicketId
from core.sla.policy import Edition
from core.sync.messages import Row
from core.sync.plain import MISSHAPEN, from_plain
from core.sync.records import Kind, Record, Ref, TicketRecord, record_of
from core.sync.state import CallRecord, CustomerRecord
from storage import contacts, tables
from storage.columns import from_json
from storage.customer_store import load_customer, put_customer
from storage.levels import LevelsKeeper, put_editions, tickets_of_call
from storage.names import put_names, read_names
from storage.number_store import add_ticket_numbers
from storage.recount import put_call
from storage.removal import remove_call, remove_customer, remove_ticket
from storage.replica.numbering import give_back, make_room
from storage.ticket_store import TicketStore, load_replaced, load_ticket, put_replaced


class Projection:
    """Inside one transaction. Search, counters, number index and the moments of clocks follow each record."""

    def __init__(
        self, connection: Connection, rules: NumberRules, keeper: LevelsKeeper, now: datetime
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._keeper = keeper
        self._tickets = TicketStore(connection, rules, keeper, now)

    def read(self, ref: Ref) -> Record | None:
        return read_record(self._connection, ref)

    def put(self, ref: Ref, after: Record | None) -> bool:
        """False: it was so already."""
        before = self.read(ref)
        if before == after:
            return False
        if isinstance(after, TicketRecord) or isinstance(before, TicketRecord):
            self._put_ticket(before, after)
        elif ref.kind is Kind.CALL:
            self._put_call(CallId(ref.id), before, after)
        elif ref.kind is Kind.CUSTOMER:
            self._put_customer(before, after)
        elif isinstance(after, Names):
            put_names(self._connection, after)
        elif ref.kind is Kind.EDITION:
            self._put_edition(ref.id, after)
        return True

    def _put_ticket(self, before: Record | None, after: Record | None) -> None:
        old = before if isinstance(before, TicketRecord) else None
        if not isinstance(after, TicketRecord):
            if old is not None:
                remove_ticket(self._connection, old.ticket, self._tickets.counts)
                give_back(self._connection, old.ticket.number)
            return
        ticket = after.ticket
        make_room(self._connection, ticket)
        self._tickets.put(old.ticket if old else None, ticket, None)
        if old is not None and old.ticket.number != ticket.number:
            give_back(self._connection, old.ticket.number)
        known = set(old.ticket.calls) if old else set()
        for call in ticket.calls:
            if call not in known:
                self._note_number(ticket.id, call)
        if old is None or old.replaced != after.replaced:
            table = tables.ticket_replaced
            self._connection.execute(delete(table).where(table.c.ticket == ticket.id))
            put_replaced(self._connection, ticket.id, after.replaced)

    def _put_call(self, call: CallId, before: Record | None, after: Record | None) -> None:
        if not isinstance(after, CallRecord):
            remove_call(self._connection, call, self._tickets.counts)
            return
        old = before if isinstance(before, CallRecord) else None
        put_call(self._connection, old, after, self._tickets.counts)
        was_answered = isinstance(before, CallRecord) and before.facts.answered_at is not None
        if before is None:
            tied = tables.ticket_calls.c
            query = select(tied.ticket).where(tied.call == call)
            for ticket in self._connection.execute(query).scalars().all():
                add_ticket_numbers(self._connection, TicketId(ticket), after.facts.remote, self._rules)
        if after.facts.answered_at and not was_answered:
            for ticket in tickets_of_call(self._connection, call):
                self._tickets.read_anew(ticket)

    def _put_customer(self, before: Record | None, after: Record | None) -> None:
        old = before if isinstance(before, CustomerRecord) else None
        if isinstance(after, CustomerRecord):
            put_customer(self._connection, old, after, self._rules)
        elif old is not None:
            remove_customer(self._connection, old, self._rules)

    def _put_edition(self, id_: str, after: Record | None) -> None:
        if isinstance(after, Edition):
            put_editions(self._connection, [after])
            self._keeper.forget()
            self._tickets.counts.edition_came(after)
        else:
            self._connection.execute(delete(tables.editions).where(tables.editions.c.id == id_))
            self._keeper.forget()
            self._tickets.counts.begin_anew()

    def _note_number(self, ticket: TicketId, call: CallId) -> None:
        record = read_record(self._connection, Ref(Kind.CALL, call))
        if isinstance(record, CallRecord):
            add_ticket_numbers(self._connection, ticket, record.facts.remote, self._rules)


def read_record(connection: Connection, ref: Ref) -> Record | None:
    if ref.kind is Kind.TICKET:
        ticket = load_ticket(connection, TicketId(ref.id))
        return TicketRecord(ticket, load_replaced(connection, ticket.id)) if ticket else None
    if ref.kind is Kind.CALL:
        row = connection.execute(select(tables.calls).where(tables.calls.c.id == ref.id)).first()
        return contacts.call_of(row) if row else None
    if ref.kind is Kind.CUSTOMER:
        return load_customer(connection, CustomerId(ref.id))
    if ref.kind is Kind.EDITION:
        editions = tables.editions.c
        doc = connection.execute(select(editions.doc).where(editions.id == ref.id)).scalar()
        return from_plain(Edition, from_json(doc)) if doc else None
    names = read_names(connection)
    return names if names.entries else None


def record_in(row: Row) -> Record | None:
    """None: a newer program has given it another shape. It is held, and shown after the update."""
    try:
        return record_of(Kind(row.kind), row.doc)
    except MISSHAPEN:
        return None
