"""What a scope may see, page by page in the order of positions, from one snapshot each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from core.sync.messages import Page, Removal, Row, Sum
from core.sync.records import Kind
from core.sync.who import Who
from storage.columns import from_json
from storage.ledger import tables
from storage.ledger.cursor import Cursor

_MANY = 400
Name = tuple[str, str]  # kind and id


@dataclass(frozen=True, slots=True)
class Standing:
    """The ledger at the moment of the snapshot."""

    epoch: str
    head: int
    stamp: str


def page_since(connection: Connection, who: Who, standing: Standing, cursor: Cursor, limit: int) -> Page:
    """Positions are read up to a horizon below which nothing is left out, under any key.

    A record that changes meanwhile moves behind it, and so is not missed. A key that is new in the scope begins at 0.
    """
    known = cursor.keys if cursor.epoch == standing.epoch else {}
    since = {key: min(known.get(key, 0), standing.head) for key in sorted(who.scope)}
    horizon = standing.head
    places: dict[Name, int] = {}
    left: dict[Name, int] = {}
    for key, start in since.items():
        rows, end = _behind(connection, tables.record_keys, key, start, limit)
        horizon = min(horizon, end if end is not None else horizon)
        places |= {(row.kind, row.id): row.position for row in rows}
        if known:  # whoever begins from the start takes away by itself what does not come
            rows, end = _behind(connection, tables.departures, key, start, limit)
            horizon = min(horizon, end if end is not None else horizon)
            left |= {(row.kind, row.id): max(row.position, left.get((row.kind, row.id), 0)) for row in rows}
    horizon = _cut(sorted(place for place in places.values() if place <= horizon), limit, horizon)
    names = sorted((name for name, place in places.items() if place <= horizon), key=lambda one: places[one])
    gone = [name for name, place in left.items() if place <= horizon]
    unseen = _unseen(connection, gone, who.scope)
    names += _seen_otherwise(gone, {*names, *unseen})
    is_checkpoint = horizon == standing.head
    return Page(
        standing.epoch,
        tuple(since),
        rows_of(connection, names, who.scope),
        tuple(Removal(kind, id_) for kind, id_ in unseen),
        Cursor(standing.epoch, {key: max(start, horizon) for key, start in since.items()}).written(),
        standing.head,
        is_checkpoint,
        standing.stamp,
        sums_of(connection, who.scope) if is_checkpoint else (),
    )


def preview(connection: Connection, who: Who, standing: Standing, limit: int) -> Page:
    """Tickets newest first by what was last done to them, then what they name."""
    tickets = _newest_open(connection, who, limit)
    rows = rows_of(connection, tickets, who.scope)
    named: list[Name] = [(Kind.DIRECTORY.value, Kind.DIRECTORY.value)]
    keys = tables.record_keys.c
    editions = select(keys.id).where(keys.key.in_(who.scope), keys.kind == Kind.EDITION.value).distinct()
    named += [(Kind.EDITION.value, id_) for id_ in connection.execute(editions).scalars()]
    for row in rows:
        named += [(Kind.CUSTOMER.value, one) for one in [row.doc.get("customer")] if isinstance(one, str)]
        calls = row.doc.get("calls")
        named += [(Kind.CALL.value, str(one)) for one in (calls if isinstance(calls, list) else [])]
    all_rows = (*rows_of(connection, list(dict.fromkeys(named)), who.scope), *rows)
    return Page(
        standing.epoch, tuple(sorted(who.scope)), all_rows, (), "", standing.head, is_checkpoint=False,
        stamp=standing.stamp,
    )  # fmt: skip


def rows_of(connection: Connection, names: Sequence[Name], scope: frozenset[str]) -> tuple[Row, ...]:
    """In the order asked for; what the scope does not see is left out."""
    keys: dict[Name, list[str]] = {}
    docs: dict[Name, Any] = {}
    table, held = tables.record_keys.c, tables.records.c
    for kind, ids in _slices(names):
        query = select(table.id, table.key).where(
            table.kind == kind, table.id.in_(ids), table.key.in_(sorted(scope))
        )
        for id_, key in connection.execute(query.order_by(table.key)):
            keys.setdefault((kind, id_), []).append(key)
        query = select(held.id, held.position, held.doc).where(
            held.kind == kind, held.id.in_(ids), held.is_deleted == 0
        )
        for row in connection.execute(query):
            docs[kind, row.id] = row
    return tuple(
        Row(name[0], name[1], docs[name].position, from_json(docs[name].doc), tuple(keys[name]))
        for name in names
        if name in keys and name in docs
    )


def sums_of(connection: Connection, scope: Iterable[str]) -> tuple[Sum, ...]:
    table = tables.sums.c
    query = select(table.key, table.kind, table.count, table.digest)
    query = query.where(table.key.in_(sorted(scope)), table.count > 0).order_by(table.key, table.kind)
    return tuple(Sum(key, kind, count, digest) for key, kind, count, digest in connection.execute(query))


def _behind(
    connection: Connection, table: Table, key: str, start: int, limit: int
) -> tuple[list[Any], int | None]:
    """The next rows by a key, and up to where they are complete (None: there are no more)."""
    query = select(table.c.kind, table.c.id, table.c.position).where(
        table.c.key == key, table.c.position > start
    )
    rows = list(connection.execute(query.order_by(table.c.position).limit(limit + 1)))
    if len(rows) <= limit:
        return rows, None
    last = rows[-1].position
    if rows[0].position < last:
        return [row for row in rows if row.position < last], last - 1
    # One operation that touched more than a page: it is never cut in two.
    return list(connection.execute(query.where(table.c.position == last))), last


def _cut(places: Sequence[int], limit: int, horizon: int) -> int:
    if len(places) <= limit:
        return horizon
    over = places[limit]
    return over if places[0] == over else over - 1


def _unseen(connection: Connection, names: Sequence[Name], scope: frozenset[str]) -> list[Name]:
    table = tables.record_keys.c
    seen: set[Name] = set()
    for kind, ids in _slices(names):
        query = select(table.id).where(table.kind == kind, table.id.in_(ids), table.key.in_(sorted(scope)))
        seen |= {(kind, id_) for id_ in connection.execute(query).scalars()}
    return sorted(name for name in names if name not in seen)


def _seen_otherwise(gone: Sequence[Name], told: AbstractSet[Name]) -> list[Name]:
    """What left one key of the scope, is still seen by another, and would only come with a later page.

    It comes now, under the keys it has: were that other key taken away before the later page, nobody would tell of it.
    """
    return [name for name in gone if name not in told]


def _newest_open(connection: Connection, who: Who, limit: int) -> list[Name]:
    table = tables.record_keys.c
    found: dict[Name, int] = {}
    for key in sorted(who.scope):
        query = select(table.kind, table.id, table.position).where(table.key == key, table.is_open == 1)
        for row in connection.execute(query.order_by(table.position.desc()).limit(limit)):
            found[row.kind, row.id] = row.position
    return sorted(found, key=lambda name: found[name], reverse=True)[:limit]


def _slices(names: Sequence[Name]) -> Iterable[tuple[str, list[str]]]:
    by_kind: dict[str, list[str]] = {}
    for kind, id_ in names:
        by_kind.setdefault(kind, []).append(id_)
    for kind, ids in by_kind.items():
        for start in range(0, len(ids), _MANY):
            yield kind, ids[start : start + _MANY]
