"""Version 10: files on tickets, and what this desk has of their bytes."""

from __future__ import annotations

from sqlalchemy import Connection

FILES = (
    "CREATE TABLE ticket_files ("
    "ticket TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, media TEXT NOT NULL, "
    "size INTEGER NOT NULL, digest TEXT NOT NULL, blob TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, "
    "by TEXT NOT NULL, stamp TEXT NOT NULL, removed_at INTEGER, removed_by TEXT, wished TEXT NOT NULL, "
    "PRIMARY KEY (ticket, n)) WITHOUT ROWID"
)
BLOBS = (
    "CREATE TABLE blobs ("
    "seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, sent INTEGER NOT NULL, "
    "state TEXT NOT NULL)"
)
STATEMENTS = (FILES, BLOBS, "CREATE INDEX blobs_waiting ON blobs (seq) WHERE state = 'waiting'")


def migrate(connection: Connection) -> None:
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
