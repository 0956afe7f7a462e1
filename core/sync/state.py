"""What an operation touches: at most one ticket, one call and one customer, or the book of service levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from core.calls.model import CallSnapshot, CallState, MediaState, Party
from core.customers.model import Customer, CustomerNumber
from core.directory import Names
from core.errors import RuleViolation
from core.ids import AgentId, CallId, CustomerId, TicketId
from core.sla.policy import Book
from core.tickets.commands import (
    AttachCall,
    Command,
    DeleteRecord,
    LinkNumber,
    OpenTicket,
    RecordCall,
    SaveCustomer,
    SaveDirectory,
    SaveEdition,
)
from core.tickets.text import LABEL, NAME, NOTE, NUMBER, NUMBERS, clean_line, clean_text, harmless_line
from core.tickets.ticket import Replaced, Ticket


class UnknownCustomer(RuleViolation):
    """Nothing is known under this id here."""

    def __init__(self) -> None:
        super().__init__("This customer is not on this desk.")


class NotDeletable(RuleViolation):
    """Calls, service levels and names stay."""

    def __init__(self, kind: str) -> None:
        super().__init__('A record of the kind "{kind}" cannot be deleted.', kind=kind)


class CustomerNameMissing(RuleViolation):
    """A card without a name could not be told from another."""

    def __init__(self) -> None:
        super().__init__("A customer needs a name.")


class TooManyNumbers(RuleViolation):
    """A card is not a directory."""

    def __init__(self) -> None:
        super().__init__("A customer can have at most {limit} numbers.", limit=NUMBERS)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call's lasting facts: what the line says of the moment (mute, hold, sound) is not kept.

    ``agent`` is whose phone it was (None: of before that was kept); ``held`` and ``wrap_up``: how long, None where
    nobody measured it.
    """

    facts: CallSnapshot
    customer: CustomerId | None = None
    stamp: str = ""
    agent: AgentId | None = None
    held: timedelta | None = None
    wrap_up: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer, and the stamp of the operation that last set its fields."""

    customer: Customer
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """The records an operation touches; ``replaced`` are the field values that made room or came too late."""

    ticket: Ticket | None = None
    call: CallRecord | None = None
    customer: CustomerRecord | None = None
    replaced: tuple[Replaced, ...] = ()
    book: Book | None = None
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """The ids of what a command touches."""

    ticket: TicketId | None = None
    call: CallId | None = None
    customer: CustomerId | None = None
    book: bool = False
    names: bool = False


def touched_by(command: Command) -> Touched:
    """``AddNote`` names a call without touching it; a ticket names its customer without touching them."""
    for kind, touched in _TOUCHED:
        if isinstance(command, kind):
            return touched(command)
    if isinstance(command, OpenTicket | AttachCall) and command.call is not None:
        return Touched(command.ticket, command.call.id)
    return Touched(command.ticket)  # type: ignore[union-attr] # every other command is about a ticket


def _deleted(command: DeleteRecord) -> Touched:
    if command.kind == "ticket":
        return Touched(TicketId(command.record))
    if command.kind == "customer":
        return Touched(customer=CustomerId(command.record))
    raise NotDeletable(command.kind)


_TOUCHED: tuple[tuple[type[Command], Callable[[Any], Touched]], ...] = (
    (RecordCall, lambda command: Touched(call=command.call.id)),
    (SaveCustomer, lambda command: Touched(customer=command.customer.id)),
    (LinkNumber, lambda command: Touched(customer=command.customer)),
    (SaveEdition, lambda _: Touched(book=True)),
    (SaveDirectory, lambda _: Touched(names=True)),
    (DeleteRecord, _deleted),
)


def lasting(call: CallSnapshot) -> CallSnapshot:
    """What stays true of a call; its texts come from the network and are made harmless, never refused."""
    party = Party(
        harmless_line(call.remote.number, NAME), harmless_line(call.remote.name, NAME), call.remote.withheld
    )
    return replace(
        call,
        remote=party,
        dialled=harmless_line(call.dialled, NAME),
        diverted_by=harmless_line(call.diverted_by, NAME),
        queue=harmless_line(call.queue, NAME),
        sip_reason=harmless_line(call.sip_reason, NAME),
        sip_call_id=harmless_line(call.sip_call_id, NAME),
        state=CallState.TALKING if call.state is CallState.HELD else call.state,
        held_by_us=False,
        held_by_them=False,
        muted=False,
        media=MediaState.NONE,
    )


def recorded(before: CallRecord | None, told: CallRecord) -> CallRecord:
    """The later facts win, and an ended call never comes back to life; whose phone it was is settled once."""
    told = replace(told, facts=lasting(told.facts))
    if before is None:
        return told
    kept = replace(
        before,
        customer=before.customer or told.customer,
        agent=before.agent or told.agent,
        held=_longer(before.held, told.held),
        wrap_up=_longer(before.wrap_up, told.wrap_up),
    )
    comes_late = told.stamp < before.stamp or (told.facts.is_up and not before.facts.is_up)
    if comes_late:
        return kept
    after = replace(kept, facts=told.facts, customer=told.customer or before.customer, stamp=told.stamp)
    return before if replace(after, stamp=before.stamp) == before else after


def _longer(one: timedelta | None, other: timedelta | None) -> timedelta | None:
    """Both only grow while they are measured, so the order in which they are told does not matter."""
    known = [length for length in (one, other) if length is not None]
    return max(known, default=None)


def saved(before: CustomerRecord | None, customer: Customer, base_version: int, stamp: str) -> CustomerRecord:
    """The customer as saved; a save that was begun on an older card never takes a number away."""
    wanted = tidy(customer)
    if before is None:
        return CustomerRecord(replace(wanted, version=1), stamp)
    kept = before.customer
    if base_version < kept.version:
        wanted = replace(wanted, numbers=_both(wanted.numbers, kept.numbers))
    if stamp < before.stamp:
        wanted = replace(kept, numbers=_both(kept.numbers, wanted.numbers))
    if replace(wanted, version=kept.version) == kept:
        return before
    return CustomerRecord(replace(wanted, version=kept.version + 1), max(stamp, before.stamp))


def linked(before: CustomerRecord, number: CustomerNumber) -> CustomerRecord:
    kept = before.customer
    numbers = _both(kept.numbers, (number,))
    if numbers == kept.numbers:
        return before
    return replace(before, customer=tidy(replace(kept, numbers=numbers, version=kept.version + 1)))


def tidy(customer: Customer) -> Customer:
    name = clean_line(customer.name, "name", NAME)
    if not name:
        raise CustomerNameMissing
    numbers = [
        CustomerNumber(clean_line(one.written, "number", NUMBER), clean_line(one.label, "label", LABEL))
        for one in customer.numbers
    ]
    once = _both(tuple(one for one in numbers if one.written), ())
    if len(once) > NUMBERS:
        raise TooManyNumbers
    return replace(
        customer,
        name=name,
        company=clean_line(customer.company, "company", NAME),
        level=clean_line(customer.level, "level", LABEL),
        contract=clean_line(customer.contract, "contract", LABEL),
        note=clean_text(customer.note, "note", NOTE),
        numbers=once,
    )


def _both(
    first: tuple[CustomerNumber, ...], second: tuple[CustomerNumber, ...]
) -> tuple[CustomerNumber, ...]:
    """Each written number once, the first one's order and labels first."""
    return tuple({one.written: one for one in (*second[::-1], *first[::-1])}.values())[::-1]
