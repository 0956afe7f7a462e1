"""Is the database whole: a quick look after a desk that went down, and a full one when IT asks."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from storage import tables
from storage.database import Database
from storage.faults import DatabaseDamaged

_LATEST = 50


def quick_check(database: Database) -> None:
    """What was written last is there and readable: every page that is read is checked against its signature."""
    log, tickets = tables.oplog.c, tables.tickets.c
    with database.reading() as connection:
        query = select(log.ticket, log.arguments).order_by(log.seq.desc()).limit(_LATEST)
        wanted = {row.ticket for row in connection.execute(query) if row.ticket is not None}
        found = set(connection.execute(select(tickets.id).where(tickets.id.in_(wanted))).scalars())
    if wanted != found:
        raise DatabaseDamaged(database.path)


def full_check(database: Database, progress: Callable[[int, int], bool]) -> tuple[str, ...]:
    """Read every page; the names of what is damaged. ``progress(done, of)`` is asked before each step; False stops."""
    with database.raw() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    damaged: list[str] = []
    for done, name in enumerate(names):
        if not progress(done, len(names) + 1):
            return tuple(damaged)
        with database.raw() as connection:
            found = connection.execute(f"PRAGMA integrity_check('{name}')").fetchall()
        if found != [("ok",)]:
            damaged.append(name)
    if progress(len(names), len(names) + 1):
        with database.raw() as connection:
            damaged += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    return tuple(damaged)
