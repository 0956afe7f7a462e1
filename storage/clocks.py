"""``core.ports.Clocks`` over the database: the book, the first of the cached moments, and reading them anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text

from core.ids import TicketId
from core.sla.history import Values
from core.sla.levels import Chosen, ServiceLevels
from core.sla.policy import Book, Edition
from core.sla.posts import Coming
from core.sla.reminders import Service
from core.sla.sketch import sketch_from
from storage import bookkeeping, tables
from storage.columns import micros, moment
from storage.database import Database
from storage.levels import READ_BY, LevelsKeeper, Moments, kept_values, moments_of
from storage.services import services

_T = tables.tickets.c
_WAKING = text("is_open = 1 AND next_step IS NOT NULL")  # literal, so that the partial index serves
_CACHED = ", ".join((*Moments._fields, "sketch"))
FIRST = " "  # before every id
UNSKETCHED = 25  # in one slice
_TERMS = "kind, category, impact, urgency, queue, level, contract"
_SLICE = (
    f"SELECT id, opened_at, {_TERMS}, {_CACHED} FROM tickets "  # noqa: S608 - our columns
    "WHERE is_open = 1 AND id > ? ORDER BY id LIMIT ?"
)
_KEEP = f"UPDATE tickets SET ({_CACHED}) = (?, ?, ?, ?, ?, ?) WHERE id = ?"  # noqa: S608 - the same


class SqlClocks:
    """Shares its keeper with the unit of work: both read by the same book."""

    def __init__(self, database: Database, keeper: LevelsKeeper) -> None:
        self._database = database
        self._keeper = keeper

    def book(self) -> Book:
        with self._database.reading() as connection:
            return self._keeper.book(connection)

    def next_step(self) -> datetime | None:
        with self._database.reading() as connection:
            return moment(connection.execute(select(func.min(_T.next_step)).where(_WAKING)).scalar())

    def next_edition(self, now: datetime) -> datetime | None:
        with self._database.reading() as connection:
            return self._keeper.levels(connection, now).next_begin

    def due(self, until: datetime, limit: int = 100) -> tuple[Service, ...]:
        query = (
            select(_T.id).where(_WAKING, _T.next_step <= micros(until)).order_by(_T.next_step).limit(limit)
        )
        with self._database.reading() as connection:
            ids = list(connection.execute(query).scalars())
            return tuple(services(connection, ids)) if ids else ()

    def services(self, tickets: Sequence[TicketId]) -> tuple[Service, ...]:
        with self._database.reading() as connection:
            return tuple(services(connection, tickets)) if tickets else ()

    def coming(self, limit: int = 100) -> tuple[Coming, ...]:
        query = select(_T.id, _T.number, _T.subject, _T.next_step).where(_WAKING)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(_T.next_step).limit(limit))
            return tuple(
                Coming(TicketId(row.id), row.number, row.subject, moment(row.next_step)) for row in rows
            )

    def refresh(self, now: datetime, limit: int = 1000) -> int:
        """One short transaction; who asks again and again is through when nothing is left.

        Tickets are gone through by their ids, and a row is written only when its moments are others than before: what
        is put meanwhile is read by the newest edition anyway.
        """
        with self._database.writing() as connection:
            levels = self._keeper.levels(connection, now)
            newest = levels.newest
            if newest is None:
                return 0
            edition, _, last = bookkeeping.read_meta(connection, READ_BY).partition(":")
            if edition == newest.id and not last:
                return 0
            last = last if edition == newest.id else FIRST
            found = connection.exec_driver_sql(_SLICE, (last, limit)).all()
            rows = _within(found)
            changed = [*_changed(rows, levels, newest), *_unsketched(connection, rows, levels)]
            if changed:
                connection.exec_driver_sql(_KEEP, changed)
            is_full = len(found) == limit or len(rows) < len(found)
            place = rows[-1][0] if is_full else ""
            bookkeeping.write_meta(connection, READ_BY, f"{newest.id}:{place}")
            connection.commit()
        return len(rows) if is_full else 0


def _within(rows: Sequence[Any]) -> Sequence[Any]:
    """As many as the writer has time for: a ticket without a sketch takes ten times as long as one with it."""
    bare = [n for n, row in enumerate(rows) if row[-1] is None]
    return rows[: bare[UNSKETCHED]] if len(bare) > UNSKETCHED else rows


def _changed(rows: Sequence[Any], levels: ServiceLevels, edition: Edition) -> Iterator[tuple[Any, ...]]:
    """Those whose moments are others by this edition; a hundred thousand come through here, so it is kept lean."""
    by_terms: dict[tuple[Any, ...], Chosen | None] = {}
    for row in rows:
        id_, opened, *values, due, kind, risk, is_paused, step, text = row
        if text is None:
            continue
        key = tuple(values)
        if key not in by_terms:
            by_terms[key] = levels.chosen(edition, Values(*key).terms())
        found = moments_of(sketch_from(opened, text), by_terms[key])
        if found != (due, kind, risk, is_paused, step):
            yield (*found, text, id_)


def _unsketched(
    connection: Connection, rows: Sequence[Any], levels: ServiceLevels
) -> Iterator[tuple[Any, ...]]:
    """Tickets of before there were sketches."""
    for service in services(connection, [row[0] for row in rows if row[-1] is None]):
        values = kept_values(service, levels)
        yield (*(values[name] for name in Moments._fields), values["sketch"], service.ticket)
