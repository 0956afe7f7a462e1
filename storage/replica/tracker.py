"""Beside every local change, on a desk that has a server: which records it touches, and how they were confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from core.sync.ops import Op, command_of
from core.sync.records import Kind, Ref, canonical, doc_of, refs_of
from storage.replica.projection import read_record

_KNOWN = "SELECT 1 FROM confirmed WHERE kind = ? AND id = ?"
_KEEP = "INSERT INTO confirmed (kind, id, doc, due) VALUES (?, ?, ?, 0)"
_NOTE = "INSERT OR IGNORE INTO op_records (kind, id, seq) VALUES (?, ?, ?)"


class Tracker:
    """``is_on`` once the desk has joined: kept in memory, so that a desk that works alone pays nothing."""

    def __init__(self) -> None:
        self.is_on = False

    def before(self, connection: Connection, op: Op) -> tuple[Ref, ...]:
        """Ahead of the change: the records as they are, unless an operation before this one stands on them already."""
        if not self.is_on:
            return ()
        refs = refs_of(command_of(op))
        for ref in refs:
            if connection.exec_driver_sql(_KNOWN, (ref.kind.value, ref.id)).first() is None:
                record = read_record(connection, ref)
                doc = None if record is None else canonical(doc_of(record))
                connection.exec_driver_sql(_KEEP, (ref.kind.value, ref.id, doc))
        return refs

    def after(self, connection: Connection, refs: Iterable[Ref], seq: int) -> None:
        note_records(connection, refs, seq)


def note_records(connection: Connection, refs: Iterable[Ref], seq: int) -> None:
    rows = [(ref.kind.value, ref.id, seq) for ref in refs]
    if rows:
        connection.exec_driver_sql(_NOTE, rows)


def ref_of(kind: str, id_: str) -> Ref:
    return Ref(Kind(kind), id_)
