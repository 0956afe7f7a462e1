"""The reading over dictionaries: the same answers, found by looking at everything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from core.calls.model import EndReason
from core.customers.identity import NumberRules
from core.customers.numbers import asked_keys, identify
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.papers import PaperRecord
from core.reading import (
    CallRow,
    Counts,
    CustomerCard,
    Directory,
    Draft,
    HitKind,
    SearchHit,
    TicketCard,
    TicketFilter,
    TicketOrder,
    TicketPage,
    TicketRow,
    TicketScope,
)
from core.sla.levels import ServiceLevels
from core.sla.moments import moments
from core.sla.policy import Book
from core.sla.posts import Post
from core.sla.reading import Moments
from core.sync.ops import Op, command_of
from core.sync.state import CallRecord, CustomerRecord, touched_by
from core.tickets.files import FileRow
from core.tickets.ticket import Ticket
from tests.fakes.clocks import FAR, service_of
from tests.fakes.number_index import DictNumberIndex
from tests.fakes.reports import NaiveReports

CARD_ROWS = 20
_SECOND = timedelta(seconds=1)


class Holdings(Protocol):
    """The shelf, as far as reading needs it."""

    tickets: dict[TicketId, Ticket]
    calls: dict[CallId, CallRecord]
    customers: dict[CustomerId, CustomerRecord]
    drafts: dict[TicketId, Draft]
    ops: list[Op]
    directory: Directory
    numbers: DictNumberIndex
    missed_seen: datetime | None
    book: Book
    posts: dict[str, Post]
    papers: dict[int, PaperRecord]


class DictReading:
    """``core.reading.Reading`` over a shelf."""

    def __init__(self, shelf: Holdings) -> None:
        self._shelf = shelf

    @property
    def numbers(self) -> DictNumberIndex:
        return self._shelf.numbers

    def tickets(self, what: TicketFilter, after: str | None = None, limit: int = 100) -> TicketPage:
        chosen = [one for one in self._newest() if _is_in(one, what)]
        if what.behind is not None:
            behind = NaiveReports(self._shelf).behind(what.behind)
            chosen = [one for one in self._newest() if one.id in behind]
        if what.order is TicketOrder.DUE and what.scope is not TicketScope.ALL:
            chosen.sort(key=lambda one: (self._moments(one).due or FAR, one.id))
        begin = next((n + 1 for n, one in enumerate(chosen) if one.id == after), 0)
        page = chosen[begin : begin + limit]
        rows = tuple(self._row(one) for one in page)
        return TicketPage(rows, page[-1].id if len(chosen) > begin + limit else None)

    def ticket(self, ticket: TicketId) -> TicketCard | None:
        one = self._shelf.tickets.get(ticket)
        if one is None:
            return None
        waiting = sum(touched_by(command_of(op)).ticket == ticket for op in self._shelf.ops)
        calls = tuple(self._call_row(self._shelf.calls[call]) for call in one.calls)
        draft = self._shelf.drafts.get(ticket)
        return TicketCard(
            self._row(one),
            one.description,
            one.kind,
            one.impact,
            one.urgency,
            one.category,
            one.team,
            one.notes,
            one.history,
            calls,
            draft,
            waiting,
            service_of(one, self._shelf.calls).history,
            one.promises,
            tuple(watcher.agent for watcher in one.watchers if watcher.on),
            one.snoozes,
            tuple(paper for _, paper in sorted(self._shelf.papers.items()) if paper.ticket == ticket),
            asset=one.asset,
            serial=one.serial,
            parts=one.parts,
            files=tuple(FileRow(file) for file in one.files),
        )

    def ticket_by_number(self, number: str) -> TicketId | None:
        return next((one.id for one in self._shelf.tickets.values() if one.number == number), None)

    def customer(self, customer: CustomerId) -> CustomerCard | None:
        record = self._shelf.customers.get(customer)
        if record is None:
            return None
        theirs = [one for one in self._newest() if one.customer == customer]
        still_open = [self._row(one) for one in theirs if one.status.is_open]
        recent = [self._row(one) for one in theirs if not one.status.is_open]
        return CustomerCard(
            record.customer, tuple(still_open[:CARD_ROWS]), tuple(recent[:CARD_ROWS]), len(still_open)
        )

    def calls(self, before: datetime | None = None, limit: int = 50) -> tuple[CallRow, ...]:
        rows = [self._call_row(record) for record in self._shelf.calls.values()]
        rows = [row for row in rows if before is None or row.began_at < before]
        return tuple(sorted(rows, key=lambda row: row.began_at, reverse=True)[:limit])

    def search(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
        hits = [*self._by_number(text), *self._tickets_holding(text), *self._customers_holding(text)]
        return tuple({(hit.kind, hit.ref): hit for hit in hits}.values())[:limit]

    def directory(self) -> Directory:
        return self._shelf.directory

    def counts(self, agent: AgentId, teams: tuple[TeamId, ...]) -> Counts:
        still_open = [one for one in self._shelf.tickets.values() if one.status.is_open]
        seen = self._shelf.missed_seen
        calls = [record.facts for record in self._shelf.calls.values()]
        missed = [one for one in calls if one.end is EndReason.MISSED and not (seen and one.began_at <= seen)]
        return Counts(
            sum(one.assignee == agent for one in still_open),
            sum(one.team in teams for one in still_open),
            sum(one.assignee is None for one in still_open),
            len(still_open),
            len(missed),
            len(self._shelf.ops),
        )

    def drafts(self) -> tuple[TicketRow, ...]:
        newest = sorted(self._shelf.drafts.items(), key=lambda item: item[1].at, reverse=True)
        return tuple(self._row(self._shelf.tickets[ticket]) for ticket, _draft in newest)

    def _newest(self) -> list[Ticket]:
        return sorted(self._shelf.tickets.values(), key=lambda one: (one.changed_at, one.id), reverse=True)

    def _row(self, one: Ticket) -> TicketRow:
        shelf = self._shelf
        names = shelf.directory
        customer = shelf.customers.get(one.customer) if one.customer else None
        kept = self._moments(one)
        return TicketRow(
            one.id,
            one.number,
            one.subject,
            one.status,
            one.priority,
            one.opened_at,
            one.changed_at,
            one.customer,
            customer.customer.name if customer else "",
            next((node.path for node in names.categories if node.id == one.category), ()),
            one.assignee,
            next((person.name for person in names.people if person.id == one.assignee), ""),
            next((team.name for team in names.teams if team.id == one.team), ""),
            one.id in shelf.drafts,
            kept.due,
            kept.kind,
            kept.risk_at,
            kept.is_paused,
        )

    def _moments(self, one: Ticket) -> Moments:
        levels = ServiceLevels(self._shelf.book, FAR)
        return moments(service_of(one, self._shelf.calls), levels) if one.status.is_open else Moments()

    def _call_row(self, record: CallRecord) -> CallRow:
        facts, shelf = record.facts, self._shelf
        customer = shelf.customers.get(record.customer) if record.customer else None
        answered = facts.answered_at or facts.ended_at or facts.began_at
        talked = facts.ended_at - facts.answered_at if facts.ended_at and facts.answered_at else timedelta(0)
        tied = sorted((one.id, one.number) for one in shelf.tickets.values() if facts.id in one.calls)
        return CallRow(
            facts.id,
            facts.direction,
            facts.remote.number,
            facts.remote.name,
            facts.began_at,
            facts.end,
            max(0, (answered - facts.began_at) // _SECOND),
            max(0, talked // _SECOND),
            record.customer,
            customer.customer.name if customer else "",
            facts.queue,
            tuple(tied),
            facts.remote.withheld,
        )

    def _by_number(self, text: str) -> list[SearchHit]:
        ticket = self.ticket_by_number(text.strip())
        hits = [_ticket_hit(self._shelf.tickets[ticket])] if ticket else []
        for hit in self._shelf.numbers.find(asked_keys(identify(text, NumberRules()))):
            if hit.customer and not hit.ticket:
                hits.append(SearchHit(HitKind.CUSTOMER, hit.customer, hit.name, hit.company))
            elif hit.ticket:
                hits.append(_ticket_hit(self._shelf.tickets[hit.ticket]))
        return hits

    def _tickets_holding(self, text: str) -> list[SearchHit]:
        def whole(one: Ticket) -> str:
            return " ".join((one.number, one.subject, one.description, *(note.text for note in one.notes)))

        return [_ticket_hit(one) for one in self._newest() if _holds(whole(one), text)]

    def _customers_holding(self, text: str) -> list[SearchHit]:
        found = [record.customer for record in self._shelf.customers.values()]
        return [
            SearchHit(HitKind.CUSTOMER, one.id, one.name, one.company)
            for one in found
            if _holds(f"{one.name} {one.company} {one.note}", text)
        ]


def _is_in(one: Ticket, what: TicketFilter) -> bool:
    is_of_scope = {
        TicketScope.MINE_OPEN: one.status.is_open and one.assignee == what.agent,
        TicketScope.TEAM_OPEN: one.status.is_open and one.team in what.teams,
        TicketScope.UNASSIGNED: one.status.is_open and one.assignee is None,
        TicketScope.ALL_OPEN: one.status.is_open,
        TicketScope.ALL: True,
    }[what.scope]
    is_of_customer = what.customer is None or one.customer == what.customer
    return is_of_scope and is_of_customer and (what.status is None or one.status is what.status)


def _holds(whole: str, text: str) -> bool:
    words = text.casefold().split()
    return bool(words) and all(word in whole.casefold() for word in words)


def _ticket_hit(one: Ticket) -> SearchHit:
    return SearchHit(
        HitKind.TICKET, one.id, one.subject or one.number, one.number, one.changed_at, one.status
    )
