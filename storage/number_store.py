"""The number index: a million numbers, each found by its keys in one look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from core.calls.model import Party
from core.customers.difference import index_difference
from core.customers.identity import NumberRules
from core.customers.index import IndexEntry, KeyKind, NumberHit, NumberKey
from core.customers.model import Customer, CustomerKind
from core.customers.numbers import identify
from core.ids import TicketId
from storage import tables
from storage.database import Database

_INDEX = tables.number_index
_SEEN = tables.ticket_numbers


def change_index(
    connection: Connection, before: Customer | None, after: Customer | None, rules: NumberRules
) -> None:
    removed, added = index_difference(before, after, rules)
    for entry in removed:
        connection.execute(delete(_INDEX).where(*(_INDEX.c[n] == v for n, v in entry_values(entry).items())))
    if added:
        statement = insert(_INDEX).on_conflict_do_nothing()
        connection.execute(statement, [entry_values(entry) for entry in added])


def add_ticket_numbers(connection: Connection, ticket: TicketId, party: Party, rules: NumberRules) -> None:
    """The number a ticket's call came from: only the whole of it is worth finding again."""
    values = seen_values(ticket, party, rules)
    if values:
        connection.execute(insert(_SEEN).on_conflict_do_nothing(), values)


def seen_values(ticket: TicketId, party: Party, rules: NumberRules) -> dict[str, object] | None:
    whole = "" if party.withheld else identify(party.number, rules).whole
    return {"key": whole, "ticket": ticket, "written": party.number} if whole else None


def entry_values(entry: IndexEntry) -> dict[str, object]:
    return {
        "kind": entry.key.kind.value,
        "key": entry.key.key,
        "customer": entry.customer,
        "written": entry.written,
    }


_CARDS = (
    select(
        _INDEX.c.written,
        _INDEX.c.customer,
        tables.customers.c.name,
        tables.customers.c.company,
        tables.customers.c.level,
        tables.customers.c.kind.label("customer_kind"),
    )
    .join_from(_INDEX, tables.customers, tables.customers.c.id == _INDEX.c.customer)
    .where(_INDEX.c.kind == bindparam("kind"), _INDEX.c.key == bindparam("key"))
    .order_by(_INDEX.c.customer)
    .limit(bindparam("room"))
)
_TICKETS = (
    select(
        _SEEN.c.written,
        _SEEN.c.ticket,
        tables.tickets.c.number,
        tables.tickets.c.customer,
        tables.customers.c.name,
        tables.customers.c.company,
        tables.customers.c.level,
        tables.customers.c.kind.label("customer_kind"),
    )
    .join_from(_SEEN, tables.tickets, tables.tickets.c.id == _SEEN.c.ticket)
    .outerjoin(tables.customers, tables.customers.c.id == tables.tickets.c.customer)
    .where(_SEEN.c.key == bindparam("key"))
    .order_by(_SEEN.c.ticket.desc())
    .limit(bindparam("room"))
)


class SqlNumberIndex:
    """``core.customers.index.NumberIndex`` over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]:
        with self._database.reading() as connection:
            return find_numbers(connection, keys, limit)


def find_numbers(connection: Connection, keys: tuple[NumberKey, ...], limit: int) -> list[NumberHit]:
    hits: list[NumberHit] = []
    for key in sorted(dict.fromkeys(keys), key=lambda one: one.kind.value):
        asked = {"kind": key.kind.value, "key": key.key, "room": limit - len(hits)}
        hits += [_hit(key, row) for row in connection.execute(_CARDS, asked)]
        if key.kind is KeyKind.WHOLE:
            asked = {"key": key.key, "room": limit - len(hits)}
            hits += [_seen(key, row) for row in connection.execute(_TICKETS, asked)]
        if len(hits) >= limit:
            break
    return hits


def _hit(key: NumberKey, row: Any) -> NumberHit:
    """A ticket whose customer is not known has no customer columns to show."""
    is_company = row.customer_kind == CustomerKind.COMPANY.value
    name, company, level = row.name or "", row.company or "", row.level or ""
    return NumberHit(key, row.written, row.customer, name, company, level, is_company)


def _seen(key: NumberKey, row: Any) -> NumberHit:
    return replace(_hit(key, row), ticket=row.ticket, ticket_number=row.number)
