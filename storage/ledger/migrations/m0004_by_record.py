"""Version 4: the keys of a record are found by its name; a push does not take longer the more records there are."""

from __future__ import annotations

from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE INDEX record_keys_record ON record_keys (kind, id)")
    connection.exec_driver_sql("CREATE INDEX departures_record ON departures (kind, id)")
