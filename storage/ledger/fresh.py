"""What changed since a position, read once for everybody: each connected desk is brought its own part of it.

A part is a page like any other. Whoever has everything up to ``since`` under the same keys has everything up to the
page's head with it; every other desk asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from core.sync.messages import Page, Removal, Row
from core.sync.who import EVERYTHING
from storage.columns import from_json
from storage.ledger import tables
from storage.ledger.cursor import Cursor
from storage.ledger.pulling import Name, Standing

MOST, LONGEST = 50, 200_000  # records, and characters of their documents: what is more is asked for


@dataclass(frozen=True, slots=True)
class Fresh:
    """``rows`` with every key they have; ``left`` names what went out from under some keys."""

    since: int
    standing: Standing
    rows: tuple[Row, ...]
    left: Mapping[Name, frozenset[str]]

    @property
    def head(self) -> int:
        return self.standing.head

    def part_of(self, scope: frozenset[str], known: int = 0) -> Page | None:
        """None: nothing in it concerns this scope, or all of it was known at that position.

        No sums: they are compared when a desk asks.
        """
        visible = [(row, shared) for row in self.rows if (shared := scope.intersection(row.keys))]
        rows = [
            Row(row.kind, row.id, row.position, row.doc, tuple(sorted(shared)))
            for row, shared in visible
            if row.position > known
        ]
        seen = {(row.kind, row.id) for row, _ in visible}
        gone = sorted(name for name, keys in self.left.items() if name not in seen and keys & scope)
        if not rows and not gone:
            return None
        whole, epoch, head = tuple(sorted(scope)), self.standing.epoch, self.standing.head
        cursor = Cursor(epoch, dict.fromkeys(whole, head)).written()
        removals = tuple(Removal(kind, id_) for kind, id_ in gone)
        stamp = self.standing.stamp
        return Page(epoch, whole, tuple(rows), removals, cursor, head, is_checkpoint=True, stamp=stamp)


def fresh_since(connection: Connection, standing: Standing, since: int) -> Fresh | None:
    """None: it is too much to be brought to everybody."""
    changed = _behind(connection, tables.record_keys, since)
    buried = _behind(connection, tables.departures, since)
    if len(changed) + len(buried) > MOST:
        return None
    keys = _keys_of(connection, changed)
    found, length = dict[Name, Row](), 0
    for kind, ids in _by_kind(changed).items():
        held = tables.records.c
        query = select(held.id, held.position, held.doc).where(held.kind == kind, held.id.in_(ids))
        for id_, position, doc in connection.execute(query.where(held.is_deleted == 0)):
            found[kind, id_] = Row(kind, id_, position, from_json(doc), tuple(keys.get((kind, id_), ())))
            length += len(doc)
    if length > LONGEST:
        return None
    rows = tuple(found[name] for name in changed if name in found)
    return Fresh(since, standing, rows, _left(connection, [*changed, *buried], since))


def _behind(connection: Connection, table: Table, since: int) -> list[Name]:
    """By the key that every record has."""
    query = select(table.c.kind, table.c.id).where(table.c.key == EVERYTHING, table.c.position > since)
    rows = connection.execute(query.order_by(table.c.position).limit(MOST + 1))
    return [(kind, id_) for kind, id_ in rows]


def _keys_of(connection: Connection, names: Iterable[Name]) -> dict[Name, list[str]]:
    table, found = tables.record_keys.c, dict[Name, list[str]]()
    for kind, ids in _by_kind(names).items():
        query = select(table.id, table.key).where(table.kind == kind, table.id.in_(ids))
        for id_, key in connection.execute(query):
            found.setdefault((kind, id_), []).append(key)
    return found


def _left(connection: Connection, names: Iterable[Name], since: int) -> dict[Name, frozenset[str]]:
    table, found = tables.departures.c, dict[Name, set[str]]()
    for kind, ids in _by_kind(names).items():
        query = select(table.id, table.key).where(
            table.kind == kind, table.id.in_(ids), table.position > since
        )
        for id_, key in connection.execute(query):
            found.setdefault((kind, id_), set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _by_kind(names: Iterable[Name]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, id_ in names:
        found.setdefault(kind, []).append(id_)
    return found
