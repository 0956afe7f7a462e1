"""Version 3, desk keys: what a desk has the server keep for people who are new at it; the server cannot open it."""

from __future__ import annotations

from sqlalchemy import Connection

SCHEMA = """
CREATE TABLE trust_desk_keys (desk TEXT PRIMARY KEY, proof TEXT NOT NULL, sealed TEXT NOT NULL, kept_at BIGINT NOT NULL)
"""


def migrate(connection: Connection) -> None:
    connection.exec_driver_sql(SCHEMA)
