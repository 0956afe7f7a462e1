"""Many records at once: demonstration data and benches, and later the first pages from a server.

What is loaded here is **base data**: rows as a server would have confirmed them, at version 1 and with no operation in
the log. Operations made on this desk afterwards stand on top of them (their base version is 1 or more), so the rows are
always base plus operations in the log's order; replaying the log into another desk needs the same base there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Table, cast, func, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert

from core.calls.model import Party
from core.customers.difference import entries_of
from core.customers.identity import NumberRules
from core.customers.model import Customer
from core.ids import CallId
from core.sla.policy import Edition
from core.sync.state import CallRecord, CustomerRecord
from core.tickets.ticket import Ticket
from storage import bookkeeping, contacts, mapping, search_index, tables
from storage.batches import batches
from storage.counting import DONE, begin_anew, read_counting, zone_of
from storage.customer_store import text_of as text_of_customer
from storage.database import Database
from storage.files import file_values
from storage.levels import NO_MOMENTS, READ_BY, LevelsKeeper, kept_values, put_editions, service_of
from storage.marks import has_marks, marks_values
from storage.number_store import entry_values, seen_values
from storage.recount import Recounter
from storage.ticket_store import text_of as text_of_ticket

_COUNTED_AT_ONCE = 1000
_DIALECT = sqlite.dialect()


@contextmanager
def bulk_load(
    database: Database,
    rules: NumberRules,
    *,
    fill_search: bool = True,
    fill_counts: bool = True,
    is_huge: bool = False,
) -> Iterator[BulkLoad]:
    """One transaction: all of it or nothing.

    Without ``fill_search`` the texts are searched for only after ``background.fill_search`` has been there, without
    ``fill_counts`` reports count it only after ``reports.count_on``. ``is_huge`` makes the indexes anew at the end
    instead of row by row.
    """
    with database.writing() as connection:
        indexes = _drop_indexes(connection) if is_huge else []
        load = BulkLoad(connection, rules, fill_search=fill_search, fill_counts=fill_counts)
        yield load
        for statement in indexes:
            connection.exec_driver_sql(statement)
        load.finish()
        connection.commit()


class BulkLoad:
    """Takes records oldest change first (the search shows the last ones first); calls before their tickets."""

    def __init__(
        self,
        connection: Connection,
        rules: NumberRules,
        *,
        fill_search: bool,
        fill_counts: bool = True,
        keeper: LevelsKeeper | None = None,
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._fill_search, self._fill_counts = fill_search, fill_counts
        self._doc = bookkeeping.figures(connection, [bookkeeping.DOCS])[bookkeeping.DOCS]
        self._callers: dict[CallId, Party] = {}
        self._answered: dict[CallId, datetime] = {}
        self._keeper = keeper or LevelsKeeper()
        self._now = datetime.now(UTC)

    def editions(self, many: Iterable[Edition]) -> None:
        """Before the tickets whose clocks are read by them."""
        put_editions(self._connection, many)
        self._keeper.forget()

    def customers(self, many: Iterable[Customer]) -> None:
        self.customer_records(CustomerRecord(one) for one in many)

    def customer_records(self, many: Iterable[CustomerRecord]) -> None:
        for records in batches(many):
            batch = [one.customer for one in records]
            docs, texts = self._places(text_of_customer(one) for one in batch)
            rows = [
                {**contacts.customer_values(one), "doc": doc} for one, doc in zip(records, docs, strict=True)
            ]
            self._insert(tables.customers, rows)
            numbers = [row for one in batch for row in contacts.number_values(one.id, one.numbers)]
            self._insert(tables.customer_numbers, numbers)
            entries = [entry_values(entry) for one in batch for entry in entries_of(one, self._rules)]
            self._insert(tables.number_index, entries)
            search_index.add_at(self._connection, texts)

    def calls(self, many: Iterable[CallRecord]) -> None:
        for batch in batches(many):
            self._insert(tables.calls, [contacts.call_values(one) for one in batch])
            self.know(batch)

    def know(self, calls: Iterable[CallRecord]) -> None:
        """Calls that are there already, of tickets that come now."""
        for one in calls:
            self._callers[one.facts.id] = one.facts.remote
            if one.facts.answered_at is not None:
                self._answered[one.facts.id] = one.facts.answered_at

    def tickets(self, many: Iterable[Ticket]) -> None:
        for batch in batches(many):
            docs, texts = self._places(text_of_ticket(one) for one in batch)
            rows = [
                {**mapping.ticket_values(one), **self._moments(one), "doc": doc}
                for one, doc in zip(batch, docs, strict=True)
            ]
            self._insert(tables.tickets, rows)
            self._insert_parts(batch)
            search_index.add_at(self._connection, texts)

    def finish_some(self, tickets: Iterable[Ticket]) -> None:
        """Beside many others that are counted already."""
        bookkeeping.set_figures(self._connection, {bookkeeping.DOCS: self._doc})
        counted = Counter(name for one in tickets for name in bookkeeping.counted_in(one))
        bookkeeping.add(self._connection, counted)

    def finish(self) -> None:
        """The figures that are otherwise kept row by row."""
        last = {bookkeeping.DOCS: self._doc}
        bookkeeping.set_figures(self._connection, last | bookkeeping.count_anew(self._connection))
        _take_numbers(self._connection)
        newest = self._keeper.levels(self._connection, self._now).newest
        bookkeeping.write_meta(self._connection, READ_BY, f"{newest.id}:" if newest else "")
        self._count()
        if not self._fill_search:
            bookkeeping.write_meta(self._connection, search_index.FILLED_FROM, str(self._doc + 1))

    def _count(self) -> None:
        """Into the prepared counts, by the way that counts everything anew; when that is left for later, begun."""
        counting = begin_anew(
            self._connection, read_counting(self._connection), zone_of(self._keeper.book(self._connection))
        )
        while counting.stage != DONE and self._fill_counts:
            counting = Recounter(self._connection, self._keeper).slice(_COUNTED_AT_ONCE)

    def _moments(self, ticket: Ticket) -> mapping.Values:
        """Of what is over no clock runs."""
        if not ticket.status.is_open:
            return NO_MOMENTS
        answered = [self._answered[call] for call in ticket.calls if call in self._answered]
        levels = self._keeper.levels(self._connection, self._now)
        return kept_values(service_of(ticket, answered), levels)

    def _insert_parts(self, batch: list[Ticket]) -> None:
        self._insert(tables.ticket_bodies, [{"ticket": one.id, **mapping.body_values(one)} for one in batch])
        history = [
            mapping.history_values(one.id, n, step) for one in batch for n, step in enumerate(one.history)
        ]
        self._insert(tables.ticket_history, history)
        notes = [mapping.note_values(one.id, n, note) for one in batch for n, note in enumerate(one.notes)]
        self._insert(tables.ticket_notes, notes)
        calls = [
            {"ticket": one.id, "n": n, "call": call} for one in batch for n, call in enumerate(one.calls)
        ]
        self._insert(tables.ticket_calls, calls)
        files = [file_values(one.id, n, file) for one in batch for n, file in enumerate(one.files)]
        self._insert(tables.ticket_files, files)
        self._insert(tables.ticket_marks, [marks_values(one) for one in batch if has_marks(one)])
        seen = [
            seen_values(one.id, self._callers[call], self._rules)
            for one in batch
            for call in one.calls
            if call in self._callers
        ]
        values = [one for one in seen if one]
        if values:
            self._connection.execute(upsert(tables.ticket_numbers).on_conflict_do_nothing(), values)

    def _places(self, texts: Iterable[str]) -> tuple[list[int], list[tuple[int, str]]]:
        """Where each record stands in the search, and what to put there now."""
        if self._fill_search:
            placed = list(enumerate(texts, self._doc + 1))
            docs = [doc for doc, _text in placed]
        else:
            placed = []
            docs = [doc for doc, _text in enumerate(texts, self._doc + 1)]
        self._doc += len(docs)
        return docs, placed

    def _insert(self, table: Table, rows: list[mapping.Values]) -> None:
        """Past SQLAlchemy's parameter handling: two to three times as fast for a million rows."""
        if rows:
            names = tuple(
                column.name for column in table.columns if column.name in rows[0]
            )  # as it is compiled
            sql = _inserting(table, names)
            self._connection.exec_driver_sql(sql, [tuple(row[name] for name in names) for row in rows])


@cache
def _inserting(table: Table, names: tuple[str, ...]) -> str:
    statement = insert(table).values(dict.fromkeys(names))
    return str(statement.compile(dialect=_DIALECT, column_keys=list(names)))


def _drop_indexes(connection: Connection) -> list[str]:
    """The statements that make them anew."""
    found: list[Any] = list(
        connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        )
    )
    for name, _sql in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [sql for _name, sql in found]


def _take_numbers(connection: Connection) -> None:
    """Ticket numbers that came with the data are given out: go on behind the last of each year."""
    number = tables.tickets.c.number
    year, counter = cast(func.substr(number, 1, 4), Integer), cast(func.substr(number, 6), Integer)
    ours = number.op("GLOB")("[0-9][0-9][0-9][0-9]-[0-9]*")
    last = select(year, func.max(counter)).where(ours).group_by(year)
    rows = [{"year": y, "first": 1, "next": top + 1} for y, top in connection.execute(last)]
    if rows:
        statement = upsert(tables.number_blocks)
        statement = statement.on_conflict_do_update(
            index_elements=["year", "first"],
            set_={"next": func.max(tables.number_blocks.c.next, statement.excluded.next)},
        )
        connection.execute(statement, rows)
