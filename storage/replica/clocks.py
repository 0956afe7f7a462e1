"""This desk's hybrid clock beside its server's: what is heard is followed, what a wrong clock stamped is put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from core.sync.clock import AHEAD_MS, is_stamp, latest_ms, stamp_after
from core.sync.ops import Op, command_of
from core.sync.records import refs_of
from storage import bookkeeping, mapping, tables
from storage.columns import micros
from storage.replica.settling import PENDING
from storage.replica.standing import Standing

_LOG = tables.oplog.c
_HIGHEST = "stamp"
_MILLISECOND = timedelta(milliseconds=1)


def heard(connection: Connection, standing: Standing, stamp: str) -> Standing:
    """What the server has seen is behind us; what is no stamp is not followed."""
    if not is_stamp(stamp):
        return standing
    bookkeeping.write_meta(connection, _HIGHEST, max(bookkeeping.read_meta(connection, _HIGHEST), stamp))
    return replace(standing, stamp=max(standing.stamp, stamp))


def put_right(connection: Connection, standing: Standing, server_time: datetime) -> None:
    """Operations that no server has seen yet, stamped by a clock that was days ahead, get stamps of the present.

    The server would put them off until that day comes, and every stamp after them would be as far ahead. Their order
    stays; a moment that is still to come becomes this one.
    """
    now_ms = micros(server_time) // 1000
    latest = latest_ms(standing.stamp, now_ms)
    border = f"{latest + 1:012x}"
    highest = bookkeeping.read_meta(connection, _HIGHEST)
    if highest < border:
        return
    good = select(_LOG.stamp).where(_LOG.stamp < border).order_by(_LOG.stamp.desc()).limit(1)
    last = max(connection.execute(good).scalar() or "", standing.stamp)
    query = select(tables.oplog).where(_LOG.state == PENDING, _LOG.tries == 0, _LOG.stamp >= border)
    for row in connection.execute(query.order_by(_LOG.seq)).all():
        op = mapping.op_of(row)
        last = stamp_after(last, now_ms, op.desk)
        values = {"stamp": last, "offset_ms": _offset(op, standing.offset_ms, server_time)}
        connection.execute(update(tables.oplog).where(_LOG.seq == row.seq).values(values))
        _perform_anew(connection, op)
    bookkeeping.write_meta(connection, _HIGHEST, last)


def _offset(op: Op, measured: int, now: datetime) -> int:
    """As it was, if that is no time to come; as it is now, if the clock is still the same; else it was done now."""
    limits = ((op.offset_ms, now + timedelta(milliseconds=AHEAD_MS)), (measured, now))
    for offset, latest in limits:
        if op.at + offset * _MILLISECOND <= latest:
            return offset
    return (now - op.at) // _MILLISECOND


def _perform_anew(connection: Connection, op: Op) -> None:
    table = tables.confirmed
    for ref in refs_of(command_of(op)):
        same = (table.c.kind == ref.kind.value, table.c.id == ref.id)
        connection.execute(update(table).where(*same).values(due=2))
