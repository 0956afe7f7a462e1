"""Version 4, keeping in step: what the server last said, what is held, sums, and the directory with its past."""

from __future__ import annotations

from sqlalchemy import Connection

# ``op_records`` names the records of every operation that is not retired; ``confirmed`` is there for exactly those
# records: the document without them (NULL: it did not exist). ``due`` 1: the server said something new, 2: an operation
# was refused. ``strays`` are texts that lost their record.
SCHEMA = """
ALTER TABLE oplog ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
CREATE TABLE op_records (
    kind TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (kind, id, seq)
) WITHOUT ROWID;
CREATE TABLE confirmed (
    kind TEXT NOT NULL, id TEXT NOT NULL, doc TEXT, due INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, id)
);
CREATE TABLE held (
    kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, digest INTEGER NOT NULL, keys TEXT NOT NULL,
    round INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE held_sums (
    key TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, digest INTEGER NOT NULL, PRIMARY KEY (key, kind)
) WITHOUT ROWID;
CREATE TABLE names (
    ref TEXT PRIMARY KEY, place INTEGER NOT NULL, value TEXT, stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE strays (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX op_records_seq ON op_records (seq);
CREATE INDEX confirmed_due ON confirmed (due) WHERE due > 0;
CREATE INDEX held_round ON held (round);
CREATE INDEX oplog_waiting ON oplog (seq) WHERE state = 'pending';
CREATE INDEX oplog_taken ON oplog (position) WHERE state = 'taken';
CREATE INDEX oplog_done ON oplog (seq) WHERE state = 'done';
CREATE INDEX oplog_refused ON oplog (seq) WHERE state = 'refused';
"""


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
