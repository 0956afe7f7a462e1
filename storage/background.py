"""Work that may wait: done in slices between the calls of the day, each slice whole, resumable at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from core.calls.model import Party
from core.customers.difference import entries_of
from core.customers.identity import NumberRules
from core.customers.model import Customer, CustomerNumber
from core.ids import CustomerId, TicketId
from storage import bookkeeping, search_index, tables
from storage.batches import batches
from storage.columns import to_json
from storage.customer_store import load_customer
from storage.customer_store import text_of as text_of_customer
from storage.database import Database
from storage.number_store import entry_values, seen_values
from storage.ticket_store import load_ticket
from storage.ticket_store import text_of as text_of_ticket

_TOTAL = "search_to_fill"
_RULES = "number_rules"
_NUMBERED = (tables.customer_numbers, tables.ticket_calls)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: ``done`` of ``of``; nothing is left when they are equal."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.done >= self.of


Told = Callable[[Progress], None]


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


def reindex_numbers(database: Database, rules: NumberRules, progress: Told = lambda _: None) -> bool:
    """Make the number index anew when the house reads numbers by other rules than before; False: it is as it was.

    One transaction, half a minute for a million numbers: who is broken off finds the old index and begins again.
    """
    wanted = to_json(asdict(rules))
    with database.writing() as connection:
        if bookkeeping.read_meta(connection, _RULES) == wanted:
            return False
        connection.execute(delete(tables.number_index))
        connection.execute(delete(tables.ticket_numbers))
        of = sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _NUMBERED
        )
        done = 0
        for step in chain(_index_cards(connection, rules), _index_callers(connection, rules)):
            done += step
            progress(Progress(done, of))
        bookkeeping.write_meta(connection, _RULES, wanted)
        connection.commit()
    return True


def _index_cards(connection: Connection, rules: NumberRules) -> Iterator[int]:
    """Yields how many numbers were read since it last did."""
    numbers = tables.customer_numbers
    rows = connection.execute(select(numbers).order_by(numbers.c.customer, numbers.c.n))
    statement = insert(tables.number_index).on_conflict_do_nothing()
    for batch in batches(_cards(rows)):
        values = [entry_values(entry) for card in batch for entry in entries_of(card, rules)]
        if values:
            connection.execute(statement, values)
        yield sum(len(card.numbers) for card in batch)


def _cards(rows: Iterable[Any]) -> Iterator[Customer]:
    for customer, written in groupby(rows, key=lambda row: CustomerId(row.customer)):
        yield Customer(customer, "", numbers=tuple(CustomerNumber(row.written) for row in written))


def _index_callers(connection: Connection, rules: NumberRules) -> Iterator[int]:
    tied, calls = tables.ticket_calls.c, tables.calls.c
    query = select(tied.ticket, calls.number, calls.withheld).join_from(
        tables.ticket_calls, tables.calls, calls.id == tied.call
    )
    statement = insert(tables.ticket_numbers).on_conflict_do_nothing()
    for batch in batches(connection.execute(query)):
        seen = [
            seen_values(TicketId(row.ticket), Party(row.number, "", bool(row.withheld)), rules)
            for row in batch
        ]
        values = [one for one in seen if one]
        if values:
            connection.execute(statement, values)
        yield len(batch)
