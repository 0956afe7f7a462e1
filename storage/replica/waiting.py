"""The operations of this desk that have no answer yet, and those that were refused with what was typed in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from core.sync.messages import Answer, Fate, Row, Said, from_message, heard, said, to_message
from core.sync.ops import Op, command_of
from core.sync.records import Kind, Ref, refs_of
from core.words import Sentence, sentence
from storage import bookkeeping, mapping, tables
from storage.columns import from_json, micros, moment, to_json
from storage.replica.settling import DISMISSED, DONE, PENDING, REFUSED, TAKEN
from storage.replica.tracker import note_records

KEPT = timedelta(days=30)
KEPT_OPS = 10_000
PATIENCE = 50  # rounds an operation may be put off before a person is asked
_LOG = tables.oplog.c
_PAGE = 500
_NONE = 1 << 62
_TAKEN = (Fate.TAKEN, Fate.TAKEN_BEFORE)
HELD = "held"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An operation to send.

    ``again``: it may be put off: a server had taken it before it was restored from a backup, or one before it waits for
    the server's update. ``why`` it waits, if it is for that.
    """

    seq: int
    op: Op
    again: bool
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What a person did and the server did not take, with its reason."""

    op: Op
    why: Sentence
    at: datetime


@dataclass(frozen=True, slots=True)
class Stray:
    """Text that was being typed for a record that is not here any more."""

    id: str
    title: str
    fields: dict[str, str]
    at: datetime


def to_push(connection: Connection, after: int, limit: int) -> list[Waiting]:
    query = (
        select(tables.oplog).where(_LOG.state == PENDING, _LOG.seq > after).order_by(_LOG.seq).limit(limit)
    )
    first = _first_held(connection)
    return [
        Waiting(
            row.seq,
            mapping.op_of(row),
            row.tries > 0 or row.seq > first,
            heard(from_message(Said, from_json(row.refusal))) if row.refusal else None,
        )
        for row in connection.execute(query)
    ]


def answered(connection: Connection, answers: Iterable[Answer]) -> None:
    """What waits for an update of the server waits without an end, and what comes after it with it."""
    was_held = is_held = _first_held(connection)
    for answer in answers:
        row = connection.execute(
            select(tables.oplog).where(_LOG.id == answer.op, _LOG.state == PENDING)
        ).first()
        if row is None or (answer.fate in _TAKEN and answer.position is None):
            continue  # answered before, the reply came twice; or no answer at all, and it is asked again
        if answer.fate is Fate.PUT_OFF and answer.until_update and answer.said:
            _mark(connection, row.seq, refusal=to_json(to_message(answer.said)))
            is_held = min(is_held, row.seq)
        elif answer.fate is Fate.PUT_OFF and row.seq > is_held:
            continue
        elif answer.fate is Fate.PUT_OFF and row.tries < PATIENCE:
            _mark(connection, row.seq, tries=row.tries + 1, refusal=None)
        else:
            _settle(connection, row, answer)
    if min(was_held, is_held) != _NONE:
        bookkeeping.set_figures(connection, {HELD: _count_held(connection)})


def _settle(connection: Connection, row: mapping.Row, answer: Answer) -> None:
    if answer.fate in _TAKEN:
        _mark(connection, row.seq, state=TAKEN, position=answer.position, refusal=None)
    else:
        refuse(connection, row, answer.said or said(sentence("The server did not take this.")))
    bookkeeping.add(connection, {bookkeeping.WAITING: -1})


def _first_held(connection: Connection) -> int:
    """The first that waits for an update of the server; beyond them all when none does."""
    if not held(connection):
        return _NONE
    query = select(func.min(_LOG.seq)).where(_LOG.state == PENDING, _LOG.refusal.is_not(None))
    found: int | None = connection.execute(query).scalar()
    return _NONE if found is None else found


def held(connection: Connection) -> int:
    """How many wait for an update of the server: counted when one begins or ends to, never by looking at all."""
    return bookkeeping.figures(connection, [HELD])[HELD]


def _count_held(connection: Connection) -> int:
    query = select(func.count()).select_from(tables.oplog)
    return connection.execute(query.where(_LOG.state == PENDING, _LOG.refusal.is_not(None))).scalar_one()


def refuse(connection: Connection, row: mapping.Row, why: Said) -> None:
    """It leaves what is shown at the next settling; what was typed stays in the log."""
    _mark(connection, row.seq, state=REFUSED, refusal=to_json(to_message(why)))
    connection.execute(delete(tables.op_records).where(tables.op_records.c.seq == row.seq))
    table = tables.confirmed
    for ref in refs_of(command_of(mapping.op_of(row))):
        same = (table.c.kind == ref.kind.value, table.c.id == ref.id)
        connection.execute(update(table).where(*same).values(due=2))


def send_again(connection: Connection) -> None:
    """The server was restored from a backup: it may not know what it took, here or from another desk."""
    states = (TAKEN, DONE)
    rows = connection.execute(select(tables.oplog).where(_LOG.state.in_(states)).order_by(_LOG.seq)).all()
    for row in rows:
        _mark(connection, row.seq, state=PENDING, position=None, tries=1, refusal=None)
        track(connection, row)
    connection.execute(update(tables.oplog).where(_LOG.state == PENDING, _LOG.tries == 0).values(tries=1))
    bookkeeping.add(connection, {bookkeeping.WAITING: len(rows)})


def refs_among(connection: Connection, rows: Sequence[Row]) -> set[Ref]:
    """Those with unanswered operations; of most slices none."""
    table, found = tables.confirmed.c, set[Ref]()
    for kind in {row.kind for row in rows}:
        query = select(table.id).where(
            table.kind == kind, table.id.in_([row.id for row in rows if row.kind == kind])
        )
        found |= {Ref(Kind(kind), id_) for id_ in connection.execute(query).scalars()}
    return found


def track(connection: Connection, row: mapping.Row) -> None:
    """Its records have nothing confirmed until the server says what it has."""
    refs = refs_of(command_of(mapping.op_of(row)))
    note_records(connection, refs, row.seq)
    for ref in refs:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO confirmed (kind, id, doc, due) VALUES (?, ?, NULL, 0)",
            (ref.kind.value, ref.id),
        )


def track_all(connection: Connection) -> None:
    for row in connection.execute(select(tables.oplog).where(_LOG.state == PENDING).order_by(_LOG.seq)).all():
        track(connection, row)


def prune(connection: Connection, now: datetime) -> None:
    """Kept as long as a server may be restored to a time before them."""
    last = connection.execute(select(func.max(_LOG.seq))).scalar() or 0
    old = delete(tables.oplog).where(
        _LOG.state == DONE, _LOG.seq <= last - KEPT_OPS, _LOG.at < micros(now - KEPT)
    )
    connection.execute(old)


def refused(connection: Connection, limit: int = 200) -> list[Refused]:
    query = select(tables.oplog).where(_LOG.state == REFUSED).order_by(_LOG.seq.desc()).limit(limit)
    return [
        Refused(mapping.op_of(row), heard(from_message(Said, from_json(row.refusal))), moment(row.at))
        for row in connection.execute(query)
    ]


def strays(connection: Connection) -> list[Stray]:
    rows = connection.execute(select(tables.strays).order_by(tables.strays.c.at.desc()).limit(_PAGE))
    return [Stray(row.id, row.title, from_json(row.fields), moment(row.at)) for row in rows]


def dismiss(connection: Connection, ids: Sequence[str]) -> None:
    """A person has dealt with it."""
    connection.execute(
        update(tables.oplog).where(_LOG.id.in_(ids), _LOG.state == REFUSED).values(state=DISMISSED)
    )
    connection.execute(delete(tables.strays).where(tables.strays.c.id.in_(ids)))


def count(connection: Connection, state: str) -> int:
    query = select(func.count()).select_from(tables.oplog).where(_LOG.state == state)
    return connection.execute(query).scalar_one()


def _mark(connection: Connection, seq: int, **values: object) -> None:
    connection.execute(update(tables.oplog).where(_LOG.seq == seq).values(values))
