"""One row, new or changed."""

from __future__ import annotations

from sqlalchemy import Connection, Table, insert, update

from storage.mapping import Values


def put_row(connection: Connection, table: Table, values: Values, *, is_new: bool) -> None:
    if is_new:
        connection.execute(insert(table), values)
    else:
        connection.execute(update(table).where(table.c.id == values["id"]), values)
