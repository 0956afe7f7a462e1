"""The full-text index: filled in the transaction that changes a text, newest place last."""

from __future__ import annotations

from sqlalchemy import Connection

from storage import bookkeeping
from storage.search_words import index_words

FILLED_FROM = "search_filled_from"  # every record whose place is this or later is in the index
_ADD = "INSERT OR REPLACE INTO search (rowid, words, singles) VALUES (?, ?, ?)"


def add(connection: Connection, text: str) -> int:
    """A new place, after all others: what was changed last is found first."""
    doc = bookkeeping.next_doc(connection)
    connection.exec_driver_sql(_ADD, (doc, *index_words(text)))
    return doc


def add_at(connection: Connection, texts: list[tuple[int, str]]) -> None:
    """Records with places of their own; ascending, or each one would be flushed alone."""
    rows = [(doc, *index_words(text)) for doc, text in sorted(texts)]
    if rows:
        connection.exec_driver_sql(_ADD, rows)


def remove(connection: Connection, doc: int | None) -> None:
    """What the background has not filled in yet is not there to be removed."""
    if doc is not None and doc >= filled_from(connection):
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (doc,))


def filled_from(connection: Connection) -> int:
    return int(bookkeeping.read_meta(connection, FILLED_FROM) or 0)
