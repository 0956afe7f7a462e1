"""Migrations of the server's database: numbered, all or nothing, alike on both kinds of database.

A step gets a connection inside a transaction and uses SQL that SQLite and PostgreSQL read alike: TEXT and BIGINT, no
AUTOINCREMENT, no PRAGMA. Whoever adds tables adds a module with its own number here; the numbers have no holes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from storage.faults import DatabaseTooNew
from storage.ledger.migrations import m0001_ledger, m0002_trust, m0003_desk_keys, m0004_by_record
from storage.ledger.stores import Store

Step = Callable[[Connection], None]

STEPS: Mapping[int, Step] = {
    1: m0001_ledger.migrate,
    2: m0002_trust.migrate,
    3: m0003_desk_keys.migrate,
    4: m0004_by_record.migrate,
}
_VERSION = "schema"


def version_of(store: Store) -> int:
    """0: an empty database."""
    with store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS ledger_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
        )
        version = _read(connection)
        connection.commit()
    return version


def migrate(store: Store, steps: Mapping[int, Step] | None = None) -> None:
    """Every step that is missing, in order, each in a transaction of its own that waits for any other server's."""
    wanted = STEPS if steps is None else steps
    version, newest = version_of(store), max(wanted)
    if version > newest:
        raise DatabaseTooNew(version, newest)
    for number in sorted(wanted):
        with store.writing() as connection:
            store.lock_schema(connection)
            if _read(connection) < number:
                wanted[number](connection)
                _write(connection, number)
                connection.commit()


def _read(connection: Connection) -> int:
    found = connection.exec_driver_sql(f"SELECT value FROM ledger_meta WHERE name = '{_VERSION}'").scalar()  # noqa: S608 - a constant of ours
    return int(found or 0)


def _write(connection: Connection, number: int) -> None:
    connection.exec_driver_sql(f"DELETE FROM ledger_meta WHERE name = '{_VERSION}'")  # noqa: S608 - the same
    connection.exec_driver_sql(f"INSERT INTO ledger_meta VALUES ('{_VERSION}', '{number}')")  # noqa: S608 - the same
