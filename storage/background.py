"""Work that may wait: done in slices between the calls of the day, each slice whole, resumable at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from core.ids import CustomerId, TicketId
from storage import bookkeeping, search_index, tables
from storage.customer_store import load_customer
from storage.customer_store import text_of as text_of_customer
from storage.database import Database
from storage.ticket_store import load_ticket
from storage.ticket_store import text_of as text_of_ticket

_TOTAL = "search_to_fill"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: ``done`` of ``of``; nothing is left when they are equal."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.done >= self.of


def fill_search(database: Database, slice_size: int = 100) -> Progress:
    """Index the next slice of what a bulk load left out, newest first."""
    with database.writing() as connection:
        top = search_index.filled_from(connection)
        if top == 0:
            return Progress(0, 0)
        places = sorted(
            [(row.doc, True, row.id) for row in connection.execute(_next(tables.tickets, top, slice_size))]
            + [
                (row.doc, False, row.id)
                for row in connection.execute(_next(tables.customers, top, slice_size))
            ],
            reverse=True,
        )[:slice_size]
        search_index.add_at(connection, [(doc, _text(connection, t, ref)) for doc, t, ref in places])
        lowest = places[-1][0] if len(places) == slice_size else 0
        bookkeeping.write_meta(connection, search_index.FILLED_FROM, str(lowest))
        total = max(int(bookkeeping.read_meta(connection, _TOTAL) or 0), top - 1)
        bookkeeping.write_meta(connection, _TOTAL, str(total if lowest else 0))
        connection.commit()
    return Progress(total - max(0, lowest - 1), total)


def _next(table: Any, below: int, limit: int) -> Select[Any]:
    return (
        select(table.c.id, table.c.doc).where(table.c.doc < below).order_by(table.c.doc.desc()).limit(limit)
    )


def _text(connection: Connection, is_ticket: bool, ref: str) -> str:
    if is_ticket:
        ticket = load_ticket(connection, TicketId(ref))
        return text_of_ticket(ticket) if ticket else ""
    record = load_customer(connection, CustomerId(ref))
    return text_of_customer(record.customer) if record else ""
