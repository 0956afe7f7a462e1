"""Version 1 of the ledger: operations, records with their audience, departures, sums, and ticket numbers."""

from __future__ import annotations

from sqlalchemy import Connection

# Plain SQL that both kinds of database read alike. Documents and wires are text, never a database's own JSON: their
# digests are of the very text. ``record_keys.position`` repeats the record's, so that a pull by key reads one index.
SCHEMA = """
CREATE TABLE counter (name TEXT PRIMARY KEY, position BIGINT NOT NULL);
CREATE TABLE records (
    kind TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL, doc TEXT, digest BIGINT NOT NULL,
    is_deleted BIGINT NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (kind, id)
);
CREATE TABLE record_keys (
    key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL, is_open BIGINT NOT NULL,
    PRIMARY KEY (key, kind, id)
);
CREATE TABLE departures (
    key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (key, kind, id)
);
CREATE TABLE ties (call TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (call, ticket));
CREATE TABLE taken_numbers (number TEXT PRIMARY KEY, ticket TEXT NOT NULL);
CREATE TABLE number_blocks (
    year BIGINT NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL, desk TEXT NOT NULL, given_at BIGINT NOT NULL,
    PRIMARY KEY (year, first)
);
CREATE TABLE sums (
    key TEXT NOT NULL, kind TEXT NOT NULL, count BIGINT NOT NULL, digest BIGINT NOT NULL, PRIMARY KEY (key, kind)
);
CREATE TABLE ops (
    id TEXT PRIMARY KEY, position BIGINT, kind TEXT NOT NULL, wire TEXT NOT NULL, agent TEXT NOT NULL,
    desk TEXT NOT NULL, stamp TEXT NOT NULL, received_at BIGINT NOT NULL, answer TEXT NOT NULL
);
CREATE INDEX record_keys_position ON record_keys (key, position);
CREATE INDEX record_keys_open ON record_keys (key, position) WHERE is_open = 1;
CREATE INDEX departures_position ON departures (key, position);
CREATE INDEX ties_ticket ON ties (ticket);
CREATE INDEX ops_position ON ops (position)
"""


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)
