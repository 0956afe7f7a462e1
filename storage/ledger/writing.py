"""What a batch leaves in the database: records with their audience, departures, sums, in a few bulk statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select

from storage.ledger import tables
from storage.ledger.shelf import Item, Shelf, record_values
from storage.ledger.stores import Store


def write_shelf(connection: Connection, store: Store, shelf: Shelf) -> None:
    changed = shelf.changed
    store.upsert(connection, tables.records, [dict(record_values(item)) for item in changed])
    _remove(connection, tables.record_keys, _named(changed, lambda item: item.was_keys - item.keys))
    rows = [
        {**name, "position": item.position, "is_open": int(item.is_open)}
        for item in changed
        for name in _names(item, item.keys)
    ]
    store.upsert(connection, tables.record_keys, rows)
    _write_departures(connection, store, changed)
    _write_sums(connection, store, changed)
    ties = [{"call": call, "ticket": ticket} for call, ticket in sorted(shelf.new_ties)]
    store.upsert(connection, tables.ties, ties)
    cut = shelf.cut_ties - shelf.new_ties
    _remove(connection, tables.ties, [{"call": call, "ticket": ticket} for call, ticket in sorted(cut)])


def _write_departures(connection: Connection, store: Store, changed: Sequence[Item]) -> None:
    """Who held it by a key that it left is told so at the position where it left."""
    left = [
        {**name, "position": item.position}
        for item in changed
        for name in _names(item, item.was_keys - item.keys)
    ]
    store.upsert(connection, tables.departures, left)
    _remove(connection, tables.departures, _named(changed, lambda item: item.keys - item.was_keys))


def _write_sums(connection: Connection, store: Store, changed: Sequence[Item]) -> None:
    steps: dict[tuple[str, str], tuple[int, int]] = {}
    for item in changed:
        for keys, digest, step in ((item.was_keys, item.was_digest, -1), (item.keys, item.digest, 1)):
            for key in keys:
                count, total = steps.get((key, item.ref.kind.value), (0, 0))
                steps[key, item.ref.kind.value] = count + step, total ^ digest
    table = tables.sums
    wanted = sorted({key for key, _kind in steps})
    query = select(table.c.key, table.c.kind, table.c.count, table.c.digest).where(table.c.key.in_(wanted))
    rows = connection.execute(query).all() if wanted else ()
    kept = {(key, kind): (count, total) for key, kind, count, total in rows}
    after = []
    for (key, kind), (count, total) in sorted(steps.items()):
        before = kept.get((key, kind), (0, 0))
        after.append({"key": key, "kind": kind, "count": before[0] + count, "digest": before[1] ^ total})
    store.upsert(connection, table, after)


def _names(item: Item, keys: Iterable[str]) -> list[dict[str, Any]]:
    return [{"key": key, "kind": item.ref.kind.value, "id": item.ref.id} for key in sorted(keys)]


def _named(items: Iterable[Item], keys: Any) -> list[dict[str, Any]]:
    return [name for item in items for name in _names(item, keys(item))]


def _remove(connection: Connection, table: Table, names: Sequence[dict[str, Any]]) -> None:
    if names:
        same = [table.c[name] == bindparam(f"the_{name}") for name in names[0]]
        rows = [{f"the_{name}": value for name, value in one.items()} for one in names]
        connection.execute(delete(table).where(*same), rows)
