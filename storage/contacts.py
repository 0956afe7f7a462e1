"""Calls and customers: rows to values and back."""

from __future__ import annotations

from datetime import timedelta

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.ids import CallId, CustomerId, TicketId
from core.reading import CallRow
from core.sync.state import CallRecord, CustomerRecord
from storage.columns import MICROSECOND, micros, moment
from storage.mapping import Row, Values


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
        "agent": record.agent,
        "held": None if record.held is None else record.held // MICROSECOND,
        "wrap_up": None if record.wrap_up is None else record.wrap_up // MICROSECOND,
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
    held = None if row.held is None else row.held * MICROSECOND
    wrap_up = None if row.wrap_up is None else row.wrap_up * MICROSECOND
    return CallRecord(facts, row.customer, row.stamp, row.agent, held, wrap_up)


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
        "contract": one.contract,
    }


def number_values(customer: CustomerId, numbers: tuple[CustomerNumber, ...]) -> list[Values]:
    return [
        {"customer": customer, "n": n, "written": one.written, "label": one.label}
        for n, one in enumerate(numbers)
    ]


def customer_of(row: Row, numbers: list[Row]) -> CustomerRecord:
    written = tuple(CustomerNumber(one.written, one.label) for one in numbers)
    kind = CustomerKind(row.kind)
    one = Customer(
        CustomerId(row.id),
        row.name,
        kind,
        row.company,
        row.level,
        written,
        row.note,
        row.version,
        row.contract,
    )
    return CustomerRecord(one, row.stamp)
