"""Work that may wait: done in slices between the calls of the day, each slice whole, resumable at any moment."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from core.calls.model import Party
from core.customers.identity import NumberRules
from core.customers.model import Customer, CustomerNumber
from core.ids import CustomerId, TicketId
from storage import bookkeeping, search_index, tables
from storage.columns import to_json
from storage.customer_store import load_customer
from storage.customer_store import text_of as text_of_customer
from storage.database import Database
from storage.number_store import add_ticket_numbers, change_index
from storage.ticket_store import load_ticket
from storage.ticket_store import text_of as text_of_ticket

_TOTAL = "search_to_fill"
_RULES = "number_rules"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: ``done`` of ``of``; nothing is left when they are equal."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.done >= self.of


def fill_search(database: Database, slice_size: int = 30) -> Progress:
    """Index the next slice of what a bulk load left out, newest first; a caller waits behind no more than that."""
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


def reindex_numbers(database: Database, rules: NumberRules) -> bool:
    """Make the number index anew when the house reads numbers by other rules than before; False: it is as it was."""
    wanted = to_json(asdict(rules))
    with database.writing() as connection:
        if bookkeeping.read_meta(connection, _RULES) == wanted:
            return False
        connection.execute(delete(tables.number_index))
        connection.execute(delete(tables.ticket_numbers))
        _index_cards(connection, rules)
        _index_callers(connection, rules)
        bookkeeping.write_meta(connection, _RULES, wanted)
        connection.commit()
    return True


def _index_cards(connection: Connection, rules: NumberRules) -> None:
    numbers = tables.customer_numbers
    rows = connection.execute(select(numbers).order_by(numbers.c.customer, numbers.c.n)).all()
    for customer, written in groupby(rows, key=lambda row: CustomerId(row.customer)):
        card = Customer(customer, "", numbers=tuple(CustomerNumber(row.written) for row in written))
        change_index(connection, None, card, rules)


def _index_callers(connection: Connection, rules: NumberRules) -> None:
    tied, calls = tables.ticket_calls.c, tables.calls.c
    query = select(tied.ticket, calls.number, calls.withheld).join_from(
        tables.ticket_calls, tables.calls, calls.id == tied.call
    )
    for row in connection.execute(query).all():
        add_ticket_numbers(connection, TicketId(row.ticket), Party(row.number, "", bool(row.withheld)), rules)
