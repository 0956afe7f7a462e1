"""The demonstration's past reminders have been given: it begins with those of its last hours only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from core.sla.history import history_of
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition
from core.sla.reminders import Service
from core.sla.steps import steps_due
from core.sync.state import CallRecord
from core.tickets.marks import Reminded
from core.tickets.ticket import Ticket

FRESH = timedelta(hours=1)


def reminded_before(
    tickets: Iterable[Ticket], calls: Iterable[CallRecord], edition: Edition, now: datetime
) -> Iterator[Ticket]:
    levels = ServiceLevels(Book((edition,)), now)
    answered = {one.facts.id: one.facts.answered_at for one in calls}
    for ticket in tickets:
        if not ticket.status.is_open:
            yield ticket
            continue
        moments = (answered.get(call) for call in ticket.calls)
        history = history_of(ticket, [at for at in moments if at is not None])
        service = Service(ticket.id, ticket.number, ticket.subject, history)
        given = steps_due(service, levels, now - FRESH)
        yield replace(ticket, reminded=tuple(Reminded(one.key, one.moment) for one in given))
