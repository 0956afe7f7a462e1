"""Version 2, service levels: what a ticket remembers for them, the book they are read by, reminders on their way."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

# What falls due at no time stands at the end of every list: one number, so that one index serves.
NEVER = 4611686018427387904
SCHEMA = f"""
ALTER TABLE people ADD COLUMN mail TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN mobile TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
ALTER TABLE teams ADD COLUMN lead TEXT;
ALTER TABLE teams ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN contract TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN queue TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN contract TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN due_at INTEGER NOT NULL DEFAULT {NEVER};
ALTER TABLE tickets ADD COLUMN due_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN risk_at INTEGER;
ALTER TABLE tickets ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN next_step INTEGER;
ALTER TABLE ticket_history ADD COLUMN waits_for TEXT;
ALTER TABLE ticket_history ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_notes ADD COLUMN informs INTEGER NOT NULL DEFAULT 0;
CREATE TABLE ticket_marks (
    ticket TEXT PRIMARY KEY REFERENCES tickets (id), changes TEXT NOT NULL, promises TEXT NOT NULL,
    watchers TEXT NOT NULL, reminded TEXT NOT NULL, snoozes TEXT NOT NULL
);
CREATE TABLE editions (
    id TEXT PRIMARY KEY, valid_from INTEGER NOT NULL, stamp TEXT NOT NULL, doc TEXT NOT NULL
);
CREATE TABLE posts (
    id TEXT PRIMARY KEY, ticket TEXT NOT NULL, number TEXT NOT NULL, subject TEXT NOT NULL, key TEXT NOT NULL,
    kind TEXT NOT NULL, way TEXT NOT NULL, receiver TEXT NOT NULL, moment INTEGER NOT NULL, due INTEGER,
    not_before INTEGER NOT NULL, next_try INTEGER NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
    is_repeat INTEGER NOT NULL, is_urgent INTEGER NOT NULL, sound INTEGER NOT NULL, tray INTEGER NOT NULL,
    letter TEXT NOT NULL, done_at INTEGER, why TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX tickets_due ON tickets (due_at, id) WHERE is_open = 1;
CREATE INDEX tickets_due_mine ON tickets (assignee, due_at, id) WHERE is_open = 1;
CREATE INDEX tickets_due_team ON tickets (team, due_at, id) WHERE is_open = 1;
CREATE INDEX tickets_step ON tickets (next_step) WHERE is_open = 1 AND next_step IS NOT NULL;
CREATE INDEX tickets_open_id ON tickets (id) WHERE is_open = 1;
CREATE INDEX posts_turn ON posts (next_try, id) WHERE state IN ('waiting', 'trying');
CREATE INDEX posts_mine ON posts (receiver, moment, id) WHERE way = 'screen' AND state IN ('waiting', 'sent');
CREATE INDEX posts_done ON posts (done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX posts_failed ON posts (done_at, id) WHERE state IN ('dead', 'doubtful');
"""
TRACKED = ("kind", "category", "impact", "urgency")  # of what version 1 could replace


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    _rebuild_changes(connection)
    connection.exec_driver_sql(
        "UPDATE tickets SET level = coalesce((SELECT level FROM customers WHERE id = tickets.customer), '') "
        "WHERE customer IS NOT NULL AND is_open = 1"
    )
    connection.exec_driver_sql(
        "UPDATE tickets SET queue = coalesce((SELECT substr(c.queue, 1, 40) FROM ticket_calls t "
        "JOIN calls c ON c.id = t.call WHERE t.ticket = tickets.id ORDER BY t.n LIMIT 1), '') WHERE is_open = 1"
    )


def _rebuild_changes(connection: Connection) -> None:
    """The values that made room, with what took their place: the next one that made room, or what is there now."""
    rows = connection.exec_driver_sql(
        "SELECT ticket, field, value, at, by, stamp FROM ticket_replaced "
        "WHERE field IN ('kind', 'category', 'impact', 'urgency') ORDER BY ticket, seq DESC"
    ).all()
    by_ticket: dict[str, list[Any]] = {}
    for row in rows:
        by_ticket.setdefault(row.ticket, []).append(row)
    for ticket, replaced in by_ticket.items():
        now = connection.exec_driver_sql(
            "SELECT kind, category, impact, urgency FROM tickets WHERE id = ?", (ticket,)
        ).one()
        after: dict[str, Any] = dict(zip(TRACKED, now, strict=True))
        changes = []
        for row in replaced:  # the newest first
            before = json.loads(row.value)
            changes.append([row.field, before, after[row.field], row.at, row.by, row.stamp])
            after[row.field] = before
        connection.exec_driver_sql(
            "INSERT INTO ticket_marks VALUES (?, ?, '[]', '[]', '[]', '[]')",
            (ticket, json.dumps(changes[::-1], separators=(",", ":"))),
        )
