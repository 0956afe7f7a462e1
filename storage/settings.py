"""Personal and secret settings, kept in the encrypted desk by name."""

from __future__ import annotations

from storage import bookkeeping
from storage.database import Database

_PREFIX = "setting "  # their own corner of the meta table


class SqlSettings:
    """The part of ``core.ports.Desk`` that remembers settings."""

    _database: Database

    def setting(self, key: str) -> str | None:
        with self._database.reading() as connection:
            return bookkeeping.read_meta(connection, _PREFIX + key) or None

    def set_setting(self, key: str, value: str) -> None:
        with self._database.writing() as connection:
            bookkeeping.write_meta(connection, _PREFIX + key, value)
            connection.commit()
