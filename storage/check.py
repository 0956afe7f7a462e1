"""Is the database whole: a quick look after a desk that went down, and a full one when IT asks."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from storage import tables
from storage.database import Database
from storage.faults import DatabaseDamaged
from storage.replica.standing import read_standing

_LATEST = 50


def quick_check(database: Database) -> None:
    """What was written last is there and readable: every page that is read is checked against its signature.

    On a desk that has a server a ticket may be gone all the same: deleted, or given to a team it is not in.
    """
    log, tickets = tables.oplog.c, tables.tickets.c
    with database.reading() as connection:
        query = select(log.ticket, log.kind, log.arguments).order_by(log.seq.desc()).limit(_LATEST)
        rows = connection.execute(query).all()
        wanted = {row.ticket for row in rows if row.ticket is not None}
        found = set(connection.execute(select(tickets.id).where(tickets.id.in_(wanted))).scalars())
        is_joined = read_standing(connection).is_joined
    deleted = {row.ticket for row in rows if row.kind == "delete_record"}
    if not is_joined and wanted - found - deleted:
        raise DatabaseDamaged(database.path)


def full_check(database: Database, progress: Callable[[int, int], bool]) -> tuple[str, ...]:
    """Read every page; what is damaged. ``progress(done, of)`` is asked before each step, False stops."""
    names = _asked(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    if names is None:
        names = []
    steps = [(name, f"PRAGMA integrity_check('{name}')") for name in names]
    damaged: list[str] = []
    for done, (name, question) in enumerate(steps):
        if not progress(done, len(steps) + 1):
            return tuple(damaged)
        if _asked(database, question) != ["ok"]:
            damaged.append(name)
    if progress(len(steps), len(steps) + 1):
        pages = _asked(database, "PRAGMA cipher_integrity_check")
        damaged += ["?"] if pages is None else pages
    return tuple(damaged)


def _asked(database: Database, question: str) -> list[str] | None:
    """The first column of the answer; None where the question itself ran into damage."""
    try:
        with database.raw() as connection:
            return [row[0] for row in connection.execute(question)]
    except DatabaseDamaged:
        return None
