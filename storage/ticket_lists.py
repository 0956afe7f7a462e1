"""The list of tickets: one query a team, one otherwise, each along one index and no further than its page."""

from __future__ import annotations

import heapq
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal_column, select, tuple_

from core.reading import TicketFilter, TicketOrder, TicketPage, TicketRow, TicketScope
from storage import mapping, tables
from storage.columns import micros
from storage.migrations.m0002_service import NEVER

_T = tables.tickets.c
IS_OPEN = _T.is_open == literal_column(
    "1"
)  # literal: a bound value would hide the partial indexes from the planner

ROWS: Select[Any] = (
    select(
        _T.id,
        _T.number,
        _T.subject,
        _T.status,
        _T.priority,
        _T.opened_at,
        _T.changed_at,
        _T.customer,
        tables.customers.c.name.label("customer_name"),
        tables.categories.c.path.label("category_path"),
        _T.assignee,
        tables.people.c.name.label("assignee_name"),
        tables.teams.c.name.label("team_name"),
        tables.drafts.c.ticket.is_not(None).label("has_draft"),
        _T.due_at,
        _T.due_kind,
        _T.risk_at,
        _T.is_paused,
    )
    .select_from(tables.tickets)
    .outerjoin(tables.customers, tables.customers.c.id == _T.customer)
    .outerjoin(tables.categories, tables.categories.c.id == _T.category)
    .outerjoin(tables.people, tables.people.c.id == _T.assignee)
    .outerjoin(tables.teams, tables.teams.c.id == _T.team)
    .outerjoin(tables.drafts, tables.drafts.c.ticket == _T.id)
)


def ticket_page(connection: Connection, what: TicketFilter, after: str | None, limit: int) -> TicketPage:
    """By due the open scopes only: what is over runs no clock."""
    is_due = what.order is TicketOrder.DUE and what.scope is not TicketScope.ALL
    queries = due_queries(what, after, limit + 1) if is_due else list_queries(what, after, limit + 1)
    rows = (_first_due if is_due else _newest)(connection, queries, limit + 1)
    page = tuple(rows[:limit])
    place = _due_place if is_due else _place
    return TicketPage(page, place(page[-1]) if len(rows) > limit else None)


def list_queries(what: TicketFilter, after: str | None, limit: int) -> list[Select[Any]]:
    """One query a team, one otherwise: each walks one index backwards and stops after ``limit`` rows."""
    query = ROWS.order_by(_T.changed_at.desc(), _T.id.desc()).limit(limit)
    if after is not None:
        changed_at, _, ticket = after.partition(":")
        query = query.where(tuple_(_T.changed_at, _T.id) < tuple_(int(changed_at), ticket))
    if what.customer is not None:
        query = query.where(_T.customer == what.customer)
    if what.status is not None:
        query = query.where(_T.status == what.status.value)
    if what.scope is TicketScope.TEAM_OPEN:
        return [query.where(IS_OPEN, _T.team == team) for team in dict.fromkeys(what.teams)]
    return [query.where(*_of_scope(what))]


def due_queries(what: TicketFilter, after: str | None, limit: int) -> list[Select[Any]]:
    """What falls due first; what runs no clock has a time that never comes, and so stands last."""
    query = ROWS.order_by(_T.due_at, _T.id).limit(limit)
    if after is not None:
        due_at, _, ticket = after.partition(":")
        query = query.where(tuple_(_T.due_at, _T.id) > tuple_(int(due_at), ticket))
    if what.customer is not None:
        query = query.where(_T.customer == what.customer)
    if what.status is not None:
        query = query.where(_T.status == what.status.value)
    if what.scope is TicketScope.TEAM_OPEN:
        return [query.where(IS_OPEN, _T.team == team) for team in dict.fromkeys(what.teams)]
    return [query.where(*_of_scope(what))]


def _first_due(connection: Connection, queries: list[Select[Any]], limit: int) -> list[TicketRow]:
    lists = [[mapping.ticket_row_of(row) for row in connection.execute(query)] for query in queries]
    return list(islice(heapq.merge(*lists, key=_due_order), limit))


def _due_order(row: TicketRow) -> tuple[int, str]:
    return NEVER if row.due is None else micros(row.due), row.id


def _due_place(row: TicketRow) -> str:
    due_at, ticket = _due_order(row)
    return f"{due_at}:{ticket}"


def _of_scope(what: TicketFilter) -> list[ColumnElement[bool]]:
    if what.scope is TicketScope.ALL:
        return []
    if what.scope is TicketScope.MINE_OPEN:
        return [IS_OPEN, _T.assignee == what.agent]
    if what.scope is TicketScope.UNASSIGNED:
        return [IS_OPEN, _T.assignee.is_(None)]
    return [IS_OPEN]


def _newest(connection: Connection, queries: list[Select[Any]], limit: int) -> list[TicketRow]:
    lists = [[mapping.ticket_row_of(row) for row in connection.execute(query)] for query in queries]
    if len(lists) == 1:
        return lists[0]
    return heapq.nlargest(limit, heapq.merge(*lists, key=_order, reverse=True), key=_order)


def _order(row: TicketRow) -> tuple[datetime, str]:
    return row.changed_at, row.id


def _place(row: TicketRow) -> str:
    return f"{micros(row.changed_at)}:{row.id}"
