"""The tickets behind a figure, those first that were over last within its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from core.reading import TicketPage
from core.reporting.asking import Behind
from core.reporting.counters import TICKET_PLACE
from storage import mapping, tables
from storage.columns import from_json
from storage.counting import read_counting
from storage.report_queries import condition, is_open_at
from storage.ticket_lists import ROWS

_BACKLOG = "backlog"


def behind_page(connection: Connection, what: Behind, after: str | None, limit: int) -> TicketPage:
    found = list(islice(_found(connection, what, after), limit + 1))
    ids = [ticket for ticket, _last in found[:limit]]
    rows = {row.id: row for row in _rows(connection, ids)}
    page = tuple(mapping.ticket_row_of(rows[one]) for one in ids if one in rows)
    ticket, last = found[limit - 1] if len(found) > limit else ("", 0)
    return TicketPage(page, f"{last}:{ticket}" if ticket else None)


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[mapping.Row]:
    return connection.execute(ROWS.where(tables.tickets.c.id.in_(ids))).all() if ids else []


def _found(connection: Connection, what: Behind, after: str | None) -> Iterator[tuple[str, int]]:
    """Those that were over within the days, then those that went on; whether a day counts stands in their own parts."""
    counting = read_counting(connection)
    if counting is None:
        return
    last, _, ticket = (after or "").partition(":")
    place = (int(last), ticket) if after is not None else None
    wanted = {TICKET_PLACE[name] for name in what.counters if name in TICKET_PLACE}
    if place is None or place[0] <= what.last:
        within = "f.last >= ? AND f.last <= ?"
        for row in _rows_of(connection, what, counting.gen, (within, (what.first, what.last)), place):
            if counts_in(row.parts, wanted, what):
                yield row.ticket, row.last
        place = None
    for row in _rows_of(connection, what, counting.gen, ("f.last > ?", (what.last,)), place):
        if counts_in(row.parts, wanted, what) or (
            _BACKLOG in what.counters and is_open_at(row.parts, what.last)
        ):
            yield row.ticket, row.last


def _rows_of(
    connection: Connection,
    what: Behind,
    gen: int,
    over: tuple[str, tuple[int, ...]],
    place: tuple[int, str] | None,
) -> Iterator[Any]:
    where, values = condition(what.where)
    bounds: list[object] = [*over[1], what.last, gen, *values]
    sql = (  # a cross join keeps the order of its tables: along the index of days, and no further than asked
        "SELECT f.ticket, f.last, f.parts FROM ticket_facts f CROSS JOIN report_keys k ON k.id = f.key "
        f"WHERE {over[0]} AND f.opened <= ? AND f.gen = ?{where}"
    )
    if what.counters == ("opened",):
        sql += " AND f.opened >= ?"
        bounds.append(what.first)
    if place is not None:
        sql += " AND (f.last, f.ticket) < (?, ?)"
        bounds += place
    yield from connection.exec_driver_sql(f"{sql} ORDER BY f.last DESC, f.ticket DESC", tuple(bounds))


def counts_in(parts: str, wanted: set[int], what: Behind) -> bool:
    flat = from_json(parts)
    return any(
        place in wanted and what.first <= day <= what.last
        for day, place in zip(flat[::3], flat[1::3], strict=True)
    )
