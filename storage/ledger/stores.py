"""Where a ledger lies: an SQLCipher file, or PostgreSQL. What differs between the two is here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from core.errors import EnvironmentFault
from storage.database import Database
from storage.faults import DiskFull

_SCHEMA_LOCK = 0x52444C47  # any number that is ours


class LedgerAway(EnvironmentFault):
    """The database server does not answer, or went away in the middle."""

    def __init__(self) -> None:
        super().__init__("The server's database does not answer. Nothing was lost; it is tried again.")


class LedgerFull(EnvironmentFault):
    """The database server is there and can write nothing."""

    def __init__(self) -> None:
        super().__init__(
            "The disk of the server's database is full. Nothing was lost; it is tried again once IT has made room."
        )


class Store(Protocol):
    """Transactions on one of the two kinds of database."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Whoever writes waits for their turn; without ``commit()`` it leaves no trace."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """One moment of the database for as many questions as are asked."""
        ...

    def lock_schema(self, connection: Connection) -> None:
        """Inside a transaction: nobody else migrates meanwhile."""
        ...

    def upsert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert, or replace what stands under the same key."""
        ...

    def close(self) -> None: ...


class EmbeddedStore:
    """An SQLCipher file: one server program, nothing else to install.

    Its writers stand in line: SQLite would have them look again and again, and send them away after some seconds.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._turn = Lock()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Its disk is the server's: a desk that is told must not look for room on its own."""
        try:
            with self._turn, self.database.writing() as connection:
                yield connection
        except DiskFull as why:
            raise LedgerFull from why

    def reading(self) -> AbstractContextManager[Connection]:
        return self.database.reading()

    def lock_schema(self, connection: Connection) -> None:
        """``BEGIN IMMEDIATE`` is the lock."""

    def upsert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            _upsert(connection, table, sqlite.insert(table), rows)

    def close(self) -> None:
        self.database.close()


class PostgresStore:
    """PostgreSQL by a URL (several hosts and ``target_session_attrs=read-write`` for a standby)."""

    def __init__(self, url: str) -> None:
        given = make_url(url)
        self._engine = create_engine(
            given,
            connect_args={name: value for name, value in _IMPATIENT.items() if name not in given.query},
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=10,
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _set_up)
        self._reader: Engine = self._engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _in_words(), self._reader.connect() as connection:
            yield connection

    def lock_schema(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours)"), {"ours": _SCHEMA_LOCK})

    def upsert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            _upsert(connection, table, postgresql.insert(table), rows)

    def close(self) -> None:
        self._engine.dispose()


def _set_up(raw: Any, _record: object) -> None:
    """An answer to a desk is a promise: it is on disk, whatever the server's default."""
    with raw.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    raw.commit()


def _upsert(connection: Connection, table: Table, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    keys = [column.name for column in table.primary_key]
    new = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if new:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=new)
    else:
        statement = statement.on_conflict_do_nothing()
    connection.execute(statement, list(rows))


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except NoneFree as why:  # every connection waits for a database that hangs
        raise LedgerAway from why
    except DBAPIError as why:
        state = getattr(why.orig, "sqlstate", None) or ""
        if state == _FULL:
            raise LedgerFull from why
        is_cut = why.connection_invalidated or (
            not state and isinstance(why, OperationalError | InterfaceError)
        )
        if is_cut or state[:2] in _TROUBLES or state in _AWAY:
            raise LedgerAway from why
        raise


# A machine that lost its power says nothing, and TCP alone would wait for it for a quarter of an hour. Seconds; the
# last one in milliseconds. What stands in the URL holds.
_IMPATIENT = {
    "connect_timeout": 4,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_FULL = "53100"
# Classes of SQLSTATE: the connection broke; no memory, no room, too many connections; the disk of the database failed.
_TROUBLES = frozenset({"08", "53", "58"})
# Going down, starting up, read-only (a standby that is not promoted), two servers that got in each other's way; stopped
# by IT or because it took longer than the database's settings allow.
_AWAY = frozenset({"57P01", "57P02", "57P03", "57P05", "25006", "40001", "40P01", "57014", "25P03"})
