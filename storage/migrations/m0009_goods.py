"""Version 9: what a ticket is about, its serial number, and its parts and prices."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    "ALTER TABLE tickets ADD COLUMN asset TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tickets ADD COLUMN serial TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ticket_bodies ADD COLUMN parts TEXT NOT NULL DEFAULT ''",
)


def migrate(connection: Connection) -> None:
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
