"""Version 8, several people at one desk: what somebody was writing waits for them while another sits here."""

from __future__ import annotations

from sqlalchemy import Connection

# Drafts stay in ``drafts`` while their owner is at the desk; ``title`` names the ticket, should it go meanwhile.
SCHEMA = """
CREATE TABLE parked_drafts (
    owner TEXT NOT NULL, ticket TEXT NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (owner, ticket)
) WITHOUT ROWID
"""


def migrate(connection: Connection) -> None:
    connection.exec_driver_sql(SCHEMA)
