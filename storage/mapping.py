"""Rows to values and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from core.ids import AgentId, CallId, DeskId, NoteId, OpId, TicketId
from core.reading import Draft, TicketRow
from core.sla.policy import TargetKind
from core.sync.ops import Op
from core.sync.state import Touched
from core.tickets.model import Impact, Kind, Note, Priority, Status, StatusChange, Urgency, Waiting
from core.tickets.ticket import Ticket
from storage.columns import MICROSECOND, from_json, micros, moment, to_json

Row = Any  # a SQLAlchemy row: columns by attribute
Values = dict[str, Any]

_STATUS = {one.value: one for one in Status}
_PRIORITY = {one.value: one for one in Priority}
_KIND = {one.value: one for one in TargetKind}


def ticket_values(ticket: Ticket) -> Values:
    """The list row of a ticket; its texts and histories are rows of their own."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "kind": ticket.kind.value,
        "category": ticket.category,
        "impact": ticket.impact.value,
        "urgency": ticket.urgency.value,
        "priority": ticket.priority.value,
        "status": ticket.status.value,
        "is_open": int(ticket.status.is_open),
        "customer": ticket.customer,
        "assignee": ticket.assignee,
        "team": ticket.team,
        "opened_at": micros(ticket.opened_at),
        "changed_at": micros(ticket.changed_at),
        "version": ticket.version,
        "stamps": to_json(ticket.stamps),
        "queue": ticket.queue,
        "level": ticket.level,
        "contract": ticket.contract,
        "asset": ticket.asset,
        "serial": ticket.serial,
    }


def body_values(ticket: Ticket) -> Values:
    """What no list shows."""
    return {"description": ticket.description, "parts": ticket.parts}


def ticket_of(
    row: Row, lists: Mapping[str, Any], history: list[Row], notes: list[Row], calls: list[Row]
) -> Ticket:
    """``lists``: the fields that live in tables of their own and are read already."""
    return Ticket(
        TicketId(row.id),
        row.number,
        tuple(status_change_of(step) for step in history),
        moment(row.changed_at),
        row.subject,
        row.description,
        Kind(row.kind),
        row.category,
        Impact(row.impact),
        Urgency(row.urgency),
        row.customer,
        row.assignee,
        row.team,
        tuple(note_of(note) for note in notes),
        tuple(CallId(call.call) for call in calls),
        from_json(row.stamps),
        row.version,
        row.queue,
        row.level,
        row.contract,
        asset=row.asset,
        serial=row.serial,
        parts=row.parts,
        **lists,
    )


def history_values(ticket: TicketId, n: int, step: StatusChange) -> Values:
    return {
        "ticket": ticket,
        "n": n,
        "status": step.status.value,
        "at": micros(step.at),
        "by": step.by,
        "waits_for": step.waits_for.value if step.waits_for else None,
        "stamp": step.stamp,
    }


def status_change_of(row: Row) -> StatusChange:
    waits_for = Waiting(row.waits_for) if row.waits_for else None
    return StatusChange(_STATUS[row.status], moment(row.at), AgentId(row.by), waits_for, row.stamp)


def note_values(ticket: TicketId, n: int, note: Note) -> Values:
    return {
        "ticket": ticket,
        "n": n,
        "id": note.id,
        "text": note.text,
        "at": micros(note.at),
        "by": note.by,
        "call": note.call,
        "offset": None if note.offset is None else note.offset // MICROSECOND,
        "informs": int(note.informs),
    }


def note_of(row: Row) -> Note:
    offset = None if row.offset is None else row.offset * MICROSECOND
    return Note(
        NoteId(row.id), row.text, moment(row.at), AgentId(row.by), row.call, offset, bool(row.informs)
    )


def op_values(op: Op, touched: Touched) -> Values:
    return {
        "id": op.id,
        "kind": op.kind,
        "arguments": to_json(op.arguments),
        "agent": op.agent,
        "desk": op.desk,
        "at": micros(op.at),
        "offset_ms": op.offset_ms,
        "stamp": op.stamp,
        "base_version": op.base_version,
        "extra": to_json(op.extra),
        "ticket": touched.ticket,
        "call": touched.call,
        "customer": touched.customer,
        "state": "pending",
    }


def op_of(row: Row) -> Op:
    arguments: Mapping[str, Any] = from_json(row.arguments)
    return Op(
        OpId(row.id),
        row.kind,
        arguments,
        AgentId(row.agent),
        DeskId(row.desk),
        moment(row.at),
        row.offset_ms,
        row.stamp,
        row.base_version,
        from_json(row.extra),
    )


def ticket_row_of(row: Row) -> TicketRow:
    """By position, in the order of ``queries.ROWS``: a page of 100 is painted on every step of a scroll."""
    (
        ref, number, subject, status, priority, opened, changed, customer, name, path, assignee, person, team, draft,
        due, due_kind, risk_at, is_paused,
    ) = row  # fmt: skip
    return TicketRow(
        ref,
        number,
        subject,
        _STATUS[status],
        _PRIORITY[priority],
        moment(opened),
        moment(changed),
        customer,
        name or "",
        _path(path),
        assignee,
        person or "",
        team or "",
        bool(draft),
        moment(due) if due_kind else None,
        _KIND.get(due_kind),
        moment(risk_at),
        bool(is_paused),
    )


@lru_cache(maxsize=1024)
def _path(text: str | None) -> tuple[str, ...]:
    return tuple(from_json(text)) if text else ()


def draft_of(row: Row) -> Draft:
    return Draft(from_json(row.fields), moment(row.at))
