"""``perform``: one operation on the records it touches, pure, the same on every desk and on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.customers.model import CustomerNumber
from core.directory import Names
from core.ids import CustomerId, TeamId
from core.sla.policy import Book
from core.sync.ops import Op, Unintelligible, command_of
from core.sync.state import CallRecord, State, UnknownCustomer, linked, recorded, saved
from core.tickets import keeping
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
from core.tickets.files import Attachment, attached, wished_away
from core.tickets.model import Note
from core.tickets.text import LABEL, NUMBER, clean_line
from core.tickets.ticket import Moment, Ticket, UnknownTicket, open_ticket


def perform(op: Op, state: State) -> State:
    """The records afterwards; ``RuleViolation`` for what may not be done. Opening, noting, attaching twice is once."""
    command = command_of(op)
    return _PERFORM[type(command)](op, command, state)


def _moment(op: Op) -> Moment:
    return Moment(op.when, op.agent, op.stamp)


def _ticket(state: State) -> Ticket:
    if state.ticket is None:
        raise UnknownTicket
    return state.ticket


def _open_ticket(op: Op, command: OpenTicket, state: State) -> State:
    if state.ticket is not None:
        return state
    number, team = op.arguments.get("number"), op.arguments.get("team")
    if not isinstance(number, str):
        raise Unintelligible(op.kind)
    customer = command.customer or (state.call.customer if state.call else None)
    fields = {"customer": customer, **command.fields}
    ticket = open_ticket(
        command.ticket, number, fields, TeamId(team) if isinstance(team, str) else None, _moment(op)
    )
    if command.call is None:
        return State(ticket)
    told = CallRecord(command.call, _known(ticket.customer, state), op.stamp, op.agent)
    call = recorded(state.call, told)
    return State(replace(ticket, calls=(command.call.id,)), call)


def _known(customer: CustomerId | None, state: State) -> CustomerId | None:
    """Whose call it is was settled when it was recorded; a ticket for somebody else does not change that."""
    return state.call.customer if state.call and state.call.customer else customer


def _edit_ticket(op: Op, command: EditTicket, state: State) -> State:
    ticket, replaced = _ticket(state).edited(command.fields, _moment(op))
    return replace(state, ticket=ticket, replaced=replaced)


def _move_ticket(op: Op, command: MoveTicket, state: State) -> State:
    moved = _ticket(state).moved_to(command.status, _moment(op), command.waits_for)
    return replace(state, ticket=moved)


def _assign_ticket(op: Op, command: AssignTicket, state: State) -> State:
    return replace(state, ticket=_ticket(state).assigned_to(command.assignee, command.team, _moment(op)))


def _add_note(op: Op, command: AddNote, state: State) -> State:
    note = Note(command.note, command.text, op.when, op.agent, command.call, command.offset, command.informs)
    return replace(state, ticket=_ticket(state).with_note(note))


def _attach_call(op: Op, command: AttachCall, state: State) -> State:
    ticket = _ticket(state).with_call(command.call.id, _moment(op))
    told = CallRecord(command.call, _known(ticket.customer, state), op.stamp, op.agent)
    return replace(state, ticket=ticket, call=recorded(state.call, told))


def _record_call(op: Op, command: RecordCall, state: State) -> State:
    told = CallRecord(command.call, command.customer, op.stamp, op.agent, command.held, command.wrap_up)
    return replace(state, call=recorded(state.call, told))


def _save_customer(op: Op, command: SaveCustomer, state: State) -> State:
    return replace(state, customer=saved(state.customer, command.customer, op.base_version, op.stamp))


def _link_number(_op: Op, command: LinkNumber, state: State) -> State:
    if state.customer is None:
        raise UnknownCustomer
    written = clean_line(command.written, "number", NUMBER)
    if not written:
        return state
    number = CustomerNumber(written, clean_line(command.label, "label", LABEL))
    return replace(state, customer=linked(state.customer, number))


def _promise(op: Op, command: PromiseCallBack, state: State) -> State:
    made = keeping.promised(_ticket(state), command.promise, command.due, command.text, _moment(op))
    return replace(state, ticket=made)


def _settle(op: Op, command: SettlePromise, state: State) -> State:
    done = keeping.settled(_ticket(state), command.promise, _moment(op), is_kept=command.is_kept)
    return replace(state, ticket=done)


def _watch(op: Op, command: WatchTicket, state: State) -> State:
    return replace(state, ticket=keeping.watched(_ticket(state), command.agent, _moment(op), on=command.on))


def _note_reminders(op: Op, command: NoteReminders, state: State) -> State:
    return replace(state, ticket=keeping.reminded(_ticket(state), command.keys, _moment(op)))


def _snooze(op: Op, command: SnoozeReminder, state: State) -> State:
    later = keeping.snoozed(_ticket(state), command.key, command.until, command.reason, _moment(op))
    return replace(state, ticket=later)


def _attach_file(op: Op, command: AttachFile, state: State) -> State:
    file = Attachment(command.file, command.name, command.media, command.content, op.when, op.agent, op.stamp)
    return replace(state, ticket=attached(_ticket(state), file, _moment(op)))


def _remove_attachment(op: Op, command: RemoveAttachment, state: State) -> State:
    turned = wished_away(_ticket(state), command.file, _moment(op), away=command.away)
    return replace(state, ticket=turned)


def _save_edition(op: Op, command: SaveEdition, state: State) -> State:
    edition = replace(command.edition, saved_at=op.when, by=op.agent, stamp=op.stamp)
    return replace(state, book=(state.book or Book()).with_edition(edition))


def _save_directory(op: Op, command: SaveDirectory, state: State) -> State:
    return replace(state, names=(state.names or Names()).with_entries(command.entries, op.stamp))


def _delete_record(_op: Op, command: DeleteRecord, state: State) -> State:
    """What is there goes; what is not there cannot be deleted."""
    if command.kind == "ticket":
        _ticket(state)
        return replace(state, ticket=None)
    if state.customer is None:
        raise UnknownCustomer
    return replace(state, customer=None)


_PERFORM: Mapping[type[Command], Callable[[Op, Any, State], State]] = {
    OpenTicket: _open_ticket,
    EditTicket: _edit_ticket,
    MoveTicket: _move_ticket,
    AssignTicket: _assign_ticket,
    AddNote: _add_note,
    AttachCall: _attach_call,
    RecordCall: _record_call,
    SaveCustomer: _save_customer,
    LinkNumber: _link_number,
    PromiseCallBack: _promise,
    SettlePromise: _settle,
    WatchTicket: _watch,
    NoteReminders: _note_reminders,
    SnoozeReminder: _snooze,
    AttachFile: _attach_file,
    RemoveAttachment: _remove_attachment,
    SaveEdition: _save_edition,
    SaveDirectory: _save_directory,
    DeleteRecord: _delete_record,
}
