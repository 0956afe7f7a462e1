"""What a service level is read from: all that happened to a ticket, as values; ``Terms`` are what policies ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.tickets.marks import FieldChange, Promise
from core.tickets.model import Impact, Kind, Priority, StatusChange, Urgency, priority_of
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Terms:
    """What the choice of a policy and its target hangs on."""

    priority: Priority
    category: str = ""
    kind: Kind = Kind.INCIDENT
    queue: str = ""
    level: str = ""
    contract: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class TermsFrom:
    """Terms, from a moment on."""

    at: datetime
    terms: Terms


@dataclass(frozen=True, slots=True)
class Contact:
    """A moment at which the customer heard from us; ``is_call``: somebody spoke with them."""

    at: datetime
    is_call: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """Of one ticket. ``steps`` in any order: who reads puts them right. ``terms`` ascending, the first from birth."""

    opened_at: datetime
    steps: tuple[StatusChange, ...]
    terms: tuple[TermsFrom, ...]
    contacts: tuple[Contact, ...] = ()
    promises: tuple[Promise, ...] = ()


def history_of(ticket: Ticket, answered: Iterable[datetime]) -> History:
    """``answered``: when each call of the ticket was answered; a call that led to it answers it at birth."""
    opened = ticket.opened_at
    contacts = [Contact(max(at, opened)) for at in answered]
    contacts += [Contact(max(note.at, opened), is_call=False) for note in ticket.notes if note.informs]
    contacts.sort(key=lambda one: (one.at, one.is_call))
    return History(opened, ticket.history, terms_of(ticket), tuple(contacts), ticket.promises)


def terms_of(ticket: Ticket) -> tuple[TermsFrom, ...]:
    """From the changes back to birth: what a field was before its first change, it was from the beginning."""
    now = Values(
        ticket.kind.value, ticket.category, ticket.impact.value, ticket.urgency.value, ticket.queue, ticket.level,
        ticket.contract,
    )  # fmt: skip
    if not ticket.changes:
        return (TermsFrom(ticket.opened_at, now.terms()),)
    return unrolled(ticket.changes, now, ticket.opened_at)


@dataclass(frozen=True, slots=True)
class Values:
    """The tracked fields in plain form."""

    kind: str
    category: str
    impact: int
    urgency: int
    queue: str
    level: str
    contract: str

    def terms(self) -> Terms:
        return Terms(
            priority_of(Impact(self.impact), Urgency(self.urgency)), self.category, Kind(self.kind), self.queue,
            self.level, self.contract,
        )  # fmt: skip


def unrolled(changes: Iterable[FieldChange], now: Values, opened: datetime) -> tuple[TermsFrom, ...]:
    """``now`` is what the fields hold after all changes."""
    ordered = sorted(changes, key=lambda one: one.stamp)
    first: dict[str, object] = {}
    for change in ordered:
        first.setdefault(change.field, change.before)
    values = replace(now, **first)  # type: ignore[arg-type] # plain values of tracked fields
    at, found = opened, [TermsFrom(opened, values.terms())]
    for change in ordered:
        at = max(at, change.at)  # desks' clocks differ: terms never begin before those they follow
        values = replace(values, **{change.field: change.after})  # type: ignore[arg-type] # as above
        if found[-1].at == at:
            found.pop()
        found.append(TermsFrom(at, values.terms()))
    return tuple(found)
