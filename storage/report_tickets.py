"""The tickets behind a figure, those first on which something happened last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
    """Looked through along one index; whether a day counts stands in the ticket's own parts."""
    counting = read_counting(connection)
    if counting is None:
        return
    where, values = condition(what.where)
    bounds: list[object] = [what.first, what.last, counting.gen, *values]
    sql = (
        "SELECT f.ticket, f.last, f.parts FROM ticket_facts f JOIN report_keys k ON k.id = f.key "
        f"WHERE f.last >= ? AND f.opened <= ? AND f.gen = ?{where}"
    )
    if what.counters == ("opened",):
        sql += " AND f.opened >= ?"
        bounds.append(what.first)
    if after is not None:
        last, _, ticket = after.partition(":")
        sql += " AND (f.last, f.ticket) < (?, ?)"
        bounds += [int(last), ticket]
    wanted = {TICKET_PLACE[name] for name in what.counters if name in TICKET_PLACE}
    rows = connection.exec_driver_sql(f"{sql} ORDER BY f.last DESC, f.ticket DESC", tuple(bounds))
    for row in rows:
        if counts_in(row.parts, wanted, what) or (
            _BACKLOG in what.counters and is_open_at(row.parts, what.last)
        ):
            yield row.ticket, row.last


def counts_in(parts: str, wanted: set[int], what: Behind) -> bool:
    flat = from_json(parts)
    return any(
        place in wanted and what.first <= day <= what.last
        for day, place in zip(flat[::3], flat[1::3], strict=True)
    )
