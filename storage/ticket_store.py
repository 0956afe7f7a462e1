"""A ticket in its tables: loaded whole, stored by difference, with its place in counters and indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, delete, insert, select, update

from core.customers.identity import NumberRules
from core.ids import AgentId, CallId, TicketId
from core.sla.reminders import Service
from core.sync.state import CallRecord
from core.tickets.ticket import Replaced, Ticket
from storage import bookkeeping, mapping, search_index, tables
from storage.columns import from_json, micros, moment, to_json
from storage.files import file_of, file_values
from storage.levels import LevelsKeeper, answered_calls, kept_values, service_of
from storage.marks import marks_of, put_marks
from storage.number_store import add_ticket_numbers
from storage.recount import Recounter

_M = tables.ticket_marks.c
_WHOLE = (
    select(
        tables.tickets,
        tables.ticket_bodies.c.description,
        tables.ticket_bodies.c.parts,
        _M.changes,
        _M.promises,
        _M.watchers,
        _M.reminded,
        _M.snoozes,
    )
    .join_from(tables.tickets, tables.ticket_bodies, tables.tickets.c.id == tables.ticket_bodies.c.ticket)
    .outerjoin(tables.ticket_marks, tables.tickets.c.id == _M.ticket)
)


def load_ticket(connection: Connection, ticket: TicketId) -> Ticket | None:
    row = connection.execute(_WHOLE.where(tables.tickets.c.id == ticket)).first()
    if row is None:
        return None
    history, notes, calls, files = (
        list(connection.execute(select(table).where(table.c.ticket == ticket).order_by(table.c.n)))
        for table in (tables.ticket_history, tables.ticket_notes, tables.ticket_calls, tables.ticket_files)
    )
    lists = {**marks_of(row), "files": tuple(map(file_of, files))}
    return mapping.ticket_of(row, lists, history, notes, calls)


def put_replaced(connection: Connection, ticket: TicketId, replaced: Sequence[Replaced]) -> None:
    """Values that had to make room, or came too late; they only grow."""
    rows = [
        {
            "ticket": ticket,
            "field": one.field,
            "value": to_json(one.value),
            "at": micros(one.at),
            "by": one.by,
            "stamp": one.stamp,
        }
        for one in replaced
    ]
    if rows:
        connection.execute(insert(tables.ticket_replaced), rows)


def load_replaced(connection: Connection, ticket: TicketId) -> tuple[Replaced, ...]:
    table = tables.ticket_replaced
    rows = connection.execute(select(table).where(table.c.ticket == ticket).order_by(table.c.seq))
    return tuple(
        Replaced(row.field, from_json(row.value), moment(row.at), AgentId(row.by), row.stamp) for row in rows
    )


class TicketStore:
    """Puts tickets, and beside each of them the next moments of its clocks and what it adds to the counts."""

    def __init__(
        self, connection: Connection, rules: NumberRules, keeper: LevelsKeeper, now: datetime
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._keeper = keeper
        self._now = now

    def put(self, before: Ticket | None, after: Ticket, call: CallRecord | None) -> None:
        service = self._service(after, call)
        put_ticket(self._connection, before, after, call, self._rules, self._moments(service))
        self.counts.put(service, is_new=before is None)

    def read_anew(self, ticket: TicketId) -> None:
        """One of its calls was answered: that may have stopped a clock."""
        whole = load_ticket(self._connection, ticket)
        if whole is not None:
            table = tables.tickets
            values = self._moments(self._service(whole, None))
            self._connection.execute(update(table).where(table.c.id == ticket), values)

    @cached_property
    def counts(self) -> Recounter:
        """The prepared counts, in the same transaction."""
        return Recounter(self._connection, self._keeper)

    def _service(self, ticket: Ticket, call: CallRecord | None) -> Service:
        if call is not None and ticket.calls == (call.facts.id,):
            answered = [call.facts.answered_at] if call.facts.answered_at else []
        else:
            answered = answered_calls(self._connection, ticket.calls)
        return service_of(ticket, answered)

    def _moments(self, service: Service) -> mapping.Values:
        return kept_values(service, self._keeper.levels(self._connection, self._now))


def put_ticket(
    connection: Connection,
    before: Ticket | None,
    after: Ticket,
    call: CallRecord | None,
    rules: NumberRules,
    moments: mapping.Values,
) -> None:
    """``call`` is the call this change came with: its number is now one seen in this ticket."""
    doc = _indexed(connection, before, after)
    values = {**mapping.ticket_values(after), **moments}
    if doc is not None:
        values["doc"] = doc
    if before is None:
        connection.execute(insert(tables.tickets), values)
    else:
        connection.execute(update(tables.tickets).where(tables.tickets.c.id == after.id), values)
    _put_parts(connection, before, after)
    put_marks(connection, before, after)
    bookkeeping.recount(connection, before, after)
    if call and call.facts.id in after.calls and not (before and call.facts.id in before.calls):
        add_ticket_numbers(connection, after.id, call.facts.remote, rules)


def _put_parts(connection: Connection, before: Ticket | None, after: Ticket) -> None:
    """Histories, notes, calls and files mostly grow: only what is new is written."""
    if before is None:
        body = {"ticket": after.id, **mapping.body_values(after)}
        connection.execute(insert(tables.ticket_bodies), body)
    elif mapping.body_values(before) != mapping.body_values(after):
        bodies = tables.ticket_bodies
        changed = update(bodies).where(bodies.c.ticket == after.id).values(mapping.body_values(after))
        connection.execute(changed)
    for table, name, values in (
        (tables.ticket_history, "history", mapping.history_values),
        (tables.ticket_notes, "notes", mapping.note_values),
        (tables.ticket_calls, "calls", _call_values),
        (tables.ticket_files, "files", file_values),
    ):
        kept, wanted = getattr(before, name, ()), getattr(after, name)
        same = _same_beginning(kept, wanted)
        if same < len(kept):  # in another order at the server, or a file was removed
            connection.execute(delete(table).where(table.c.ticket == after.id, table.c.n >= same))
        rows = [values(after.id, n, one) for n, one in enumerate(wanted[same:], same)]
        if rows:
            connection.execute(insert(table), rows)


def _call_values(ticket: TicketId, n: int, call: CallId) -> mapping.Values:
    return {"ticket": ticket, "n": n, "call": call}


def _same_beginning(one: Sequence[object], other: Sequence[object]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _indexed(connection: Connection, before: Ticket | None, after: Ticket) -> int | None:
    """The ticket's new place in the search index, when its words have changed."""
    text = text_of(after)
    if before is not None and text_of(before) == text:
        return None
    if before is not None:
        doc = connection.execute(select(tables.tickets.c.doc).where(tables.tickets.c.id == after.id)).scalar()
        search_index.remove(connection, doc)
    return search_index.add(connection, text)


def text_of(ticket: Ticket) -> str:
    """What a ticket is found by."""
    bare_number = ticket.number.partition("-")[2].lstrip("0")
    return "\n".join(
        (
            ticket.number,
            bare_number,
            ticket.subject,
            ticket.description,
            *(note.text for note in ticket.notes),
            *filter(None, (ticket.asset, ticket.serial, ticket.parts)),
            *(file.name for file in ticket.files if file.is_there),
        )
    )


def drop_draft(connection: Connection, ticket: TicketId) -> None:
    connection.execute(delete(tables.drafts).where(tables.drafts.c.ticket == ticket))
