"""What is held: which records the server gave this desk, under which keys, and the sums of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.dialects.sqlite import insert

from core.sync.messages import Row, Sum
from core.sync.records import Kind, Ref, canonical, digest
from storage import tables
from storage.columns import from_json, to_json

_H = tables.held.c
_S = tables.held_sums.c
_FIND = "SELECT digest, keys FROM held WHERE kind = ? AND id = ?"
_PUT = "INSERT OR REPLACE INTO held (kind, id, position, digest, keys, round) VALUES (?, ?, ?, ?, ?, ?)"
_DROP = "DELETE FROM held WHERE kind = ? AND id = ?"
_NARROW = "UPDATE held SET keys = ? WHERE kind = ? AND id = ?"
_SLICE = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A record under some keys, with its digest, counted in (1) or out (-1)."""

    kind: str
    keys: Sequence[str]
    digest: int
    step: int


class Holding:
    """Inside one transaction; ``write`` puts the sums down at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._steps: dict[tuple[str, str], tuple[int, int]] = {}

    def put(self, rows: Sequence[Row], round_: int) -> list[str]:
        """Counted once each; the documents' canonical texts."""
        texts = [canonical(row.doc) for row in rows]
        held, values = self._held(rows), []
        for row, text in zip(rows, texts, strict=True):
            sign = digest(text)
            if (row.kind, row.id) in held:
                self._count(held.pop((row.kind, row.id)))
            self._count(Change(row.kind, row.keys, sign, 1))
            values.append((row.kind, row.id, row.position, sign, to_json(row.keys), round_))
        if values:
            self._connection.exec_driver_sql(_PUT, values)
        return texts

    def drop(self, kind: str, id_: str) -> None:
        self._count_out(kind, id_)
        self._connection.exec_driver_sql(_DROP, (kind, id_))

    def stale(self, round_: int) -> list[Ref]:
        """The next ones that the server did not send again."""
        query = select(_H.kind, _H.id).where(_H.round < round_).limit(_SLICE)
        return [Ref(Kind(kind), id_) for kind, id_ in self._connection.execute(query)]

    def narrow(self, keys: Sequence[str]) -> list[Ref]:
        """Take away keys that this desk has no more; the records that no other key covers."""
        wanted, left = frozenset(keys), []
        for kind, id_, written in self._connection.execute(select(_H.kind, _H.id, _H["keys"])).all():
            had = from_json(written)
            kept = [key for key in had if key in wanted]
            if not kept:
                left.append(Ref(Kind(kind), id_))
            if kept != had:
                self._connection.exec_driver_sql(_NARROW, (to_json(kept), kind, id_))
        self._connection.execute(delete(tables.held_sums).where(_S.key.not_in(wanted)))
        return left

    def orphans(self) -> list[Ref]:
        """Records that no server sent and no operation of ours made: base data of a desk that was alone."""
        found: list[Ref] = []
        for kind, table in _TABLES.items():
            query = select(table.c.id).where(
                ~exists().where(_H.kind == kind.value, _H.id == table.c.id),
                ~exists().where(tables.confirmed.c.kind == kind.value, tables.confirmed.c.id == table.c.id),
            )
            found += [Ref(kind, id_) for id_ in self._connection.execute(query.limit(_SLICE)).scalars()]
        return found

    def write(self) -> None:
        for (key, kind), (count, total) in self._steps.items():
            query = select(_S.count, _S.digest).where(_S.key == key, _S.kind == kind)
            before = self._connection.execute(query).first()
            kept = (before[0] + count, before[1] ^ total) if before else (count, total)
            values = {"key": key, "kind": kind, "count": kept[0], "digest": kept[1]}
            statement = insert(tables.held_sums).values(values)
            new = {"count": statement.excluded["count"], "digest": statement.excluded.digest}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["key", "kind"], set_=new)
            )
        self._steps.clear()

    def _held(self, rows: Sequence[Row]) -> dict[tuple[str, str], Change]:
        """What is to be counted out for those that were here before."""
        found = {}
        for kind in {row.kind for row in rows}:
            ids = [row.id for row in rows if row.kind == kind]
            query = select(_H.id, _H.digest, _H["keys"]).where(_H.kind == kind, _H.id.in_(ids))
            for id_, sign, keys in self._connection.execute(query):
                found[kind, id_] = Change(kind, from_json(keys), sign, -1)
        return found

    def _count_out(self, kind: str, id_: str) -> None:
        row = self._connection.exec_driver_sql(_FIND, (kind, id_)).first()
        if row is not None:
            self._count(Change(kind, from_json(row[1]), row[0], -1))

    def _count(self, change: Change) -> None:
        for key in change.keys:
            count, total = self._steps.get((key, change.kind), (0, 0))
            self._steps[key, change.kind] = count + change.step, total ^ change.digest


_TABLES = {
    Kind.TICKET: tables.tickets,
    Kind.CALL: tables.calls,
    Kind.CUSTOMER: tables.customers,
    Kind.EDITION: tables.editions,
}


def differing(connection: Connection, sums: Iterable[Sum]) -> tuple[str, ...]:
    """Where this desk and the server do not agree: "team:a ticket", empty when they do."""
    query = select(_S.key, _S.kind, _S.count, _S.digest).where(_S.count != 0)
    ours = {(key, kind): (count, total) for key, kind, count, total in connection.execute(query)}
    theirs = {(one.key, one.kind): (one.count, one.digest) for one in sums}
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    return tuple(f"{key} {kind}" for key, kind in names)
