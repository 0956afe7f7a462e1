"""Version 6: the archive of papers that left this desk."""

from __future__ import annotations

from sqlalchemy import Connection

# The fields' hashes make rows long: the table keeps its rowid, which is the number itself.
TABLE = (
    "CREATE TABLE papers ("
    "number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, "
    "way TEXT NOT NULL, language TEXT NOT NULL, paper TEXT NOT NULL, file_hash TEXT NOT NULL, code TEXT NOT NULL, "
    "fields TEXT NOT NULL, ticket TEXT, recipient TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL)"
)
STATEMENTS = (
    TABLE,
    "CREATE INDEX papers_ticket ON papers (ticket, number) WHERE ticket IS NOT NULL",
)


def migrate(connection: Connection) -> None:
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
