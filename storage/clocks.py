"""``core.ports.Clocks`` over the database: the book, the first of the cached moments, and reading them anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, text

from core.ids import TicketId
from core.sla.policy import Book
from core.sla.posts import Coming
from core.sla.reminders import Service
from storage import bookkeeping, tables
from storage.columns import micros, moment
from storage.database import Database
from storage.levels import READ_BY, LevelsKeeper, kept_values
from storage.services import services

_T = tables.tickets.c
_WAKING = text("is_open = 1 AND next_step IS NOT NULL")  # literal, so that the partial index serves
_COLUMNS = ("due_at", "due_kind", "risk_at", "is_paused", "next_step")
FIRST = " "  # before every id
_SLICE = f"SELECT id, {', '.join(_COLUMNS)} FROM tickets WHERE is_open = 1 AND id > ? ORDER BY id LIMIT ?"  # noqa: S608
_KEEP = f"UPDATE tickets SET {', '.join(f'{one} = ?' for one in _COLUMNS)} WHERE id = ?"  # noqa: S608 - our columns


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

    def refresh(self, now: datetime, limit: int = 200) -> int:
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
            kept = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_SLICE, (last, limit))}
            rows = []
            for service in services(connection, list(kept)):
                values = kept_values(service, levels)
                found = tuple(values[name] for name in _COLUMNS)
                if found != kept[service.ticket]:
                    rows.append((*found, service.ticket))
            if rows:
                connection.exec_driver_sql(_KEEP, rows)
            is_full = len(kept) == limit
            place = max(kept) if is_full else ""
            bookkeeping.write_meta(connection, READ_BY, f"{newest.id}:{place}")
            connection.commit()
        return len(kept) if is_full else 0
