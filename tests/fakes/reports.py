"""Every count by looking at everything: slow, plain, and written without a look at the quick one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from core.calls.model import Direction, EndReason
from core.ids import CallId, TicketId
from core.reading import Directory
from core.reporting.asking import Behind, CountingState, HourCell, Question, Where
from core.reporting.counters import CALL_COUNTERS, STANDING, TICKET_COUNTERS, Group, Tally
from core.sla.clock import read_ticket
from core.sla.history import history_of
from core.sla.levels import ServiceLevels
from core.sla.policy import Book
from core.sync.state import CallRecord
from core.tickets.model import Status, StatusChange
from core.tickets.ticket import Ticket


class Shelf(Protocol):
    """What is counted of a fake desk."""

    tickets: dict[TicketId, Ticket]
    calls: dict[CallId, CallRecord]
    directory: Directory
    book: Book


WEEK = timedelta(days=7)
FAR = datetime(2100, 1, 1, tzinfo=UTC)
DONE = (Status.RESOLVED, Status.CLOSED)
JUDGED = {"first response": "response", "resolution": "resolution", "call-back": "call_back"}


class NaiveReports:
    """``core.reporting.asking.Reports`` over the shelf of a fake desk."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def counting(self) -> CountingState:
        return CountingState(self._zone().key)

    def count_on(self, limit: int = 100) -> CountingState:
        return self.counting()

    def queues(self) -> tuple[str, ...]:
        tickets = {one.queue for one in self._shelf.tickets.values()}
        return tuple(sorted(tickets | {one.facts.queue for one in self._shelf.calls.values()}))

    def sums(self, question: Question) -> Mapping[str, Tally]:
        found: dict[str, Counter[str]] = {}
        by_day = question.group in (Group.DAY, Group.WEEK, Group.MONTH)
        with_calls = question.group is not Group.CATEGORY and question.where.category is None
        if question.group is Group.NONE:
            found[""] = Counter()
        if by_day:
            found = {str(day): Counter() for day in range(question.first, question.last + 1)}
        self._add_tickets(found, question)
        if with_calls:
            self._add_calls(found, question)
        self._stand(found, question, by_day=by_day)
        names = [*TICKET_COUNTERS, *(CALL_COUNTERS if with_calls else ())]
        names += ["backlog"] if by_day else STANDING
        shown = {group: {name: tally[name] for name in names} for group, tally in found.items()}
        always = by_day or question.group is Group.NONE
        return {group: tally for group, tally in shown.items() if always or any(tally.values())}

    def _add_tickets(self, found: dict[str, Counter[str]], question: Question) -> None:
        for ticket in self._shelf.tickets.values():
            if self._is_asked(ticket, question.where):
                for day, name, amount in self.of_ticket(ticket):
                    if question.first <= day <= question.last:
                        self._drawer(found, question.group, ticket, day)[name] += amount

    def _add_calls(self, found: dict[str, Counter[str]], question: Question) -> None:
        for call in self._shelf.calls.values():
            day = self._day(call.facts.began_at)
            if self._is_asked_call(call, question.where) and question.first <= day <= question.last:
                for name, amount in self.of_call(call):
                    self._call_drawer(found, question.group, call, day)[name] += amount

    def hours(self, question: Question) -> tuple[HourCell, ...]:
        cells: dict[tuple[int, int], Counter[str]] = {}
        queue = question.where.queue
        for ticket in self._shelf.tickets.values():
            opened = ticket.history[0].at
            if queue in (None, ticket.queue) and question.first <= self._day(opened) <= question.last:
                cells.setdefault(self._hour(opened), Counter())["opened"] += 1
        for call in self._shelf.calls.values():
            began = call.facts.began_at
            if queue in (None, call.facts.queue) and question.first <= self._day(began) <= question.last:
                for name, amount in self.of_call(call):
                    if name in ("offered", "answered", "abandoned"):
                        cells.setdefault(self._hour(began), Counter())[name] += amount
        names = ("offered", "answered", "abandoned", "opened")
        return tuple(
            HourCell(*place, {name: cell[name] for name in names})
            for place, cell in sorted(cells.items())
            if any(cell.values())
        )

    def behind(self, what: Behind) -> set[str]:
        return {
            ticket.id
            for ticket in self._shelf.tickets.values()
            if self._is_asked(ticket, what.where)
            and (
                any(
                    name in what.counters and amount and what.first <= day <= what.last
                    for day, name, amount in self.of_ticket(ticket)
                )
                or ("backlog" in what.counters and self._is_open(ticket, what.last))
            )
        }

    # ── one ticket ──────────────────────────────────────────────────────────────────────────────────────────────────

    def of_ticket(self, ticket: Ticket) -> Iterator[tuple[int, str, int]]:
        opened = ticket.history[0].at
        yield self._day(opened), "opened", 1
        yield self._day(opened), "open_days", self._day(opened)
        yield self._day(opened), "tied_calls", len(ticket.calls)
        was_done = False
        first_done: datetime | None = None
        back: list[datetime] = []
        for step in self._steps(ticket):
            if step.status in DONE and not was_done:
                yield self._day(step.at), "resolved", 1
                yield self._day(step.at), "open_days", -self._day(opened)
                yield self._day(step.at), "resolution_s", int((step.at - opened).total_seconds())
                first_done = first_done or step.at
            if step.status not in DONE and was_done:
                yield self._day(step.at), "reopened", 1
                yield self._day(step.at), "open_days", self._day(opened)
                back.append(step.at)
            was_done = step.status in DONE
        yield from self._response(ticket, opened, first_done)
        yield from self._first_contact(ticket, first_done, back)
        yield from self._judged(ticket)

    def _response(
        self, ticket: Ticket, opened: datetime, done: datetime | None
    ) -> Iterator[tuple[int, str, int]]:
        heard = [self._shelf.calls[one].facts.answered_at for one in ticket.calls]
        heard += [note.at for note in ticket.notes if note.informs]
        heard += [done]
        known = [max(one, opened) for one in heard if one is not None]
        if known:
            yield self._day(min(known)), "responded", 1
            yield self._day(min(known)), "response_s", int((min(known) - opened).total_seconds())

    def _first_contact(
        self, ticket: Ticket, done: datetime | None, back: list[datetime]
    ) -> Iterator[tuple[int, str, int]]:
        calls = sorted(
            (self._shelf.calls[one].facts for one in ticket.calls), key=lambda facts: facts.began_at
        )
        if done is None or all(one.answered_at is None for one in calls):
            return
        yield self._day(done), "first_contact_base", 1
        again = [one for one in calls[1:] if one.began_at <= done + WEEK]
        if calls[0].began_at > done + WEEK:
            again = []
        if not again and not [one for one in back if one <= done + WEEK]:
            yield self._day(done), "first_contact", 1

    def _judged(self, ticket: Ticket) -> Iterator[tuple[int, str, int]]:
        answered = [self._shelf.calls[one].facts.answered_at for one in ticket.calls]
        history = history_of(ticket, [one for one in answered if one is not None])
        for one in read_ticket(history, ServiceLevels(self._shelf.book, FAR), FAR):
            kind = JUDGED.get(one.kind.value)
            if kind and one.state.value in ("met", "missed") and one.stopped_at:
                yield self._day(one.stopped_at), f"{kind}_{one.state.value}", 1

    def _steps(self, ticket: Ticket) -> list[StatusChange]:
        """In the order of their stamps, no moment before the one that came before it."""
        put_right: list[StatusChange] = []
        for step in sorted(ticket.history, key=lambda one: one.stamp):
            at = max([step.at, ticket.history[0].at, *(one.at for one in put_right[-1:])])
            put_right.append(StatusChange(step.status, at, step.by, step.waits_for, step.stamp))
        return put_right

    def _is_open(self, ticket: Ticket, day: int) -> bool:
        so_far = [step for step in self._steps(ticket) if self._day(step.at) <= day]
        return bool(so_far) and so_far[-1].status not in DONE

    # ── one call ────────────────────────────────────────────────────────────────────────────────────────────────────

    def of_call(self, call: CallRecord) -> Iterator[tuple[str, int]]:
        facts = call.facts
        is_over = facts.answered_at is not None or facts.ended_at is not None
        if facts.direction is Direction.OUTGOING:
            if is_over:
                yield "dialled", 1
                yield "reached", 1 if facts.answered_at else 0
            return
        if not is_over or (facts.answered_at is None and facts.end is EndReason.ANSWERED_ELSEWHERE):
            return
        yield "offered", 1
        yield "repeat", 1 if self._called_before(call) else 0
        if facts.answered_at is None:
            yield "abandoned", 1 if facts.end is EndReason.MISSED else 0
            yield "declined", 1 if facts.end is EndReason.DECLINED else 0
            return
        wait = int((facts.answered_at - facts.began_at).total_seconds())
        yield "answered", 1
        yield "wait_s", wait
        for most in (10, 15, 20, 30, 60, 120):
            yield f"within_{most}", 1 if wait <= most else 0
        if facts.ended_at is not None:
            talk = int((facts.ended_at - facts.answered_at).total_seconds())
            yield "handled", 1
            if call.held is not None:
                hold = min(talk, int(call.held.total_seconds()))
                yield "hold_known", 1
                yield "hold_s", hold
                talk -= hold
            yield "talk_s", talk
            if call.wrap_up is not None:
                yield "wrap_known", 1
                yield "wrap_s", int(call.wrap_up.total_seconds())

    def _called_before(self, call: CallRecord) -> bool:
        facts = call.facts
        if facts.remote.withheld or not facts.remote.number:
            return False
        return any(
            other.facts.remote.number == facts.remote.number
            and not other.facts.remote.withheld
            and other.facts.direction is Direction.INCOMING
            and (other.facts.began_at, other.facts.id) < (facts.began_at, facts.id)
            and facts.began_at - other.facts.began_at <= WEEK
            for other in self._shelf.calls.values()
        )

    # ── who is asked about ──────────────────────────────────────────────────────────────────────────────────────────

    def _is_asked(self, ticket: Ticket, where: Where) -> bool:
        category = where.category
        return (
            where.agent in (None, ticket.assignee or "")
            and where.team in (None, ticket.team or "")
            and where.queue in (None, ticket.queue)
            and (
                category is None
                or ticket.category == category
                or (bool(category) and ticket.category.startswith(f"{category}."))
            )
        )

    def _is_asked_call(self, call: CallRecord, where: Where) -> bool:
        return (
            where.agent in (None, call.agent or "")
            and where.queue in (None, call.facts.queue)
            and where.team in (None, self._team(call.agent or ""))
        )

    def _team(self, agent: str) -> str:
        return next((p.teams[0] for p in self._shelf.directory.people if p.id == agent and p.teams), "")

    def _drawer(self, found: dict[str, Counter[str]], group: Group, ticket: Ticket, day: int) -> Counter[str]:
        name = {
            Group.AGENT: ticket.assignee or "",
            Group.TEAM: ticket.team or "",
            Group.CATEGORY: ticket.category,
            Group.QUEUE: ticket.queue,
            Group.NONE: "",
        }.get(group, str(day))
        return found.setdefault(name, Counter())

    def _call_drawer(
        self, found: dict[str, Counter[str]], group: Group, call: CallRecord, day: int
    ) -> Counter[str]:
        agent = call.agent or ""
        name = {
            Group.AGENT: agent,
            Group.TEAM: self._team(agent),
            Group.QUEUE: call.facts.queue,
            Group.NONE: "",
        }.get(group, str(day))
        return found.setdefault(name, Counter())

    def _stand(self, found: dict[str, Counter[str]], question: Question, *, by_day: bool) -> None:
        for ticket in self._shelf.tickets.values():
            if not self._is_asked(ticket, question.where):
                continue
            if by_day:
                for day in range(question.first, question.last + 1):
                    found[str(day)]["backlog"] += int(self._is_open(ticket, day))
            elif self._is_open(ticket, question.last):
                drawer = self._drawer(found, question.group, ticket, 0)
                age = question.last - self._day(ticket.history[0].at)
                drawer["backlog"] += 1
                drawer["age_days"] += age

    # ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _zone(self) -> ZoneInfo:
        newest = self._shelf.book.newest
        return ZoneInfo(newest.calendars[0].zone if newest and newest.calendars else "UTC")

    def _day(self, at: datetime) -> int:
        return (at.astimezone(self._zone()).date() - date(1970, 1, 1)).days

    def _hour(self, at: datetime) -> tuple[int, int]:
        local = at.astimezone(self._zone())
        return local.weekday(), local.hour
