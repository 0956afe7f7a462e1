"""Records brought into the counts: one that was just put, or all of them in slices while people work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from core.ids import TicketId
from core.reporting.ticket_facts import TiedCall
from core.sla.policy import Edition
from core.sla.reminders import Service
from core.sync.state import CallRecord
from storage import contacts, tables
from storage.columns import micros
from storage.counting import (
    CALLS_FIRST,
    DONE,
    SWEEPING,
    TICKETS,
    Counting,
    begin_anew,
    counting_of,
    moved_on,
    zone_of,
)
from storage.levels import LevelsKeeper
from storage.rows import put_row
from storage.services import services
from storage.tallies import ONE_CALL, Tallies

_TIED = (
    "SELECT l.ticket, c.began_at, c.answered_at FROM ticket_calls l JOIN calls c ON c.id = l.call "
    "WHERE l.ticket IN ({}) ORDER BY l.ticket, l.n"
)
_NEXT_TICKETS = "SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ?"
_COUNTED = "SELECT ticket FROM ticket_facts WHERE gen = ? AND ticket IN ({})"
_OF_CALL = "SELECT ticket FROM ticket_calls WHERE call = ?"
_SINCE = (
    "SELECT id FROM tickets WHERE changed_at >= ? UNION "
    "SELECT l.ticket FROM calls c JOIN ticket_calls l ON l.call = c.id "
    "WHERE c.began_at >= ? AND c.answered_at >= ? LIMIT ?"
)
_SWEPT = ("ticket_days", "call_days", "report_hours")
_AT_ONCE = 500  # tickets that a late edition makes be counted again on the spot
_ARRIVED_AT_ONCE = 40  # records from the server: about 20 ms of the one writer
_RINGS_LONGEST = 86_400_000_000


def call_row(connection: Connection, call: str) -> Any | None:
    """As it is before it is put."""
    return connection.exec_driver_sql(ONE_CALL, (call,)).first()


class Recounter:
    """Of one transaction of the one writer."""

    def __init__(self, connection: Connection, keeper: LevelsKeeper) -> None:
        self._connection = connection
        self._keeper = keeper
        self._counting = counting_of(connection, keeper.book(connection))
        self._tallies = Tallies(connection, self._counting)

    def put(self, service: Service, *, is_new: bool) -> None:
        """A ticket that was just put."""
        self._count([service], is_fresh=is_new)
        self._tallies.write()

    def put_call(self, call: str, before: Any | None, *, with_tickets: bool) -> None:
        """``with_tickets``: they were not put with it, and hang on when it was answered."""
        self._tallies.call(call, before)
        if with_tickets:
            tickets = list(self._connection.exec_driver_sql(_OF_CALL, (call,)).scalars())
            self._count(services(self._connection, tickets) if tickets else [])
        self._tallies.write()

    def remove_ticket(self, ticket: str) -> None:
        self._tallies.forget_ticket(ticket)
        self._tallies.write()

    def call_went(self, before: Any) -> None:
        """A call was removed; ``before`` is its row as it was."""
        self._tallies.forget_call(before)
        self._tallies.write()

    def arrived(self, calls: Sequence[str], tickets: Sequence[TicketId]) -> None:
        """Many that came together: a few are counted on the spot, the others by the counting in the background."""
        if len(calls) + len(tickets) > _ARRIVED_AT_ONCE:
            self.begin_anew()
            return
        for call in calls:
            self._tallies.call(call, None)
        self._count(services(self._connection, tickets) if tickets else [])
        self._tallies.write()

    def begin_anew(self) -> None:
        counting = self._counting
        if (counting.stage, counting.place) != (CALLS_FIRST, ""):
            self._counting = begin_anew(self._connection, counting, counting.zone)
            self._tallies = Tallies(self._connection, self._counting)

    def edition_came(self, edition: Edition) -> None:
        """What it would have judged, had it been here: mostly nothing, for it begins now."""
        book = self._keeper.book(self._connection)
        if zone_of(book) != self._counting.zone:
            begin_anew(self._connection, self._counting, zone_of(book))
            return
        since = micros(edition.valid_from)
        found = list(
            self._connection.exec_driver_sql(
                _SINCE, (since, since - _RINGS_LONGEST, since, _AT_ONCE + 1)
            ).scalars()
        )
        if not book.editions or book.editions[0].id == edition.id or len(found) > _AT_ONCE:
            begin_anew(self._connection, self._counting, self._counting.zone)
        elif found:
            self._count(services(self._connection, found))
            self._tallies.write()

    def slice(self, limit: int) -> Counting:
        """The next so many records, each counted once however it came to be."""
        counting = self._counting
        if counting.stage == CALLS_FIRST:
            return self._calls(counting, limit)
        if counting.stage == TICKETS:
            return self._tickets(counting, limit)
        return self._sweep(counting) if counting.stage == SWEEPING else counting

    def _calls(self, counting: Counting, limit: int) -> Counting:
        rows = self._tallies.next_calls(counting.place, limit)
        self._tallies.write()
        stage, place = (CALLS_FIRST, rows[-1].id) if len(rows) == limit else (TICKETS, "")
        return self._moved(counting, stage, place, len(rows))

    def _tickets(self, counting: Counting, limit: int) -> Counting:
        ids = list(self._connection.exec_driver_sql(_NEXT_TICKETS, (counting.place, limit)).scalars())
        if ids:
            known = set(
                self._connection.exec_driver_sql(_places(_COUNTED, ids), (counting.gen, *ids)).scalars()
            )
            fresh = [one for one in ids if one not in known]
            self._count(services(self._connection, fresh) if fresh else [], is_fresh=True)
            self._tallies.write()
        stage, place = (TICKETS, ids[-1]) if len(ids) == limit else (SWEEPING, "")
        return self._moved(counting, stage, place, len(ids))

    def _moved(self, counting: Counting, stage: str, place: str, done: int) -> Counting:
        if not counting.of:
            counting = Counting(counting.gen, counting.zone, of=_how_many(self._connection))
        return moved_on(self._connection, counting, stage, place, counting.done + done)

    def _sweep(self, counting: Counting) -> Counting:
        """Rows of countings before this one, a day at a time."""
        run = self._connection.exec_driver_sql
        for table in _SWEPT:
            row = run(f"SELECT gen, day FROM {table} WHERE gen < ? LIMIT 1", (counting.gen,)).first()
            if row is not None:
                run(f"DELETE FROM {table} WHERE gen = ? AND day = ?", tuple(row))
                return counting
        return moved_on(self._connection, counting, DONE, "", counting.done)

    def _count(self, found: Sequence[Service], *, is_fresh: bool = False) -> None:
        if not found:
            return
        calls = tied_calls(self._connection, [one.ticket for one in found])
        levels = self._keeper.judging(self._connection)
        for service in found:
            self._tallies.ticket(service, calls.get(service.ticket, ()), levels, is_fresh=is_fresh)


def put_call(connection: Connection, before: CallRecord | None, after: CallRecord, counts: Recounter) -> None:
    """Its row, and what it and its tickets add to the counts."""
    id_ = after.facts.id
    row = call_row(connection, id_) if before is not None else None
    put_row(connection, tables.calls, contacts.call_values(after), is_new=before is None)
    is_other = before is None or before.facts.answered_at != after.facts.answered_at
    counts.put_call(id_, row, with_tickets=is_other)


def tied_calls(connection: Connection, tickets: Sequence[TicketId]) -> dict[str, list[TiedCall]]:
    found: dict[str, list[TiedCall]] = {}
    for ticket, began, answered in connection.exec_driver_sql(_places(_TIED, tickets), tuple(tickets)):
        found.setdefault(ticket, []).append(TiedCall(began, answered))
    return found


def _places(sql: str, values: Sequence[str]) -> str:
    return sql.format(",".join("?" * len(values)))


def _how_many(connection: Connection) -> int:
    rows = connection.exec_driver_sql("SELECT (SELECT count(*) FROM calls) + (SELECT count(*) FROM tickets)")
    return int(rows.scalar_one())
