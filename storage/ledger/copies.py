"""Copies of an embedded ledger: a backup while it is written to, and the same under another key."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from core.errors import EnvironmentFault, RuleViolation
from storage.check import full_check
from storage.faults import fault_of, of_the_system
from storage.keys import DatabaseKey, sync_folder
from storage.ledger.opening import FILE, embedded_store
from storage.ledger.stores import EmbeddedStore, Store

_PAGES = 2_048  # at once: writers get their turn in between


class OwnTools(RuleViolation):
    """PostgreSQL has better ones, and whoever runs it knows them."""

    def __init__(self) -> None:
        super().__init__(
            "This server keeps its data in PostgreSQL: back it up with pg_dump or pgBackRest, and this folder beside "
            "it. After putting one back, start the server once with the word restore and that folder's backup."
        )


def embedded(store: Store) -> EmbeddedStore:
    """Raises ``OwnTools``."""
    if not isinstance(store, EmbeddedStore):
        raise OwnTools
    return store


def copy_to(store: EmbeddedStore, path: Path, key: DatabaseKey) -> None:
    """One moment of the database, whole, under ``key``; what is there under that name is replaced."""
    try:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as why:
        raise of_the_system(why, path.parent) from why
    try:
        with closing(_connection(path, key)) as target, store.database.raw() as source:
            source.backup(target, pages=_PAGES)
            target.execute("PRAGMA journal_mode = WAL").fetchall()
        _sync(path)
    except dbapi2.Error as why:
        fault = fault_of(why, path)
        if fault is None:
            raise
        raise fault from why


def check_database(store: EmbeddedStore) -> tuple[str, ...]:
    """Every page is read; the names of what is damaged."""
    return full_check(store.database, lambda _done, _of: True)


def check_copy(folder: Path, key: DatabaseKey) -> tuple[str, ...]:
    """Of a backup, without changing it: it is opened where it lies."""
    if not (folder / FILE).exists():
        raise EnvironmentFault("There is no backup in {folder}.", folder=folder)
    store = embedded_store(folder, key)
    try:
        return check_database(store)
    finally:
        store.close()


def belongs_to(path: Path, key: DatabaseKey) -> bool:
    """A database's first bytes are its salt."""
    try:
        with path.open("rb") as file:
            return file.read(len(key.salt)) == key.salt
    except FileNotFoundError:
        return False


def _connection(path: Path, key: DatabaseKey) -> Any:
    connection = dbapi2.connect(path.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = {key.pragma}")
    return connection


def _sync(path: Path) -> None:
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as why:
        raise of_the_system(why, path.parent) from why
