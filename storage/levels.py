"""The book of service levels in the database, and the moments that are kept beside each open ticket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from core.ids import CallId, TicketId
from core.sla.history import history_of
from core.sla.levels import Chosen, ServiceLevels
from core.sla.policy import Book, Edition
from core.sla.reminders import Service
from core.sla.sketch import Sketch, next_moments, sketch_of, sketch_text
from core.sync.plain import from_plain, to_plain
from core.tickets.ticket import Ticket
from storage import tables
from storage.columns import from_json, micros, moment, to_json
from storage.mapping import Values
from storage.migrations.m0002_service import NEVER

READ_BY = "levels read by"  # edition and, while it goes on, the last ticket that was read anew by it


class LevelsKeeper:
    """The book in memory: read again after a new edition, and made ready again when one comes into force."""

    def __init__(self) -> None:
        self._book: Book | None = None
        self._levels: ServiceLevels | None = None

    def forget(self) -> None:
        self._book = self._levels = None

    def book(self, connection: Connection) -> Book:
        if self._book is None:
            self._book = read_book(connection)
        return self._book

    def levels(self, connection: Connection, now: datetime) -> ServiceLevels:
        levels = self._levels
        begins = levels.next_begin if levels is not None else None
        if levels is None or (begins is not None and begins <= now):
            levels = self._levels = ServiceLevels(self.book(connection), now)
        return levels

    def judging(self, connection: Connection) -> ServiceLevels:
        """For what is over: it is judged by what held then, so any moment's will do."""
        return self._levels or self.levels(connection, datetime.now(UTC))


def read_book(connection: Connection) -> Book:
    book = Book()
    for row in connection.execute(select(tables.editions.c.doc)):
        book = book.with_edition(from_plain(Edition, from_json(row.doc)))
    return book


def put_editions(connection: Connection, editions: Iterable[Edition]) -> None:
    rows = [
        {
            "id": one.id,
            "valid_from": micros(one.valid_from),
            "stamp": one.stamp,
            "doc": to_json(to_plain(one)),
        }
        for one in editions
    ]
    if rows:
        statement = insert(tables.editions)
        new = {name: statement.excluded[name] for name in ("valid_from", "stamp", "doc")}
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new), rows)


def service_of(ticket: Ticket, answered: Iterable[datetime], customer_name: str = "") -> Service:
    return Service(
        ticket.id,
        ticket.number,
        ticket.subject,
        history_of(ticket, answered),
        ticket.customer,
        customer_name,
        ticket.assignee,
        ticket.team,
        tuple(one.agent for one in ticket.watchers if one.on),
        ticket.reminded,
        ticket.snoozes,
        ticket.impact,
        ticket.urgency,
    )


def answered_calls(connection: Connection, calls: Sequence[CallId]) -> list[datetime]:
    if not calls:
        return []
    table = tables.calls.c
    query = select(table.answered_at).where(table.id.in_(calls), table.answered_at.is_not(None))
    return [moment(at) for at in connection.execute(query).scalars()]


class Moments(NamedTuple):
    """The cached columns of a ticket, in their order in the table."""

    due_at: int = NEVER
    due_kind: str = ""
    risk_at: int | None = None
    is_paused: int = 0
    next_step: int | None = None


NO_MOMENTS: Values = {**Moments()._asdict(), "sketch": ""}


def moments_of(sketch: Sketch, chosen: Chosen | None) -> Moments:
    due, kind, risk, is_paused, step = next_moments(sketch, chosen)
    if due is None or kind is None:
        return Moments(NEVER, "", None, int(is_paused), step)
    return Moments(due, kind.value, risk, 0, step)


def kept_values(service: Service, levels: ServiceLevels) -> Values:
    """The columns of the cache: the moments, and the sketch they can be read from again."""
    sketch = sketch_of(service)
    if sketch is None:
        return NO_MOMENTS
    edition = levels.newest
    terms = service.history.terms[-1].terms
    found = moments_of(sketch, levels.chosen(edition, terms) if edition else None)
    return {**found._asdict(), "sketch": sketch_text(sketch)}


def tickets_of_call(connection: Connection, call: CallId) -> list[TicketId]:
    """Open ones: only their clocks run."""
    tied = tables.ticket_calls.c
    query = select(tied.ticket).join(tables.tickets, tables.tickets.c.id == tied.ticket)
    found = connection.execute(query.where(tied.call == call, tables.tickets.c.is_open == 1))
    return [TicketId(one) for one in found.scalars()]
