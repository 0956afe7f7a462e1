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
# As the index has it (migration 7): lives shorter than so many days; 0 is everything longer, and what is open.
LIVES = (1, 4, 16, 64, 256, 1024, 0)
_LIFE = (
    "CASE "
    + " ".join(f"WHEN f.last - f.opened < {days} THEN {n}" for n, days in enumerate(LIVES[:-1]))
    + " ELSE 6 END"
)


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
    if wanted and (place is None or place[0] <= what.last):  # nobody is in the backlog after their last day
        for row in _rows_within(connection, what, counting.gen, place, wanted):
            if counts_in(row.parts, wanted, what):
                yield row.ticket, row.last
        place = None
    for row in connection.exec_driver_sql(*later_rows(what, counting.gen, place)):
        if counts_in(row.parts, wanted, what) or (
            _BACKLOG in what.counters and is_open_at(row.parts, what.last)
        ):
            yield row.ticket, row.last


def _rows_within(
    connection: Connection, what: Behind, gen: int, place: tuple[int, str] | None, wanted: set[int]
) -> Iterator[Any]:
    """Those that were over within the days. The database passes over parts that cannot have what is wanted."""
    likely = " OR ".join(f"instr(f.parts, ',{one},')" for one in sorted(wanted))
    where, bounds = _bounds(what, gen, place)
    sql = (  # a cross join keeps the order of its tables: along the index of days, and no further than asked
        "SELECT f.ticket, f.last, f.parts FROM ticket_facts f CROSS JOIN report_keys k ON k.id = f.key "
        f"WHERE f.last >= ? AND f.last <= ?{where} AND ({likely}) ORDER BY f.last DESC, f.ticket DESC"
    )
    yield from connection.exec_driver_sql(sql, (what.first, what.last, *bounds))


def later_rows(what: Behind, gen: int, place: tuple[int, str] | None) -> tuple[str, tuple[object, ...]]:
    """Those that were there then and went on. Who lived less than so many days cannot have been opened long before: so
    each length of life is looked for in days of its own, and not among all that came since.
    """
    where, bounds = _bounds(what, gen, place)
    parts, values = [], list[object]()
    for life, days in enumerate(LIVES):
        since = f" AND f.opened > {what.last - days}" if days else ""
        parts.append(
            "SELECT f.ticket, f.last FROM ticket_facts f INDEXED BY ticket_facts_life "
            f"CROSS JOIN report_keys k ON k.id = f.key WHERE {_LIFE} = {life}{since} AND f.last > ?{where}"
        )
        values += [what.last, *bounds]
    sql = (  # their parts are read one by one, as far as asked
        f"SELECT s.ticket, s.last, f.parts FROM ({' UNION ALL '.join(parts)} ORDER BY 2 DESC, 1 DESC) s "
        "CROSS JOIN ticket_facts f ON f.ticket = s.ticket ORDER BY s.last DESC, s.ticket DESC"
    )
    return sql, tuple(values)


def _bounds(what: Behind, gen: int, place: tuple[int, str] | None) -> tuple[str, list[object]]:
    """What holds for both, with its values."""
    where, values = condition(what.where)
    sql, bounds = f" AND f.opened <= ? AND f.gen = ?{where}", [what.last, gen, *values]
    if what.counters == ("opened",):
        sql += " AND f.opened >= ?"
        bounds.append(what.first)
    if place is not None:
        sql += " AND (f.last, f.ticket) < (?, ?)"
        bounds += place
    return sql, bounds


def counts_in(parts: str, wanted: set[int], what: Behind) -> bool:
    flat = from_json(parts)
    return any(
        place in wanted and what.first <= day <= what.last
        for day, place in zip(flat[::3], flat[1::3], strict=True)
    )
