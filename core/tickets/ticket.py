"""The ticket whole: loaded only to be changed, and every change makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from core.errors import RuleViolation
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.tickets.fields import FIELDS, Plain, cleaned
from core.tickets.files import Attachment
from core.tickets.marks import (
    TRACKED,
    FieldChange,
    Promise,
    Reminded,
    Snooze,
    Watcher,
    value_before,
    with_change,
)
from core.tickets.model import (
    NEXT,
    IllegalTransition,
    Impact,
    Kind,
    Note,
    Priority,
    Status,
    StatusChange,
    Urgency,
    Waiting,
    priority_of,
)
from core.tickets.text import NOTE, clean_text


class UnknownTicket(RuleViolation):
    """Nothing is known under this id here."""

    def __init__(self) -> None:
        super().__init__("This ticket is not on this desk.")


class TicketIsClosed(RuleViolation):
    """A closed ticket takes notes and calls, and nothing else."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "Ticket {number} is closed and stays as it is. A note can still be added to it.", number=number
        )


class SubjectMissing(RuleViolation):
    """What was solved must be findable afterwards."""

    def __init__(self, number: str) -> None:
        super().__init__("Ticket {number} needs a subject before it can be resolved.", number=number)


class NoteEmpty(RuleViolation):
    """There is nothing to keep."""

    def __init__(self) -> None:
        super().__init__("The note is empty. Please write something first.")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A field's value that had to make room, or one that came too late: kept for ever and visible.

    ``stamp`` is that of the operation which did not carry the day.
    """

    field: str
    value: Plain
    at: datetime
    by: AgentId
    stamp: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When, by whom, and with which hybrid-clock stamp something is done to a ticket."""

    at: datetime
    by: AgentId
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request, with everything that ever happened to it. Priority and status are read, never set.

    ``stamps`` says which operation last set a field, so that the later intent wins whatever order operations come in.
    """

    id: TicketId
    number: str
    history: tuple[StatusChange, ...]
    changed_at: datetime
    subject: str = ""
    description: str = ""
    kind: Kind = Kind.INCIDENT
    category: str = ""
    impact: Impact = Impact.ONE
    urgency: Urgency = Urgency.MEDIUM
    customer: CustomerId | None = None
    assignee: AgentId | None = None
    team: TeamId | None = None
    notes: tuple[Note, ...] = ()
    calls: tuple[CallId, ...] = ()
    stamps: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    queue: str = ""
    level: str = ""
    contract: str = ""
    changes: tuple[FieldChange, ...] = ()
    promises: tuple[Promise, ...] = ()
    watchers: tuple[Watcher, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    asset: str = ""
    serial: str = ""
    parts: str = ""  # one a line: core.tickets.goods
    files: tuple[Attachment, ...] = ()

    @property
    def status(self) -> Status:
        return self.history[-1].status

    @property
    def priority(self) -> Priority:
        return priority_of(self.impact, self.urgency)

    @property
    def opened_at(self) -> datetime:
        return self.history[0].at

    def moved_to(self, status: Status, when: Moment, waits_for: Waiting | None = None) -> Ticket:
        """Take a step of the table; who takes up a ticket that nobody has, has it."""
        if status not in NEXT[self.status]:
            raise IllegalTransition(self.number, self.status, status)
        if status is Status.RESOLVED and not self.subject:
            raise SubjectMissing(self.number)
        assignee = self.assignee
        if status is Status.ASSIGNED and assignee is None:
            assignee = when.by
        return _stepped(self, status, when, assignee, waits_for)

    def assigned_to(self, assignee: AgentId | None, team: TeamId | None, when: Moment) -> Ticket:
        """Give it to a person and/or a team; ``team`` None keeps the team. Waiting and solved tickets stay so."""
        if self.status is Status.CLOSED:
            raise TicketIsClosed(self.number)
        team = team or self.team
        if (assignee, team) == (self.assignee, self.team):
            return self
        given = replace(self, team=team)
        if assignee is not None and self.status in (Status.NEW, Status.ASSIGNED):
            return _stepped(given, Status.ASSIGNED, when, assignee)
        return _touched(replace(given, assignee=assignee), when)

    def edited(self, fields: Mapping[str, object], when: Moment) -> tuple[Ticket, tuple[Replaced, ...]]:
        """Set fields; a field that a later operation has set already keeps that value."""
        if self.status is Status.CLOSED:
            raise TicketIsClosed(self.number)
        values, stamps, replaced = dict[str, object](), dict(self.stamps), list[Replaced]()
        changes = self.changes
        for name, value in cleaned(fields).items():
            before = getattr(self, name)
            if value == before:  # wished for again: an earlier wish that comes later does not undo it
                stamps[name] = max(when.stamp, stamps.get(name, ""))
                continue
            if name in TRACKED:
                plain = FIELDS[name].plain
                was = value_before(changes, name, when.stamp, plain(before))
                change = FieldChange(name, was, plain(value), when.at, when.by, when.stamp)
                changes = with_change(changes, change)
            won = when.stamp >= stamps.get(name, "")
            lost = before if won else value
            replaced.append(Replaced(name, FIELDS[name].plain(lost), when.at, when.by, when.stamp))
            if won:
                values[name] = value
                stamps[name] = when.stamp
        if not values:
            return replace(self, changes=changes, stamps=stamps), tuple(replaced)
        after = replace(self, stamps=stamps, changes=changes, **cast("Any", values))
        return _touched(after, when), tuple(replaced)

    def with_note(self, note: Note) -> Ticket:
        """Notes only ever grow, also on a closed ticket; the same note twice is one."""
        if any(note.id == kept.id for kept in self.notes):
            return self
        text = clean_text(note.text, "note", NOTE).strip()
        if not text:
            raise NoteEmpty
        noted = replace(self, notes=(*self.notes, replace(note, text=text)))
        return _touched(noted, Moment(note.at, note.by))

    def with_call(self, call: CallId, when: Moment) -> Ticket:
        if call in self.calls:
            return self
        return _touched(replace(self, calls=(*self.calls, call)), when)


def _stepped(
    ticket: Ticket, status: Status, when: Moment, assignee: AgentId | None, waits_for: Waiting | None = None
) -> Ticket:
    waits = waits_for if status is Status.PENDING else None
    step = StatusChange(status, when.at, when.by, waits, when.stamp)
    return _touched(replace(ticket, history=(*ticket.history, step), assignee=assignee), when)


def _touched(ticket: Ticket, when: Moment) -> Ticket:
    """Newest change first must hold in lists although desks' clocks differ: it never goes back."""
    return replace(ticket, changed_at=max(ticket.changed_at, when.at), version=ticket.version + 1)


def open_ticket(
    ticket: TicketId, number: str, fields: Mapping[str, object], team: TeamId | None, when: Moment
) -> Ticket:
    """A new ticket in the hands of who made it: a mid-call ticket is answered at birth."""
    born = StatusChange(Status.NEW, when.at, when.by, None, when.stamp)
    new = Ticket(ticket, number, (born,), when.at, team=team)
    filled = replace(new, **cast("Any", cleaned(fields)))
    return replace(filled.assigned_to(when.by, team, when), version=1)
