"""Many tickets at once as their clocks are read from: four looks for all of them instead of five for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from core.ids import AgentId, TicketId
from core.sla.history import Contact, History, TermsFrom, Values, unrolled
from core.sla.reminders import Service
from core.tickets.model import Impact, Status, StatusChange, Urgency, Waiting
from storage.columns import moment
from storage.marks import EMPTY, marks_of

_STATUS = {one.value: one for one in Status}
_WAITING = {one.value: one for one in Waiting}
_TICKETS = """
SELECT t.id, t.number, t.subject, t.opened_at, t.kind, t.category, t.impact, t.urgency, t.queue, t.level, t.contract,
       t.customer, c.name AS customer_name, t.assignee, t.team, m.changes, m.promises, m.watchers, m.reminded, m.snoozes
FROM tickets t LEFT JOIN ticket_marks m ON m.ticket = t.id LEFT JOIN customers c ON c.id = t.customer
WHERE t.id IN ({ids})
"""
_HISTORY = (
    "SELECT ticket, status, at, by, waits_for, stamp FROM ticket_history "
    "WHERE ticket IN ({ids}) ORDER BY ticket, n"
)
_ANSWERED = (
    "SELECT l.ticket, c.answered_at FROM ticket_calls l JOIN calls c ON c.id = l.call "
    "WHERE l.ticket IN ({ids}) AND c.answered_at IS NOT NULL"
)
_TOLD = "SELECT ticket, at FROM ticket_notes WHERE ticket IN ({ids}) AND informs = 1"


def services(connection: Connection, tickets: Sequence[str]) -> list[Service]:
    """In the order asked for; a ticket that is not there is left out."""
    steps: dict[str, list[StatusChange]] = {}
    for ticket, status, at, by, waits, stamp in _rows(connection, _HISTORY, tickets):
        step = StatusChange(_STATUS[status], moment(at), by, _WAITING.get(waits), stamp)
        steps.setdefault(ticket, []).append(step)
    answered = _by_ticket(_rows(connection, _ANSWERED, tickets))
    told = _by_ticket(_rows(connection, _TOLD, tickets))
    rows = {row.id: row for row in _rows(connection, _TICKETS, tickets)}
    return [
        _service(rows[id_], tuple(steps[id_]), answered.get(id_, ()), told.get(id_, ()))
        for id_ in tickets
        if id_ in rows
    ]


def _rows(connection: Connection, sql: str, tickets: Sequence[str]) -> Iterable[Any]:
    places = ",".join("?" * len(tickets))
    return connection.exec_driver_sql(sql.format(ids=places), tuple(tickets))


def _by_ticket(rows: Iterable[Any]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for ticket, at in rows:
        found.setdefault(ticket, []).append(at)
    return found


def _service(
    row: Any, steps: tuple[StatusChange, ...], answered: Sequence[int], told: Sequence[int]
) -> Service:
    marks = EMPTY if row.changes is None else marks_of(row)
    opened = moment(row.opened_at)
    values = Values(row.kind, row.category, row.impact, row.urgency, row.queue, row.level, row.contract)
    changes = marks["changes"]
    terms = unrolled(changes, values, opened) if changes else (TermsFrom(opened, values.terms()),)
    history = History(opened, steps, terms, _contacts(opened, answered, told), marks["promises"])
    return Service(
        TicketId(row.id),
        row.number,
        row.subject,
        history,
        row.customer,
        row.customer_name or "",
        row.assignee,
        row.team,
        tuple(AgentId(one.agent) for one in marks["watchers"] if one.on),
        marks["reminded"],
        marks["snoozes"],
        Impact(row.impact),
        Urgency(row.urgency),
    )


def _contacts(opened: datetime, answered: Sequence[int], told: Sequence[int]) -> tuple[Contact, ...]:
    if not answered and not told:
        return ()
    found = [Contact(max(moment(at), opened)) for at in answered]
    found += [Contact(max(moment(at), opened), is_call=False) for at in told]
    return tuple(sorted(found, key=lambda one: (one.at, one.is_call)))
