"""After a checkpoint: operations in it are retired, and what still waits is put on the newest confirmed records.

A slice is one transaction over a few records that hang together by their operations; broken off anywhere, the next
slice goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, delete, select, update

from core.errors import RuleViolation
from core.sync.ops import Op, command_of
from core.sync.perform import perform
from core.sync.plain import MISSHAPEN
from core.sync.records import Kind, Record, Ref, record_of, records_of, refs_of, state_of
from storage import mapping, tables
from storage.columns import from_json
from storage.replica.projection import Projection
from storage.replica.standing import Standing

_OPS = 40
PENDING, TAKEN, DONE, REFUSED, DISMISSED = "pending", "taken", "done", "refused", "dismissed"
_LOG = tables.oplog.c
_C = tables.confirmed.c
_R = tables.op_records.c


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that hang together: no operation outside it touches one of them."""

    refs: tuple[Ref, ...]
    seqs: tuple[int, ...]


def settle_slice(
    connection: Connection, projection: Projection, standing: Standing
) -> tuple[bool, tuple[Ref, ...]]:
    """Is there more to do, and which records now look different. Between pages only refusals are looked at."""
    seed = _next_seeds(connection, standing)
    if not seed:
        return False, ()
    changed: list[Ref] = []
    done: set[Ref] = set()
    for ref in seed:
        if ref not in done:
            cluster = _cluster(connection, ref)
            done |= set(cluster.refs)
            changed += _rebase(connection, projection, cluster, standing)
    return True, tuple(changed)


def perform_anew(connection: Connection, projection: Projection, standing: Standing) -> None:
    """What got another stamp stands on the records by it at once: whatever is typed next must be newer."""
    while settle_slice(connection, projection, replace(standing, is_between=True))[0]:
        pass


def rebased(confirmed: Mapping[Ref, Record | None], ops: Iterable[Op]) -> dict[Ref, Record | None]:
    """The confirmed records with the unanswered operations on top; what cannot be done now is left to the server."""
    records = dict(confirmed)
    for op in ops:
        try:
            touched = {ref: records.get(ref) for ref in refs_of(command_of(op))}
            after = records_of(perform(op, state_of(touched)), touched)
        except RuleViolation:
            continue
        records |= after
    return records


def _next_seeds(connection: Connection, standing: Standing) -> list[Ref]:
    least = 2 if standing.is_between else 1
    query = select(_C.kind, _C.id).where(_C.due >= least, _C.due > 0).limit(_OPS)
    refs = [Ref(Kind(kind), id_) for kind, id_ in connection.execute(query)]
    if not standing.is_between:
        taken = select(_LOG.seq).where(_LOG.state == TAKEN, _LOG.position <= standing.checkpoint)
        taken = taken.order_by(_LOG.position).limit(_OPS)
        named = select(_R.kind, _R.id).where(_R.seq.in_(taken))
        refs += [Ref(Kind(kind), id_) for kind, id_ in connection.execute(named)]
    return list(dict.fromkeys(refs))


def _cluster(connection: Connection, seed: Ref) -> Cluster:
    refs, seqs, todo = {seed}, set[int](), [seed]
    while todo:
        ref = todo.pop()
        own = select(_R.seq).where(_R.kind == ref.kind.value, _R.id == ref.id)
        fresh = set(connection.execute(own).scalars()) - seqs
        seqs |= fresh
        for seq in fresh:
            for kind, id_ in connection.execute(select(_R.kind, _R.id).where(_R.seq == seq)):
                other = Ref(Kind(kind), id_)
                if other not in refs:
                    refs.add(other)
                    todo.append(other)
    return Cluster(tuple(refs), tuple(sorted(seqs)))


def _rebase(
    connection: Connection, projection: Projection, cluster: Cluster, standing: Standing
) -> list[Ref]:
    rows = [connection.execute(select(tables.oplog).where(_LOG.seq == seq)).one() for seq in cluster.seqs]
    is_over = {
        row.seq
        for row in rows
        if row.state == TAKEN and row.position <= standing.checkpoint and not standing.is_between
    }
    waiting = [mapping.op_of(row) for row in rows if row.seq not in is_over]
    confirmed = _all_confirmed(connection, cluster)
    changed: list[Ref] = []
    if confirmed is not None:
        records = rebased(confirmed, waiting)
        changed = [ref for ref in _in_order(cluster.refs) if projection.put(ref, records[ref])]
    _retire(connection, is_over)
    kept = {ref for row in waiting for ref in refs_of(command_of(row))}
    for ref in cluster.refs:
        same = (_C.kind == ref.kind.value, _C.id == ref.id)
        if ref in kept:
            connection.execute(update(tables.confirmed).where(*same).values(due=0))
        else:
            connection.execute(delete(tables.confirmed).where(*same))
    return changed


def _retire(connection: Connection, seqs: Iterable[int]) -> None:
    rows = [{"which": seq} for seq in seqs]
    if rows:
        connection.execute(
            update(tables.oplog).where(_LOG.seq == bindparam("which")).values(state=DONE), rows
        )
        connection.execute(delete(tables.op_records).where(_R.seq == bindparam("which")), rows)


def _all_confirmed(connection: Connection, cluster: Cluster) -> dict[Ref, Record | None] | None:
    """None: a newer program gave one of them another shape; what is shown stays as it is until the update."""
    try:
        return {ref: _confirmed(connection, ref) for ref in cluster.refs}
    except MISSHAPEN:
        return None


def _confirmed(connection: Connection, ref: Ref) -> Record | None:
    query = select(_C.doc).where(_C.kind == ref.kind.value, _C.id == ref.id)
    doc = connection.execute(query).scalar()
    return record_of(ref.kind, from_json(doc)) if doc else None


_ORDER = {
    kind: n for n, kind in enumerate((Kind.DIRECTORY, Kind.EDITION, Kind.CUSTOMER, Kind.CALL, Kind.TICKET))
}


_RANKS = {kind.value: n for kind, n in _ORDER.items()}


def _in_order(refs: Iterable[Ref]) -> list[Ref]:
    """What others look at comes first: a ticket's clocks look at its calls and at the service levels."""
    return sorted(refs, key=lambda ref: (_ORDER[ref.kind], ref.id))


def rank_of(kind: str) -> int:
    """The same order for rows; what only a newer program knows comes last."""
    return _RANKS.get(kind, len(_RANKS))
