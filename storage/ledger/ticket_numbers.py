"""Ticket numbers: each once. Desks get them in blocks; one that comes twice is replaced and stays visible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from core.sync.messages import NumberBlock
from core.sync.ops import Op
from core.sync.records import TicketRecord
from core.tickets.ticket import Replaced
from storage.ledger import tables
from storage.ledger.stores import Store

BLOCK = 100
_NUMBER = re.compile(r"(\d{4})-(\d{6,9})")
_FAR = 100_000  # a desk that worked alone is not that far ahead: such a number moves nothing


class Numbers:
    """Inside one transaction: read at first need, kept in memory, written at the end."""

    def __init__(self, connection: Connection, store: Store) -> None:
        self._connection = connection
        self._store = store
        self._owners: dict[str, str | None] = {}
        self._new: dict[str, str] = {}
        self._nexts: dict[int, int] = {}

    def load(self, numbers: Sequence[str]) -> None:
        """All numbers of a batch are one question."""
        table = tables.ticket_numbers.c
        found = self._connection.execute(
            select(table.number, table.ticket).where(table.number.in_(numbers))
        ).all()
        self._owners |= dict.fromkeys(numbers) | {row.number: row.ticket for row in found}

    def settled(self, op: Op, ticket: str) -> str:
        """The number that is this ticket's alone."""
        wanted = op.arguments.get("number")
        number = wanted if isinstance(wanted, str) else ""
        if not _NUMBER.fullmatch(number) or self._owner(number) not in (None, ticket):
            number = self._fresh(op.when.year)
        self._owners[number] = self._new[number] = ticket
        self._pass(number)
        return number

    def write(self) -> None:
        rows = [{"number": number, "ticket": ticket} for number, ticket in self._new.items()]
        if rows:
            self._connection.execute(insert(tables.ticket_numbers), rows)
        counters = [{"name": _name(year), "position": place} for year, place in self._nexts.items()]
        self._store.upsert(self._connection, tables.counter, counters)

    def block(self, year: int, desk: str, at: int) -> NumberBlock:
        first = self._next(year)
        block = NumberBlock(year, first, first + BLOCK - 1)
        self._nexts[year] = block.last + 1
        self.write()
        values = {"year": year, "first": first, "last": block.last, "desk": desk, "given_at": at}
        self._connection.execute(insert(tables.number_blocks), values)
        return block

    def _owner(self, number: str) -> str | None:
        if number not in self._owners:
            self.load([number])
        return self._owners[number]

    def _fresh(self, year: int) -> str:
        """One that nobody has, not even a desk that worked alone."""
        while True:
            counter = self._next(year)
            self._nexts[year] = counter + 1
            number = f"{year:04d}-{counter:06d}"
            if self._owner(number) is None:
                return number

    def _pass(self, number: str) -> None:
        """Blocks are given out behind the highest number in use."""
        year, counter = (int(part) for part in number.split("-"))
        following = self._next(year)
        if following <= counter < following + _FAR:
            self._nexts[year] = counter + 1

    def _next(self, year: int) -> int:
        if year not in self._nexts:
            table = tables.counter.c
            query = select(table.position).where(table.name == _name(year))
            self._nexts[year] = int(self._connection.execute(query).scalar() or 1)
        return self._nexts[year]


def renumbered(record: TicketRecord, op: Op, number: str) -> TicketRecord:
    """Who knows the ticket by the number that had to make room still finds it in the history."""
    ticket = record.ticket
    if ticket.number == number:
        return record
    lost = Replaced("number", ticket.number, op.when, op.agent, op.stamp)
    return TicketRecord(replace(ticket, number=number), (*record.replaced, lost))


def _name(year: int) -> str:
    return f"number:{year}"
