"""Rows to values and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.ids import AgentId, CallId, CustomerId, DeskId, NoteId, OpId, TicketId
from core.reading import CallRow, Draft, TicketRow
from core.sync.ops import Op
from core.sync.state import CallRecord, CustomerRecord, Touched
from core.tickets.model import Impact, Kind, Note, Priority, Status, StatusChange, Urgency
from core.tickets.ticket import Ticket
from storage.columns import MICROSECOND, from_json, micros, moment, to_json

Row = Any  # a SQLAlchemy row: columns by attribute
Values = dict[str, Any]


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
    }


def ticket_of(row: Row, history: list[Row], notes: list[Row], calls: list[Row]) -> Ticket:
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
    )


def history_values(ticket: TicketId, n: int, step: StatusChange) -> Values:
    return {"ticket": ticket, "n": n, "status": step.status.value, "at": micros(step.at), "by": step.by}


def status_change_of(row: Row) -> StatusChange:
    return StatusChange(Status(row.status), moment(row.at), AgentId(row.by))


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
    }


def note_of(row: Row) -> Note:
    offset = None if row.offset is None else row.offset * MICROSECOND
    return Note(NoteId(row.id), row.text, moment(row.at), AgentId(row.by), row.call, offset)


def call_values(record: CallRecord) -> Values:
    facts = record.facts
    return {
        "id": facts.id,
        "direction": facts.direction.value,
        "state": facts.state.value,
        "number": facts.remote.number,
        "name": facts.remote.name,
        "withheld": int(facts.remote.withheld),
        "began_at": micros(facts.began_at),
        "answered_at": micros(facts.answered_at),
        "ended_at": micros(facts.ended_at),
        "dialled": facts.dialled,
        "diverted_by": facts.diverted_by,
        "queue": facts.queue,
        "encrypted": int(facts.encrypted),
        "end": facts.end.value if facts.end else None,
        "sip_code": facts.sip_code,
        "sip_reason": facts.sip_reason,
        "sip_call_id": facts.sip_call_id,
        "customer": record.customer,
        "stamp": record.stamp,
    }


def call_of(row: Row) -> CallRecord:
    facts = CallSnapshot(
        CallId(row.id),
        Direction(row.direction),
        CallState(row.state),
        Party(row.number, row.name, bool(row.withheld)),
        moment(row.began_at),
        moment(row.answered_at),
        moment(row.ended_at),
        row.dialled,
        row.diverted_by,
        row.queue,
        encrypted=bool(row.encrypted),
        end=EndReason(row.end) if row.end else None,
        sip_code=row.sip_code,
        sip_reason=row.sip_reason,
        sip_call_id=row.sip_call_id,
    )
    return CallRecord(facts, row.customer, row.stamp)


def call_row_of(row: Row, tickets: tuple[tuple[TicketId, str], ...]) -> CallRow:
    facts = call_of(row).facts
    stopped_ringing = facts.answered_at or facts.ended_at or facts.began_at
    talked = facts.ended_at - facts.answered_at if facts.answered_at and facts.ended_at else timedelta(0)
    return CallRow(
        facts.id,
        facts.direction,
        facts.remote.number,
        facts.remote.name,
        facts.began_at,
        facts.end,
        max(0, (stopped_ringing - facts.began_at) // timedelta(seconds=1)),
        max(0, talked // timedelta(seconds=1)),
        row.customer,
        row.customer_name or "",
        facts.queue,
        tickets,
        facts.remote.withheld,
    )


def customer_values(record: CustomerRecord) -> Values:
    one = record.customer
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "company": one.company,
        "level": one.level,
        "note": one.note,
        "version": one.version,
        "stamp": record.stamp,
    }


def number_values(customer: CustomerId, numbers: tuple[CustomerNumber, ...]) -> list[Values]:
    return [
        {"customer": customer, "n": n, "written": one.written, "label": one.label}
        for n, one in enumerate(numbers)
    ]


def customer_of(row: Row, numbers: list[Row]) -> CustomerRecord:
    written = tuple(CustomerNumber(one.written, one.label) for one in numbers)
    kind = CustomerKind(row.kind)
    one = Customer(CustomerId(row.id), row.name, kind, row.company, row.level, written, row.note, row.version)
    return CustomerRecord(one, row.stamp)


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
    return TicketRow(
        TicketId(row.id),
        row.number,
        row.subject,
        Status(row.status),
        Priority(row.priority),
        moment(row.opened_at),
        moment(row.changed_at),
        row.customer,
        row.customer_name or "",
        tuple(from_json(row.category_path)) if row.category_path else (),
        row.assignee,
        row.assignee_name or "",
        row.team_name or "",
        bool(row.has_draft),
    )


def draft_of(row: Row) -> Draft:
    return Draft(from_json(row.fields), moment(row.at))
