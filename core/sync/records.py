"""Records: what desks and server keep alike, as documents. A new kind joins sync by one entry in ``SHAPES``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from hashlib import blake2b

from core.directory import Names
from core.ids import CallId, CustomerId, TicketId
from core.sla.policy import Book, Edition
from core.sync.plain import Json, from_plain, to_plain
from core.sync.state import CallRecord, CustomerRecord, State, touched_by
from core.tickets.commands import Command, SaveEdition
from core.tickets.ticket import Replaced, Ticket

# Goes up with every change of the shape of a document or a command: a desk that was updated asks for everything again,
# and what it sends waits for a server that is older. 2: calls know whose they were, and how long they were held.
# 3: tickets have an asset and parts. 4: files on tickets.
SCHEMA = 4
DIRECTORY = "directory"
Doc = Mapping[str, Json]


class Kind(Enum):
    """The kinds of record that travel."""

    TICKET = "ticket"
    CALL = "call"
    CUSTOMER = "customer"
    EDITION = "edition"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of a record."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """A ticket with the values that had to make room, or came too late."""

    ticket: Ticket
    replaced: tuple[Replaced, ...] = ()


Record = TicketRecord | CallRecord | CustomerRecord | Edition | Names


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind travels.

    ``id_in`` finds the record's id in what a command touches, ``into`` puts a record into the state that is performed
    on, ``out_of`` takes it out again, given the record as it was (None: it is not there).
    """

    type: type[Record]
    id_in: Callable[[Command], str | None]
    into: Callable[[State, Record], State]
    out_of: Callable[[State, Record | None], Record | None]


def _ticket_out(state: State, before: Record | None) -> Record | None:
    kept = before.replaced if isinstance(before, TicketRecord) else ()
    return TicketRecord(state.ticket, (*kept, *state.replaced)) if state.ticket else None


def _into(name: str, part: Callable[[Record], object] = lambda one: one) -> Callable[[State, Record], State]:
    return lambda state, record: replace(state, **{name: part(record)})  # type: ignore[arg-type] # a field by its name


def _edition_id(command: Command) -> str | None:
    return command.edition.id if isinstance(command, SaveEdition) else None


SHAPES: Mapping[Kind, Shape] = {
    Kind.TICKET: Shape(
        TicketRecord,
        lambda command: touched_by(command).ticket,
        _into("ticket", lambda one: one.ticket if isinstance(one, TicketRecord) else None),
        _ticket_out,
    ),
    Kind.CALL: Shape(
        CallRecord,
        lambda command: touched_by(command).call,
        _into("call"),
        lambda state, _before: state.call,
    ),
    Kind.CUSTOMER: Shape(
        CustomerRecord,
        lambda command: touched_by(command).customer,
        _into("customer"),
        lambda state, _before: state.customer,
    ),
    Kind.EDITION: Shape(
        Edition,
        _edition_id,
        _into("book", lambda one: Book((one,)) if isinstance(one, Edition) else None),
        lambda state, _before: state.book.newest if state.book else None,
    ),
    Kind.DIRECTORY: Shape(
        Names,
        lambda command: DIRECTORY if touched_by(command).names else None,
        _into("names"),
        lambda state, _before: state.names,
    ),
}


def refs_of(command: Command) -> tuple[Ref, ...]:
    """The records that a command reads and may change."""
    found = ((kind, shape.id_in(command)) for kind, shape in SHAPES.items())
    return tuple(Ref(kind, id_) for kind, id_ in found if id_ is not None)


def state_of(records: Mapping[Ref, Record | None]) -> State:
    """What ``perform`` works on; None: the record is not there."""
    state = State()
    for ref, record in records.items():
        if record is not None:
            state = SHAPES[ref.kind].into(state, record)
    return state


def records_of(state: State, before: Mapping[Ref, Record | None]) -> dict[Ref, Record | None]:
    """The records after ``perform``; None: it is not there (any more)."""
    return {ref: SHAPES[ref.kind].out_of(state, record) for ref, record in before.items()}


def doc_of(record: Record, before: Doc | None = None) -> Doc:
    """A record as plain data; what a newer program had put into the document ``before`` stays in it."""
    if isinstance(record, TicketRecord):
        doc = {**_object(record.ticket), "replaced": to_plain(record.replaced)}
    else:
        doc = _object(record)
    if before is None:
        return doc
    known = _fields_of(type(record))
    return {**{name: value for name, value in before.items() if name not in known}, **doc}


def record_of(kind: Kind, doc: Doc) -> Record:
    """The record again; raises one of ``core.sync.plain.MISSHAPEN`` when it is not of that shape."""
    plain = dict(doc)
    if kind is Kind.TICKET:
        return TicketRecord(from_plain(Ticket, plain), from_plain(_Replaced, plain).replaced)
    shape: type[Record] = SHAPES[kind].type
    return from_plain(shape, plain)


def id_of(record: Record) -> str:
    """What the record is called among its kind."""
    if isinstance(record, TicketRecord):
        return record.ticket.id
    if isinstance(record, CallRecord):
        return record.facts.id
    if isinstance(record, CustomerRecord):
        return record.customer.id
    return record.id if isinstance(record, Edition) else DIRECTORY


def ticket_ref(ticket: TicketId) -> Ref:
    return Ref(Kind.TICKET, ticket)


def call_ref(call: CallId) -> Ref:
    return Ref(Kind.CALL, call)


def customer_ref(customer: CustomerId) -> Ref:
    return Ref(Kind.CUSTOMER, customer)


def canonical(doc: Doc) -> str:
    """The one way to write a document: equal documents are equal text everywhere."""
    return json.dumps(doc, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(text: str) -> int:
    """Of a document's canonical text: 64 bits, signed, as databases keep them."""
    return int.from_bytes(blake2b(text.encode("ascii"), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class _Replaced:
    """The part of a ticket's document that is no field of the ticket."""

    replaced: tuple[Replaced, ...] = ()


def _object(value: object) -> dict[str, Json]:
    plain = to_plain(value)
    if not isinstance(plain, dict):
        raise TypeError("a record is a dataclass")
    return plain


def _fields_of(kind: type[Record]) -> frozenset[str]:
    if kind is TicketRecord:
        return frozenset(part.name for part in fields(Ticket)) | {"replaced"}
    return frozenset(part.name for part in fields(kind))
