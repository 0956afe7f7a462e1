"""The embedded ledger: one SQLCipher file in a folder of the server's, made once and opened at each start."""

from __future__ import annotations

import os
from pathlib import Path

from storage.database import Database
from storage.keys import DatabaseKey
from storage.ledger.stores import EmbeddedStore

FILE = "ledger.db"


def embedded_store(folder: Path, key: DatabaseKey) -> EmbeddedStore:
    """Raises the desk's troubles by name: another key, a damaged file, a full disk."""
    path = folder / FILE
    is_new = not path.exists()
    if is_new:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    database = Database(path, key)
    try:
        if is_new:
            with database.raw() as connection:
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
        else:
            database.check_owner()
    except BaseException:
        database.abandon()
        raise
    return EmbeddedStore(database)
