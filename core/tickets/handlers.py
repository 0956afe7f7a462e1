"""One function per command: load, decide, commit with its operation, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.customers.model import Customer
from core.events import (
    CallRecorded,
    CustomerChanged,
    Event,
    ServiceLevelsChanged,
    TicketChanged,
    TicketOpened,
)
from core.ids import CustomerId, OpId, new_id
from core.sync.ops import Birth, Op, command_of, op_from
from core.sync.perform import perform
from core.sync.plain import Json
from core.sync.state import State, lasting, tidy, touched_by
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    Command,
    EditTicket,
    LinkNumber,
    MoveTicket,
    NoteReminders,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    SaveCustomer,
    SaveEdition,
    SettlePromise,
    SnoozeReminder,
    WatchTicket,
)
from core.tickets.fields import FIELDS, cleaned
from core.tickets.text import LABEL, NOTE, clean_text, harmless_line
from core.tickets.ticket import Ticket
from core.tickets.work import UnitOfWork

_WATCHED = (*FIELDS, "status", "assignee", "team", "watchers")
_PARTS = {
    "note": "notes",
    "call": "calls",
    "promise": "promises",
    "reminded": "reminded",
    "snooze": "snoozes",
}
TicketChange = (
    MoveTicket | AssignTicket | PromiseCallBack | SettlePromise | WatchTicket | NoteReminders | SnoozeReminder
)


@dataclass(frozen=True, slots=True)
class _Step:
    """What a command did: nothing is written, and nothing reported, when nothing changed."""

    before: State
    after: State

    @property
    def changed(self) -> bool:
        return replace(self.after, replaced=()) != self.before or bool(self.after.replaced)


def handle(command: Command, uow: UnitOfWork) -> list[Event]:
    """The one door: every command to its handler."""
    return HANDLERS[type(command)](command, uow)


def open_ticket(command: OpenTicket, uow: UnitOfWork) -> list[Event]:
    """Asked again for a ticket that is there (after a fault, say), it reports it and changes nothing."""
    command = replace(command, fields=cleaned(command.fields), call=command.call and lasting(command.call))
    with uow:
        extra: dict[str, Json] = {}
        if uow.ticket(command.ticket) is None:
            stamp, command = command.stamp, _with_terms_at_birth(command, uow)
            extra = {
                "number": uow.next_number((stamp.at + stamp.offset).year),
                "team": uow.team_of(stamp.agent),
            }
        step = _carry_out(command, uow, extra)
    ticket = _ticket(step)
    call = command.call.id if command.call else None
    return [TicketOpened(command.stamp.at, command.ticket, ticket.number, call), *_call_events(command, step)]


def edit_ticket(command: EditTicket, uow: UnitOfWork) -> list[Event]:
    fields = cleaned(command.fields)
    with uow:
        if "customer" in fields:
            fields = {**_terms_of(command.fields["customer"], uow), **fields}
        step = _carry_out(replace(command, fields=fields), uow)
    return _ticket_events(command, step)


def change_ticket(command: TicketChange, uow: UnitOfWork) -> list[Event]:
    """What needs nothing beside the command: moved, assigned, promised, watched, reminded, put off."""
    with uow:
        step = _carry_out(command, uow)
    return _ticket_events(command, step)


def add_note(command: AddNote, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(replace(command, text=clean_text(command.text, "note", NOTE)), uow)
    return _ticket_events(command, step)


def attach_call(command: AttachCall, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(replace(command, call=lasting(command.call)), uow)
    return [*_ticket_events(command, step), *_call_events(command, step)]


def record_call(command: RecordCall, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(replace(command, call=lasting(command.call)), uow)
    return _call_events(command, step)


def save_customer(command: SaveCustomer, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(replace(command, customer=tidy(command.customer)), uow)
    return _customer_events(command, step)


def link_number(command: LinkNumber, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(command, uow)
    return _customer_events(command, step)


def save_edition(command: SaveEdition, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = _carry_out(command, uow)
    return [ServiceLevelsChanged(command.stamp.at)] if step.changed else []


def _with_terms_at_birth(command: OpenTicket, uow: UnitOfWork) -> OpenTicket:
    """Queue, level and contract as they are now: a customer's card that changes later does not change them."""
    known = uow.call(command.call.id) if command.call else None
    customer = (
        command.fields.get("customer") or command.customer or (known.customer if known is not None else None)
    )
    queue = {"queue": harmless_line(command.call.queue, LABEL)} if command.call else {}
    return replace(command, fields={**queue, **_terms_of(customer, uow), **command.fields})


def _terms_of(customer: object, uow: UnitOfWork) -> dict[str, object]:
    record = uow.customer(CustomerId(str(customer))) if customer else None
    if record is None:
        return {"level": "", "contract": ""}
    return {"level": record.customer.level, "contract": record.customer.contract}


def _carry_out(command: Command, uow: UnitOfWork, extra: Mapping[str, Json] | None = None) -> _Step:
    """Make the operation, perform it on what is there, store both, commit."""
    before = load(command, uow)
    birth = Birth(OpId(new_id()), uow.next_stamp(command.stamp), _base_version(command, before), extra or {})
    op = op_from(command, birth)
    step = _Step(before, perform(op, before))
    if step.changed:
        uow.store(op, before, step.after)
        uow.commit()
    return step


def replay(op: Op, uow: UnitOfWork) -> None:
    """Perform an operation that was made elsewhere or before, on what is here."""
    with uow:
        before = load(command_of(op), uow)
        uow.store(op, before, perform(op, before))
        uow.commit()


def load(command: Command, uow: UnitOfWork) -> State:
    touched = touched_by(command)
    return State(
        uow.ticket(touched.ticket) if touched.ticket else None,
        uow.call(touched.call) if touched.call else None,
        uow.customer(touched.customer) if touched.customer else None,
        book=uow.book() if touched.book else None,
    )


def _base_version(command: Command, before: State) -> int:
    """What the person had before them: a customer's card says so itself, a ticket is edited as it stands."""
    if isinstance(command, SaveCustomer):
        return command.customer.version
    record: Ticket | Customer | None = before.ticket or (
        before.customer.customer if before.customer else None
    )
    return record.version if record else 0


def _ticket(step: _Step) -> Ticket:
    if step.after.ticket is None:
        raise AssertionError("a ticket command leaves a ticket")
    return step.after.ticket


def _ticket_events(command: Command, step: _Step) -> list[Event]:
    before, after = step.before.ticket, _ticket(step)
    if before is None or before == after:
        return []
    names = [name for name in _WATCHED if getattr(before, name) != getattr(after, name)]
    names += [word for word, part in _PARTS.items() if getattr(before, part) != getattr(after, part)]
    return [TicketChanged(command.stamp.at, after.id, after.number, tuple(names), command.stamp.agent)]


def _call_events(command: Command, step: _Step) -> list[Event]:
    call = step.after.call
    return [CallRecorded(command.stamp.at, call.facts.id)] if call and call != step.before.call else []


def _customer_events(command: Command, step: _Step) -> list[Event]:
    record = step.after.customer
    changed = record is not None and record != step.before.customer
    return [CustomerChanged(command.stamp.at, record.customer.id)] if record and changed else []


HANDLERS: Mapping[type[Command], Callable[[Any, UnitOfWork], list[Event]]] = {
    OpenTicket: open_ticket,
    EditTicket: edit_ticket,
    MoveTicket: change_ticket,
    AssignTicket: change_ticket,
    AddNote: add_note,
    AttachCall: attach_call,
    RecordCall: record_call,
    SaveCustomer: save_customer,
    LinkNumber: link_number,
    PromiseCallBack: change_ticket,
    SettlePromise: change_ticket,
    WatchTicket: change_ticket,
    NoteReminders: change_ticket,
    SnoozeReminder: change_ticket,
    SaveEdition: save_edition,
}
