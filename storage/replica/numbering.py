"""Ticket numbers on a desk that has a server: blocks it was given, and what to do when one number comes twice."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from core.sync.messages import NumberBlock
from core.tickets.ticket import Ticket
from storage import tables
from storage.database import Database

FEW = 20


class GivenNumbers:
    """The blocks of one desk; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers_wanted(self, year: int) -> bool:
        with self._database.reading() as connection:
            return free_numbers(connection, year) < FEW

    def add_numbers(self, block: NumberBlock) -> None:
        with self._database.writing() as connection:
            add_block(connection, block)
            connection.commit()


def take_number(connection: Connection, year: int) -> int:
    """From the lowest block with room; a desk without any goes on counting on its own."""
    table = tables.number_blocks
    blocks = table.c
    free = select(func.min(blocks.first)).where(
        blocks.year == year, blocks.last.is_(None) | (blocks.next <= blocks.last)
    )
    first = connection.execute(free).scalar()
    if first is None:
        last = connection.execute(select(func.max(blocks.last)).where(blocks.year == year)).scalar()
        first = (last or 0) + 1
        connection.execute(insert(table).values(year=year, first=first, next=first))
    taken = update(table).where(blocks.year == year, blocks.first == first).values(next=blocks.next + 1)
    following: int = connection.execute(taken.returning(blocks.next)).scalar_one()
    return following - 1


def free_numbers(connection: Connection, year: int) -> int:
    """Of those a server gave; a block without end is this desk's own and does not count."""
    blocks = tables.number_blocks.c
    left = func.sum(blocks.last - blocks.next + 1)
    return int(
        connection.execute(select(left).where(blocks.year == year, blocks.last.is_not(None))).scalar() or 0
    )


def add_block(connection: Connection, block: NumberBlock) -> None:
    """From now on these come first, and the desk counts no further on its own. The same block twice is once."""
    table = tables.number_blocks
    blocks = table.c
    own = (blocks.year == block.year, blocks.last.is_(None))
    connection.execute(update(table).where(*own).values(last=blocks.next - 1))
    there = select(blocks.first).where(blocks.year == block.year, blocks.first == block.first)
    if connection.execute(there).first() is None:
        values = {"year": block.year, "first": block.first, "last": block.last, "next": block.first}
        connection.execute(insert(table), values)


def make_room(connection: Connection, ticket: Ticket) -> None:
    """The server's ticket has this number: one made here alone shows another until the server has numbered it."""
    table = tables.tickets
    query = select(table.c.id).where(table.c.number == ticket.number, table.c.id != ticket.id)
    other = connection.execute(query).scalar()
    if other is not None:
        shown = _beside(ticket.number, other)
        connection.execute(update(table).where(table.c.id == other).values(number=shown))


def give_back(connection: Connection, number: str) -> None:
    """Nobody here has this number any more: a ticket that had to show another in its place shows it again."""
    table = tables.tickets
    begins = (table.c.number > f"{number}-", table.c.number < f"{number}.")  # a full stop follows the hyphen
    if connection.execute(select(table.c.id).where(table.c.number == number)).first() is not None:
        return
    rows = connection.execute(select(table.c.id, table.c.number).where(*begins).order_by(table.c.id)).all()
    waits = next((row.id for row in rows if row.number == _beside(number, row.id)), None)
    if waits is not None:
        connection.execute(update(table).where(table.c.id == waits).values(number=number))


def _beside(number: str, ticket: str) -> str:
    return f"{number}-{ticket[-6:]}"
