"""One encrypted database file: how it is opened, how it is written to and read, and what its troubles mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from storage.faults import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseMissing,
    DiskFailed,
    KeyOfAnotherDatabase,
    fault_of,
    of_the_system,
)
from storage.keys import DatabaseKey

# Left off on purpose: secure_delete (every page is encrypted, old ones too) and cipher_memory_security (it locks and
# wipes every allocation; who can read this process's memory has the screen as well).
_PRAGMAS = (
    "synchronous = FULL",  # a ticket that was shown as made is on disk: about 0.5 ms more than NORMAL
    "foreign_keys = ON",
    "temp_store = MEMORY",  # sorting must leave no plain text in temporary files
    "cache_size = -65536",
    "journal_size_limit = 67108864",
)


class Database:
    """Writers take their turn at BEGIN, so no update is lost; readers see one moment and wait for nobody.

    Connections may be used from any thread, by one thread at a time each. Every error of the driver comes out as a
    trouble with a sentence, or is our bug; parameters never get into an error's text.
    """

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path = path
        self.key = key
        self._in_use: set[Any] = set()
        self._is_closed = False
        self._engine = create_engine(
            "sqlite+pysqlite://",
            creator=self._connect,
            module=dbapi2,
            poolclass=QueuePool,
            pool_size=2,
            max_overflow=4,
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "checkout", lambda raw, *_: self._in_use.add(raw))
        event.listen(self._engine, "checkin", lambda raw, *_: self._in_use.discard(raw))
        self._writer: Engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    @property
    def path(self) -> Path:
        return self._path

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; without ``commit()`` it leaves no trace."""
        with self._in_words(), self._writer.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, whatever is written meanwhile."""
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """The driver's connection outside any transaction: for PRAGMAs and checkpoints."""
        with self._in_words():
            pooled = self._engine.raw_connection()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()

    def interrupt(self) -> None:
        """Stop what runs now, from any thread; it ends with ``Interrupted``."""
        for connection in tuple(self._in_use):
            connection.interrupt()

    def close(self) -> None:
        """Everything moves from the log into the file, and the log goes. Once more does nothing."""
        if self._is_closed:
            return
        try:
            with self.raw() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go without a last write: what was committed is in the file or its log."""
        self._is_closed = True
        self._engine.dispose()

    def check_owner(self) -> None:
        """The file's first bytes are its salt: see that the key is this file's before trying it."""
        try:
            with self._path.open(
                "rb+"
            ) as file:  # for writing too: a file that takes no writes is found out here
                first = file.read(len(self.key.salt))
        except FileNotFoundError as why:
            raise DatabaseMissing(self._path) from why
        except OSError as why:
            raise of_the_system(why, self._path.parent) from why
        if not first:
            raise DatabaseDamaged(self._path)
        if first != self.key.salt:
            raise KeyOfAnotherDatabase(self._path)

    def _connect(self) -> Any:
        if self._is_closed:
            raise RuntimeError("the database was closed")
        connection = dbapi2.connect(
            self._path.absolute().as_uri() + "?mode=rw",  # never makes a file by accident
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5.0,
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
            connection.execute(f"PRAGMA key = {self.key.pragma}")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except dbapi2.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except NoneFree as why:  # every connection is in use for too long
            raise DatabaseBusy from why
        except (DBAPIError, dbapi2.Error) as why:
            fault = fault_of(why, self._path)
            if fault is None:
                raise
            if isinstance(fault, DatabaseDamaged | DiskFailed):
                # SQLCipher reads nothing more over a connection that met one bad page.
                self._engine.dispose()
            raise fault from why


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
