"""The demonstration's open tickets as a floor that is worked on: some late by hours, some soon, some waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle

from core.ids import AgentId, NoteId, PromiseId
from core.sla.clock import read_ticket
from core.sla.history import history_of
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition, TargetKind
from core.sla.reading import Reading
from core.sync.state import CallRecord
from core.tickets.marks import Promise
from core.tickets.model import Impact, Note, Status, StatusChange, Urgency, Waiting
from core.tickets.ticket import Ticket

LATE, SOON, CALM, EARLY = 1.06, 0.86, 0.55, 0.3  # how much of its shortest promise a ticket has used
MINE = (SOON, CALM, EARLY, SOON, EARLY, CALM)  # who is late at this desk is set apart
OLDEST = (SOON, LATE, SOON)  # the agent's own that are old enough to have used so much
THEIRS = (CALM, LATE, EARLY, SOON, CALM, EARLY)
WEIGHTS = ((Impact.SEVERAL, Urgency.HIGH), (Impact.ALL, Urgency.HIGH))
LATE_AT_MOST = timedelta(days=14)  # beyond that nobody keeps a ticket open: it was solved long ago
ENOUGH = 9  # open tickets on the agent's own list
ANSWERED = {"zh": "已邮件答复客户，告知处理安排。", "en": "Answered by mail: who takes care of it, and when."}
PROMISED = {"zh": "客户希望听到处理结果", "en": "Wants to hear how it went"}
MINUTE = timedelta(minutes=1)


class Floor:
    """Reads each open ticket as the desk will, and moves its past until it fits."""

    def __init__(
        self, calls: Iterable[CallRecord], edition: Edition, now: datetime, me: AgentId, language: str
    ) -> None:
        self._answered = {one.facts.id: one.facts.answered_at for one in calls}
        self._levels = ServiceLevels(Book((edition,)), now)
        self._now = now
        self._me = me
        self._language = "zh" if language.startswith("zh") else "en"
        self._mine, self._theirs = cycle(MINE), cycle(THEIRS)

    def tickets(self, tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
        """Oldest change first, as they came."""
        everything = list(tickets)
        places = [n for n, one in enumerate(everything) if one.status.is_open]
        own = [n for n in places if everything[n].assignee == self._me]
        spare = len(own) - ENOUGH  # so many of the old ones may be solved
        for n in places:
            ticket = everything[n]
            is_mine, late = ticket.assignee == self._me, self._late_by(ticket)
            if late > LATE_AT_MOST and (not is_mine or spare > 0):
                spare -= is_mine
                everything[n] = self._solved(ticket)
            elif late > timedelta():
                everything[n] = self._worked_on(ticket, next(self._mine if is_mine else self._theirs))
        own = [n for n in own if everything[n].status.is_open]
        newest = self._of_the_newest()
        for n, change in zip(reversed(own), newest, strict=False):
            everything[n] = change(everything[n])
        for n, part in zip(own[: -len(newest)], OLDEST, strict=False):
            everything[n] = self._pressed(everything[n], part)
        return tuple(sorted(everything, key=lambda one: one.changed_at))

    def _of_the_newest(self) -> tuple[Callable[[Ticket], Ticket], ...]:
        """The agent's own: one call-back to come and one forgotten, two that wait."""
        now = self._now.replace(second=0, microsecond=0)
        return (
            lambda t: self._promised(t, now + (75 - now.minute % 5) * MINUTE),
            lambda t: self._waiting(t, Waiting.CUSTOMER),
            lambda t: self._promised(t, now - 100 * MINUTE),
            lambda t: self._waiting(t, Waiting.THIRD_PARTY),
        )

    def _readings(self, ticket: Ticket) -> list[Reading]:
        moments = (self._answered.get(call) for call in ticket.calls)
        history = history_of(ticket, [at for at in moments if at is not None])
        return [one for one in read_ticket(history, self._levels, self._now) if not one.state.is_over]

    def _late_by(self, ticket: Ticket) -> timedelta:
        found = [self._now - one.due for one in self._readings(ticket) if one.due is not None]
        return max(found, default=timedelta())

    def _used(self, ticket: Ticket) -> float:
        """Of the promise that is nearest to its end."""
        found = [
            one.used / one.target for one in self._readings(ticket) if one.kind is not TargetKind.CALL_BACK
        ]
        return max(found, default=0.0)

    def _pressed(self, ticket: Ticket, part: float) -> Ticket:
        """As weighty as it must be to have used so much by now."""
        for impact, urgency in ((ticket.impact, ticket.urgency), *WEIGHTS):
            weighty = self._heard(replace(ticket, impact=impact, urgency=urgency))
            if self._used(self._resumed(weighty, timedelta())) > part:
                made = self._worked_on(weighty, part)
                if self._late_by(made) < timedelta(hours=20):  # office hours stand still over a weekend
                    return made
        return ticket

    def _worked_on(self, ticket: Ticket, part: float) -> Ticket:
        """It waited for the customer until so much of its time is used by now."""
        answered = self._heard(ticket)
        early, late = timedelta(), self._now - ticket.opened_at
        if self._used(self._resumed(answered, early)) <= part:
            return self._resumed(answered, early)
        for _ in range(14):  # to a few minutes
            middle = (early + late) / 2
            if self._used(self._resumed(answered, middle)) > part:
                early = middle
            else:
                late = middle
        return self._resumed(answered, late)

    def _resumed(self, ticket: Ticket, wait: timedelta) -> Ticket:
        begun = min(ticket.opened_at + 10 * MINUTE, self._now)
        at = min(begun + wait, self._now)
        if at - begun < MINUTE:
            return _with_steps(ticket)
        return _with_steps(
            ticket, _step(ticket, Status.PENDING, begun, Waiting.CUSTOMER), _step(ticket, Status.ASSIGNED, at)
        )

    def _waiting(self, ticket: Ticket, whom: Waiting) -> Ticket:
        """Since soon after it was opened."""
        at = min(ticket.opened_at + 25 * MINUTE, self._now)
        return _with_steps(self._heard(ticket), _step(ticket, Status.PENDING, at, whom))

    def _heard(self, ticket: Ticket) -> Ticket:
        """The customer has had an answer, by the call it came from or soon after."""
        if any(self._answered.get(call) for call in ticket.calls):
            return ticket
        at = min(ticket.opened_at + 8 * MINUTE, self._now)
        by = ticket.assignee or ticket.history[0].by
        note = Note(NoteId(f"{ticket.id}-heard"), ANSWERED[self._language], at, by, informs=True)
        return replace(ticket, notes=(*ticket.notes, note), changed_at=max(ticket.changed_at, at))

    def _promised(self, ticket: Ticket, due: datetime) -> Ticket:
        calm = self._worked_on(ticket, CALM)
        made = max(ticket.opened_at, min(due, self._now) - timedelta(hours=3))
        promise = Promise(PromiseId(ticket.id), due, made, self._me, PROMISED[self._language])
        return replace(calm, promises=(promise,), changed_at=max(calm.changed_at, made))

    def _solved(self, ticket: Ticket) -> Ticket:
        """Within a day of its last step, and closed after the customer had time to say no."""
        last = ticket.history[-1].at
        steps = [*ticket.history]
        if ticket.status is Status.PENDING:
            steps.append(_step(ticket, Status.ASSIGNED, last + timedelta(hours=20)))
        solved = steps[-1].at + timedelta(hours=5)
        steps += [
            _step(ticket, Status.RESOLVED, solved),
            _step(ticket, Status.CLOSED, solved + timedelta(days=3)),
        ]
        steps = [one for one in steps if one.at <= self._now]
        return replace(ticket, history=tuple(steps), changed_at=steps[-1].at)


def on_the_floor(
    tickets: Iterable[Ticket],
    calls: Iterable[CallRecord],
    edition: Edition,
    now: datetime,
    me: AgentId,
    language: str,
) -> tuple[Ticket, ...]:
    return Floor(calls, edition, now, me, language).tickets(tickets)


def _step(ticket: Ticket, status: Status, at: datetime, waits_for: Waiting | None = None) -> StatusChange:
    return StatusChange(status, at, ticket.assignee or ticket.history[0].by, waits_for)


def _with_steps(ticket: Ticket, *steps: StatusChange) -> Ticket:
    """After it was taken, nothing but these. One in the team's pile stays there: nobody has it who could wait."""
    if ticket.assignee is None:
        return ticket
    history = (*ticket.history[:2], *steps)
    return replace(ticket, history=history, changed_at=max(ticket.opened_at, history[-1].at, _last(ticket)))


def _last(ticket: Ticket) -> datetime:
    return max((note.at for note in ticket.notes), default=ticket.opened_at)
