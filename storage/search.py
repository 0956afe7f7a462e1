"""The search behind Ctrl+K: exact numbers first, then every record holding all the words, newest change first."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, select, text

from core.customers.identity import NumberRules
from core.customers.numbers import asked_keys, identify
from core.ids import CustomerId, TicketId
from core.reading import HitKind, SearchHit
from core.tickets.model import Status
from storage import tables
from storage.columns import moment
from storage.number_store import find_numbers
from storage.search_words import question

_PHONE = re.compile(r"[+(（]?\d[\d\s()（）+/转-]{2,}")
_TICKET = re.compile(r"#?(?:(\d{4})-)?(\d{1,9})")
_FOUND = text("SELECT rowid FROM search WHERE search MATCH :question ORDER BY rowid DESC LIMIT :room")

_T, _C, _N = tables.tickets.c, tables.customers.c, tables.customer_numbers.c
_TICKETS = select(
    _T.id, _T.number, _T.subject, _T.status, _T.changed_at, _T.doc, _C.name.label("customer_name")
).outerjoin_from(tables.tickets, tables.customers, _C.id == _T.customer)
_CUSTOMERS = select(_C.id, _C.name, _C.company, _C.doc, _N.written).outerjoin_from(
    tables.customers, tables.customer_numbers, (_N.customer == _C.id) & (_N.n == 0)
)


def find(connection: Connection, asked: str, rules: NumberRules, limit: int) -> tuple[SearchHit, ...]:
    """Each record once, by the best reason it was found for."""
    asked = asked.strip()
    hits = {(hit.kind, hit.ref): hit for hit in _by_words(connection, asked, limit)}
    exact = [*_by_ticket_number(connection, asked), *_by_phone_number(connection, asked, rules, limit)]
    first = {(hit.kind, hit.ref): hit for hit in exact}
    return tuple((first | {ref: hit for ref, hit in hits.items() if ref not in first}).values())[:limit]


def _by_ticket_number(connection: Connection, asked: str) -> list[SearchHit]:
    """The whole number, or its counter alone in any year that has given one."""
    found = _TICKET.fullmatch(asked)
    if not found:
        return []
    blocks = tables.number_blocks.c
    years = [found[1]] if found[1] else connection.execute(select(blocks.year).distinct()).scalars()
    numbers = [f"{year}-{int(found[2]):06d}" for year in years]
    rows = connection.execute(_TICKETS.where(_T.number.in_(numbers)).order_by(_T.number.desc()))
    return [_ticket_hit(row) for row in rows]


def _by_phone_number(connection: Connection, asked: str, rules: NumberRules, limit: int) -> list[SearchHit]:
    if not _PHONE.fullmatch(asked):
        return []
    hits: list[SearchHit] = []
    for hit in find_numbers(connection, asked_keys(identify(asked, rules)), limit):
        if hit.ticket is not None:
            rows = connection.execute(_TICKETS.where(_T.id == hit.ticket))
            hits += [_ticket_hit(row) for row in rows]
        elif hit.customer is not None:
            rows = connection.execute(_CUSTOMERS.where(_C.id == hit.customer))
            hits += [_customer_hit(row, hit.written) for row in rows]
    return hits


def _by_words(connection: Connection, asked: str, limit: int) -> list[SearchHit]:
    """Never ranked: ranking a common word costs a second at a million tickets, the newest come at once."""
    query = question(asked)
    if not query:
        return []
    docs = list(connection.execute(_FOUND, {"question": query, "room": limit}).scalars())
    found = {row.doc: _ticket_hit(row) for row in connection.execute(_TICKETS.where(_T.doc.in_(docs)))}
    customers = connection.execute(_CUSTOMERS.where(_C.doc.in_(docs)))
    found |= {row.doc: _customer_hit(row, row.written or "") for row in customers}
    return [found[doc] for doc in docs if doc in found]


def _ticket_hit(row: Any) -> SearchHit:
    detail = " · ".join(part for part in (row.number, row.customer_name) if part)
    status, at = Status(row.status), moment(row.changed_at)
    return SearchHit(HitKind.TICKET, TicketId(row.id), row.subject or row.number, detail, at, status)


def _customer_hit(row: Any, written: str) -> SearchHit:
    detail = " · ".join(part for part in (row.company, written) if part)
    return SearchHit(HitKind.CUSTOMER, CustomerId(row.id), row.name, detail)
