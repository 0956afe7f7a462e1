"""Version 1: tickets, calls, customers, their numbers, the operation log, and what a list needs to be quick."""

from __future__ import annotations

from sqlalchemy import Connection

# Times are microseconds since 1970 in UTC; lists of names and field stamps are JSON. The search table is contentless:
# no second copy of the texts; single characters stand apart so that phrases of pairs stay whole. Tables with long texts
# keep their rowid: without one, whoever looks for a neighbour's key reads all of a long row to compare it.
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE number_blocks (
    year INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER, next INTEGER NOT NULL,
    PRIMARY KEY (year, first)
) WITHOUT ROWID;
CREATE TABLE people (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, teams TEXT NOT NULL, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE teams (id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE categories (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, is_leaf INTEGER NOT NULL, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE customers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, company TEXT NOT NULL, level TEXT NOT NULL,
    note TEXT NOT NULL, version INTEGER NOT NULL, stamp TEXT NOT NULL, doc INTEGER
);
CREATE TABLE customer_numbers (
    customer TEXT NOT NULL REFERENCES customers (id), n INTEGER NOT NULL, written TEXT NOT NULL,
    label TEXT NOT NULL, PRIMARY KEY (customer, n)
) WITHOUT ROWID;
CREATE TABLE number_index (
    kind INTEGER NOT NULL, key TEXT NOT NULL, customer TEXT NOT NULL, written TEXT NOT NULL,
    PRIMARY KEY (kind, key, customer)
) WITHOUT ROWID;
CREATE TABLE ticket_numbers (
    key TEXT NOT NULL, ticket TEXT NOT NULL REFERENCES tickets (id), written TEXT NOT NULL,
    PRIMARY KEY (key, ticket)
) WITHOUT ROWID;
CREATE TABLE tickets (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, kind TEXT NOT NULL,
    category TEXT NOT NULL, impact INTEGER NOT NULL, urgency INTEGER NOT NULL, priority INTEGER NOT NULL,
    status TEXT NOT NULL, is_open INTEGER NOT NULL, customer TEXT, assignee TEXT, team TEXT,
    opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, version INTEGER NOT NULL, stamps TEXT NOT NULL,
    doc INTEGER
) WITHOUT ROWID;
CREATE TABLE ticket_bodies (
    ticket TEXT PRIMARY KEY REFERENCES tickets (id), description TEXT NOT NULL
);
CREATE TABLE ticket_history (
    ticket TEXT NOT NULL REFERENCES tickets (id), n INTEGER NOT NULL, status TEXT NOT NULL,
    at INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (ticket, n)
) WITHOUT ROWID;
CREATE TABLE ticket_notes (
    ticket TEXT NOT NULL REFERENCES tickets (id), n INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
    at INTEGER NOT NULL, by TEXT NOT NULL, call TEXT, offset INTEGER, PRIMARY KEY (ticket, n)
);
CREATE TABLE ticket_calls (
    ticket TEXT NOT NULL REFERENCES tickets (id), n INTEGER NOT NULL, call TEXT NOT NULL,
    PRIMARY KEY (ticket, n)
) WITHOUT ROWID;
CREATE TABLE ticket_replaced (
    seq INTEGER PRIMARY KEY, ticket TEXT NOT NULL REFERENCES tickets (id), field TEXT NOT NULL,
    value TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, stamp TEXT NOT NULL
);
CREATE TABLE calls (
    id TEXT PRIMARY KEY, direction TEXT NOT NULL, state TEXT NOT NULL, number TEXT NOT NULL,
    name TEXT NOT NULL, withheld INTEGER NOT NULL, began_at INTEGER NOT NULL, answered_at INTEGER,
    ended_at INTEGER, dialled TEXT NOT NULL, diverted_by TEXT NOT NULL, queue TEXT NOT NULL,
    encrypted INTEGER NOT NULL, "end" TEXT, sip_code INTEGER NOT NULL, sip_reason TEXT NOT NULL,
    sip_call_id TEXT NOT NULL, customer TEXT, stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE drafts (
    ticket TEXT PRIMARY KEY REFERENCES tickets (id), fields TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE oplog (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, arguments TEXT NOT NULL,
    agent TEXT NOT NULL, desk TEXT NOT NULL, at INTEGER NOT NULL, offset_ms INTEGER NOT NULL,
    stamp TEXT NOT NULL, base_version INTEGER NOT NULL, extra TEXT NOT NULL, ticket TEXT, call TEXT,
    customer TEXT, state TEXT NOT NULL, position INTEGER, refusal TEXT
);
CREATE VIRTUAL TABLE search USING fts5(
    words, singles, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);

CREATE INDEX tickets_changed ON tickets (changed_at, id);
CREATE INDEX tickets_status ON tickets (status, changed_at, id);
CREATE INDEX tickets_customer ON tickets (customer, changed_at, id);
CREATE INDEX tickets_open ON tickets (changed_at, id) WHERE is_open = 1;
CREATE INDEX tickets_mine ON tickets (assignee, changed_at, id) WHERE is_open = 1;
CREATE INDEX tickets_team ON tickets (team, changed_at, id) WHERE is_open = 1;
CREATE INDEX tickets_customer_open ON tickets (customer, changed_at, id) WHERE is_open = 1;
CREATE INDEX tickets_doc ON tickets (doc);
CREATE INDEX customers_doc ON customers (doc);
CREATE INDEX ticket_calls_call ON ticket_calls (call);
CREATE INDEX ticket_replaced_ticket ON ticket_replaced (ticket);
CREATE INDEX calls_began ON calls (began_at);
CREATE INDEX calls_missed ON calls (began_at) WHERE "end" = 'missed';
CREATE INDEX drafts_at ON drafts (at);
CREATE INDEX oplog_pending ON oplog (ticket) WHERE state = 'pending';
"""


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
