"""Small figures that a screen must not count for: kept in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select
from sqlalchemy.dialects.sqlite import Insert, insert

from core.ids import AgentId, TeamId
from core.tickets.ticket import Ticket
from storage import tables

ALL_OPEN = "open"
UNASSIGNED = "open:nobody"
WAITING = "waiting"
DOCS = "doc"


def of_agent(agent: AgentId) -> str:
    return f"open:agent:{agent}"


def of_team(team: TeamId) -> str:
    return f"open:team:{team}"


def counted_in(ticket: Ticket | None) -> frozenset[str]:
    """The counters an open ticket stands in."""
    if ticket is None or not ticket.status.is_open:
        return frozenset()
    holder = of_agent(ticket.assignee) if ticket.assignee else UNASSIGNED
    return frozenset({ALL_OPEN, holder} | ({of_team(ticket.team)} if ticket.team else set()))


def recount(connection: Connection, before: Ticket | None, after: Ticket) -> None:
    left, entered = counted_in(before), counted_in(after)
    add(connection, dict.fromkeys(entered - left, 1) | dict.fromkeys(left - entered, -1))


def add(connection: Connection, steps: Mapping[str, int]) -> None:
    if not steps:
        return
    connection.execute(_ADD, [{"name": name, "value": step} for name, step in steps.items()])


def figures(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The counters asked for; one that was never touched is zero."""
    wanted = list(names)
    counters = tables.counters.c
    rows = connection.execute(select(counters.name, counters.value).where(counters.name.in_(wanted)))
    return dict.fromkeys(wanted, 0) | {row.name: row.value for row in rows}


def set_figures(connection: Connection, values: Mapping[str, int]) -> None:
    if values:
        connection.execute(_SET, [{"name": name, "value": value} for name, value in values.items()])


def count_anew(connection: Connection) -> dict[str, int]:
    """Every figure of open tickets by looking at all of them: after a bulk load, and to check what is kept."""
    tickets = tables.tickets.c
    query = select(tickets.assignee, tickets.team, func.count()).where(tickets.is_open == 1)
    counted: dict[str, int] = {}
    for assignee, team, count in connection.execute(query.group_by(tickets.assignee, tickets.team)):
        holder = of_agent(assignee) if assignee else UNASSIGNED
        for name in (ALL_OPEN, holder, *([of_team(team)] if team else [])):
            counted[name] = counted.get(name, 0) + count
    return counted


def next_doc(connection: Connection) -> int:
    """A fresh place in the search index; later is newer."""
    add(connection, {DOCS: 1})
    return figures(connection, [DOCS])[DOCS]


def read_meta(connection: Connection, name: str) -> str:
    value: str | None = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.name == name)
    ).scalar()
    return value or ""


def write_meta(connection: Connection, name: str, value: str) -> None:
    connection.execute(_WRITE, {"name": name, "value": value})


def _upsert(table: Table, *, add: bool = False) -> Insert:
    """Made once: building such a statement costs more than running it."""
    statement = insert(table)
    new: ColumnElement[Any] = statement.excluded.value
    return statement.on_conflict_do_update(
        index_elements=["name"], set_={"value": table.c.value + new if add else new}
    )


_ADD = _upsert(tables.counters, add=True)
_SET = _upsert(tables.counters)
_WRITE = _upsert(tables.meta)
