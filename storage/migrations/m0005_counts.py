"""Version 5, counts for reports: prepared per day, and what each ticket and call has added to them."""

from __future__ import annotations

from sqlalchemy import Connection

TICKET_COUNTERS = (
    "opened resolved reopened responded response_s resolution_s first_contact_base first_contact tied_calls "
    "response_met response_missed resolution_met resolution_missed call_back_met call_back_missed open_days"
)
CALL_COUNTERS = (
    "offered answered abandoned declined wait_s within_10 within_15 within_20 within_30 within_60 within_120 handled "
    "talk_s hold_known hold_s wrap_known wrap_s repeat dialled reached"
)
HOUR_COUNTERS = "offered answered abandoned opened"


def _columns(names: str) -> str:
    return ", ".join(f"{name} INTEGER NOT NULL" for name in names.split())


# ``gen``: which counting a row belongs to; one that is begun anew leaves the rows of the last one to be swept away.
# ``last`` of a ticket that is open is a day that never comes, so that one index serves.
SCHEMA = f"""
ALTER TABLE calls ADD COLUMN agent TEXT;
ALTER TABLE calls ADD COLUMN held INTEGER;
ALTER TABLE calls ADD COLUMN wrap_up INTEGER;
ALTER TABLE calls ADD COLUMN is_repeat INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
CREATE TABLE report_keys (
    id INTEGER PRIMARY KEY, agent TEXT NOT NULL, team TEXT NOT NULL, category TEXT NOT NULL, queue TEXT NOT NULL
);
CREATE TABLE ticket_facts (
    ticket TEXT PRIMARY KEY, gen INTEGER NOT NULL, key INTEGER NOT NULL, opened INTEGER NOT NULL,
    hour INTEGER NOT NULL, last INTEGER NOT NULL, parts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ticket_days (
    gen INTEGER NOT NULL, day INTEGER NOT NULL, key INTEGER NOT NULL, {_columns(TICKET_COUNTERS)},
    PRIMARY KEY (gen, day, key)
) WITHOUT ROWID;
CREATE TABLE call_days (
    gen INTEGER NOT NULL, day INTEGER NOT NULL, key INTEGER NOT NULL, {_columns(CALL_COUNTERS)},
    PRIMARY KEY (gen, day, key)
) WITHOUT ROWID;
CREATE TABLE report_hours (
    gen INTEGER NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL, queue TEXT NOT NULL,
    {_columns(HOUR_COUNTERS)}, PRIMARY KEY (gen, day, hour, queue)
) WITHOUT ROWID;

CREATE INDEX calls_caller ON calls (number, began_at, id) WHERE direction = 'incoming' AND withheld = 0;
CREATE UNIQUE INDEX report_keys_once ON report_keys (agent, team, category, queue);
CREATE INDEX ticket_facts_last ON ticket_facts (last, opened, key, gen, ticket);
"""


def migrate(connection: Connection) -> None:
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)
