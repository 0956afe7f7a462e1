"""The operation log: every change as it was intended, in the order of this desk, until a server has answered it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from core.sync.ops import Op, command_of
from core.sync.state import touched_by
from storage import bookkeeping, mapping, tables
from storage.database import Database

_PAGE = 500


def append(connection: Connection, op: Op) -> int:
    """Its place in the log."""
    done = connection.execute(insert(tables.oplog), mapping.op_values(op, touched_by(command_of(op))))
    bookkeeping.add(connection, {bookkeeping.WAITING: 1})
    return int(done.lastrowid)


def pending(database: Database, page: int = _PAGE) -> Iterator[Op]:
    """What no server has answered yet, oldest first, page by page."""
    last = 0
    while True:
        with database.reading() as connection:
            log = tables.oplog.c
            rows = connection.execute(
                select(tables.oplog)
                .where(log.seq > last, log.state == "pending")
                .order_by(log.seq)
                .limit(page)
            ).all()
        if not rows:
            return
        last = rows[-1].seq
        yield from (mapping.op_of(row) for row in rows)
