"""Where a ledger lies: an SQLCipher file, or PostgreSQL. What differs between the two is here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from core.errors import EnvironmentFault
from storage.database import Database

_SCHEMA_LOCK = 0x52444C47  # any number that is ours


class LedgerAway(EnvironmentFault):
    """The database server does not answer, or went away in the middle."""

    def __init__(self) -> None:
        super().__init__("The server's database does not answer. Nothing was lost; it is tried again.")


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
        with self._turn, self.database.writing() as connection:
            yield connection

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
        self._engine = create_engine(
            url, pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True
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
    except DBAPIError as why:
        if why.connection_invalidated or getattr(why.orig, "sqlstate", None) in _AWAY:
            raise LedgerAway from why
        raise


# Cannot connect, is going down or starting up, is read-only (a standby that is not promoted), too many connections.
_AWAY = frozenset({None, "57P01", "57P02", "57P03", "08000", "08003", "08006", "08001", "25006", "53300"})
