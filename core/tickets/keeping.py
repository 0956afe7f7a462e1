"""Promises made on a ticket, who watches it, and which reminders it has had: each change makes a new ticket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.errors import RuleViolation
from core.ids import AgentId, PromiseId
from core.tickets.marks import Promise, Reminded, Snooze, Watcher
from core.tickets.model import Status
from core.tickets.text import LABEL, NOTE, clean_line
from core.tickets.ticket import Moment, Ticket, TicketIsClosed


class UnknownPromise(RuleViolation):
    """It may have been made on another desk and not be here yet."""

    def __init__(self) -> None:
        super().__init__("This promise is not on this desk.")


class PromiseInThePast(RuleViolation):
    """Nobody can keep it."""

    def __init__(self) -> None:
        super().__init__("A call-back can only be promised for a time to come. Please choose a later time.")


class ReasonMissing(RuleViolation):
    """Whoever looks at the list wants to know why it was put off."""

    def __init__(self) -> None:
        super().__init__("Please say why the reminder is put off.")


class SnoozeInThePast(RuleViolation):
    """It would come at once."""

    def __init__(self) -> None:
        super().__init__("A reminder can only be put off to a time to come. Please choose a later time.")


def promised(ticket: Ticket, promise: PromiseId, due: datetime, text: str, when: Moment) -> Ticket:
    """A new promise; one that is still open is moved; one that was settled stays as it is."""
    if ticket.status is Status.CLOSED:
        raise TicketIsClosed(ticket.number)
    if due <= when.at:
        raise PromiseInThePast
    kept = next((one for one in ticket.promises if one.id == promise), None)
    if kept is not None and not kept.is_open:
        return ticket
    line = clean_line(text, "text", NOTE)
    made = replace(kept, due=due, text=line) if kept else Promise(promise, due, when.at, when.by, line)
    return ticket if made == kept else _with_promise(ticket, made, when)


def settled(ticket: Ticket, promise: PromiseId, when: Moment, *, is_kept: bool) -> Ticket:
    kept = next((one for one in ticket.promises if one.id == promise), None)
    if kept is None:
        raise UnknownPromise
    if not kept.is_open:
        return ticket
    done = replace(kept, kept_at=when.at) if is_kept else replace(kept, withdrawn_at=when.at)
    return _with_promise(ticket, done, when)


def watched(ticket: Ticket, agent: AgentId, when: Moment, *, on: bool) -> Ticket:
    """The later wish holds, in whatever order they come; the ticket itself has not changed by it."""
    before = next((one for one in ticket.watchers if one.agent == agent), Watcher(agent, on=False))
    if when.stamp <= before.stamp:
        return ticket
    others = tuple(one for one in ticket.watchers if one.agent != agent)
    watchers = sorted((*others, Watcher(agent, on, when.stamp)), key=lambda one: one.agent)
    return replace(ticket, watchers=tuple(watchers))


def reminded(ticket: Ticket, keys: Iterable[str], when: Moment) -> Ticket:
    """Only ever grows; a reminder is no change of the ticket that lists would show as new."""
    known = {one.key for one in ticket.reminded}
    fresh = [Reminded(key, when.at) for key in dict.fromkeys(keys) if key not in known]
    return replace(ticket, reminded=(*ticket.reminded, *fresh)) if fresh else ticket


def snoozed(ticket: Ticket, key: str, until: datetime, reason: str, when: Moment) -> Ticket:
    if until <= when.at:
        raise SnoozeInThePast
    line = clean_line(reason, "reason", LABEL * 4)
    if not line:
        raise ReasonMissing
    snooze = Snooze(key, until, line, when.at, when.by)
    return ticket if snooze in ticket.snoozes else replace(ticket, snoozes=(*ticket.snoozes, snooze))


def _with_promise(ticket: Ticket, promise: Promise, when: Moment) -> Ticket:
    others = tuple(one for one in ticket.promises if one.id != promise.id)
    promises = sorted((*others, promise), key=lambda one: (one.made_at, one.id))
    changed = max(ticket.changed_at, when.at)
    return replace(ticket, promises=tuple(promises), changed_at=changed, version=ticket.version + 1)
