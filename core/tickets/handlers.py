"""One function per command: load, decide, commit with its operation, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.events import (
    CallRecorded,
    CustomerChanged,
    DirectoryChanged,
    Event,
    RecordDeleted,
    ServiceLevelsChanged,
    TicketChanged,
    TicketOpened,
)
from core.ids import CustomerId
from core.sync.plain import Json
from core.sync.state import lasting, tidy
from core.tickets.carrying import Step, carry_out
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    AttachFile,
    Command,
    DeleteRecord,
    EditTicket,
    LinkNumber,
    MoveTicket,
    NoteReminders,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    RemoveAttachment,
    SaveCustomer,
    SaveDirectory,
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
    "file": "files",
}
TicketChange = (
    MoveTicket
    | AssignTicket
    | PromiseCallBack
    | SettlePromise
    | WatchTicket
    | NoteReminders
    | SnoozeReminder
    | AttachFile
    | RemoveAttachment
)


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
        step = carry_out(command, uow, extra)
    ticket = _ticket(step)
    call = command.call.id if command.call else None
    return [TicketOpened(command.stamp.at, command.ticket, ticket.number, call), *_call_events(command, step)]


def edit_ticket(command: EditTicket, uow: UnitOfWork) -> list[Event]:
    """What stands there already is nobody's intent."""
    fields = cleaned(command.fields)
    with uow:
        if "customer" in fields:
            fields = {**_terms_of(command.fields["customer"], uow), **fields}
        ticket = uow.ticket(command.ticket)
        if ticket is not None:
            fields = {name: value for name, value in fields.items() if getattr(ticket, name) != value}
        step = carry_out(replace(command, fields=fields), uow)
    return _ticket_events(command, step)


def change_ticket(command: TicketChange, uow: UnitOfWork) -> list[Event]:
    """What needs nothing beside the command: moved, assigned, promised, watched, reminded, put off, a file."""
    with uow:
        step = carry_out(command, uow)
    return _ticket_events(command, step)


def add_note(command: AddNote, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(replace(command, text=clean_text(command.text, "note", NOTE)), uow)
    return _ticket_events(command, step)


def attach_call(command: AttachCall, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(replace(command, call=lasting(command.call)), uow)
    return [*_ticket_events(command, step), *_call_events(command, step)]


def record_call(command: RecordCall, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(replace(command, call=lasting(command.call)), uow)
    return _call_events(command, step)


def save_customer(command: SaveCustomer, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(replace(command, customer=tidy(command.customer)), uow)
    return _customer_events(command, step)


def link_number(command: LinkNumber, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(command, uow)
    return _customer_events(command, step)


def save_edition(command: SaveEdition, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(command, uow)
    return [ServiceLevelsChanged(command.stamp.at)] if step.changed else []


def save_directory(command: SaveDirectory, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(command, uow)
    return [DirectoryChanged(command.stamp.at)] if step.changed else []


def delete_record(command: DeleteRecord, uow: UnitOfWork) -> list[Event]:
    with uow:
        step = carry_out(command, uow)
    gone = step.before.ticket
    return [RecordDeleted(command.stamp.at, command.kind, command.record, gone.number if gone else "")]


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


def _ticket(step: Step) -> Ticket:
    if step.after.ticket is None:
        raise AssertionError("a ticket command leaves a ticket")
    return step.after.ticket


def _ticket_events(command: Command, step: Step) -> list[Event]:
    before, after = step.before.ticket, _ticket(step)
    if before is None or before == after:
        return []
    names = [name for name in _WATCHED if getattr(before, name) != getattr(after, name)]
    names += [word for word, part in _PARTS.items() if getattr(before, part) != getattr(after, part)]
    return [TicketChanged(command.stamp.at, after.id, after.number, tuple(names), command.stamp.agent)]


def _call_events(command: Command, step: Step) -> list[Event]:
    call = step.after.call
    return [CallRecorded(command.stamp.at, call.facts.id)] if call and call != step.before.call else []


def _customer_events(command: Command, step: Step) -> list[Event]:
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
    AttachFile: change_ticket,
    RemoveAttachment: change_ticket,
    SaveEdition: save_edition,
    SaveDirectory: save_directory,
    DeleteRecord: delete_record,
}
