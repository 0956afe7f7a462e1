"""The directory with its past: entries by stamp, and people, teams and categories as they follow from them."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from core.directory import NameEntry, Names, directory_of, names_of
from storage import tables
from storage.columns import from_json, to_json
from storage.directory import read_directory, write_directory


def read_names(connection: Connection) -> Names:
    """Base data has no past: its entries are made from what is there."""
    rows = connection.execute(select(tables.names).order_by(tables.names.c.ref)).all()
    if not rows:
        return names_of(read_directory(connection))
    return Names(
        tuple(
            NameEntry(row.ref, row.place, None if row.value is None else from_json(row.value), row.stamp)
            for row in rows
        )
    )


def put_names(connection: Connection, names: Names) -> None:
    connection.execute(delete(tables.names))
    rows = [
        {
            "ref": one.ref,
            "place": one.place,
            "value": None if one.value is None else to_json(one.value),
            "stamp": one.stamp,
        }
        for one in names.entries
    ]
    if rows:
        connection.execute(insert(tables.names), rows)
    write_directory(connection, directory_of(names))


def forget_names(connection: Connection) -> None:
    """The directory was replaced whole: its past with it."""
    connection.execute(delete(tables.names))
