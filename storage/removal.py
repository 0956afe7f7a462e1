"""A ticket or customer goes from every table; what was being typed for it is kept apart."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, insert, select

from core.customers.identity import NumberRules
from core.ids import CallId, TicketId
from core.sync.state import CustomerRecord
from core.tickets.ticket import Ticket
from storage import bookkeeping, search_index, tables
from storage.number_store import change_index
from storage.recount import Recounter, call_row

_PARTS = (
    tables.ticket_bodies,
    tables.ticket_history,
    tables.ticket_notes,
    tables.ticket_calls,
    tables.ticket_files,
    tables.ticket_marks,
    tables.ticket_replaced,
    tables.ticket_numbers,
)


def remove_ticket(connection: Connection, ticket: Ticket, counts: Recounter) -> None:
    """Its reminders that still wait go too: who cannot see a ticket is not told about it."""
    counts.remove_ticket(ticket.id)
    keep_draft(connection, ticket)
    _unfind(connection, tables.tickets, ticket.id)
    for part in _PARTS:
        connection.execute(delete(part).where(part.c.ticket == ticket.id))
    posts = tables.posts.c
    waiting = delete(tables.posts).where(posts.ticket == ticket.id, posts.state == "waiting")
    connection.execute(waiting)
    connection.execute(delete(tables.tickets).where(tables.tickets.c.id == ticket.id))
    bookkeeping.add(connection, dict.fromkeys(bookkeeping.counted_in(ticket), -1))


def remove_customer(connection: Connection, record: CustomerRecord, rules: NumberRules) -> None:
    one = record.customer
    _unfind(connection, tables.customers, one.id)
    change_index(connection, one, None, rules)
    numbers = tables.customer_numbers
    connection.execute(delete(numbers).where(numbers.c.customer == one.id))
    connection.execute(delete(tables.customers).where(tables.customers.c.id == one.id))


def remove_call(connection: Connection, call: CallId, counts: Recounter) -> None:
    before = call_row(connection, call)
    connection.execute(delete(tables.calls).where(tables.calls.c.id == call))
    if before is not None:
        counts.call_went(before)


def keep_draft(connection: Connection, ticket: Ticket) -> None:
    """Nothing that was typed is lost: it can still be read and copied where refused things are shown."""
    drafts = tables.drafts
    draft = connection.execute(select(drafts).where(drafts.c.ticket == TicketId(ticket.id))).first()
    if draft is None:
        return
    stray = {
        "id": f"draft:{ticket.id}:{draft.at}",
        "kind": "ticket",
        "record": ticket.id,
        "title": f"{ticket.number} {ticket.subject}".strip(),
        "fields": draft.fields,
        "at": draft.at,
    }
    connection.execute(insert(tables.strays), stray)
    connection.execute(delete(drafts).where(drafts.c.ticket == ticket.id))


def _unfind(connection: Connection, table: Table, id_: str) -> None:
    doc = connection.execute(select(table.c.doc).where(table.c.id == id_)).scalar()
    search_index.remove(connection, doc)
