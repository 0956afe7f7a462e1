"""A desk in dictionaries: keeps the promise of the encrypted one, for presenters' tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from core.customers.identity import NumberRules
from core.customers.numbers import identify
from core.directory import Names, directory_of, names_of
from core.errors import Trouble
from core.events import Event
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.papers import PaperRecord
from core.reading import Directory, Draft
from core.sla.policy import Book
from core.sla.posts import Post
from core.sync.clock import stamp_after
from core.sync.ops import Op
from core.sync.state import CallRecord, CustomerRecord, State
from core.tickets.commands import Command, Stamp
from core.tickets.files import Attachment
from core.tickets.handlers import handle
from core.tickets.ticket import Ticket, UnknownTicket
from tests.fakes.clocks import DictClocks, DictOffice
from tests.fakes.number_index import DictNumberIndex
from tests.fakes.outbox import FakeOutbox
from tests.fakes.papers import DictPapers
from tests.fakes.reading import DictReading
from tests.fakes.reports import NaiveReports

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Shelf:
    """What the desk holds; the reading looks into the same shelf."""

    def __init__(self, rules: NumberRules | None = None) -> None:
        self.tickets: dict[TicketId, Ticket] = {}
        self.calls: dict[CallId, CallRecord] = {}
        self.customers: dict[CustomerId, CustomerRecord] = {}
        self.drafts: dict[TicketId, Draft] = {}
        self.ops: list[Op] = []
        self.directory = Directory()
        self.numbers = DictNumberIndex(rules)
        self.next_numbers: dict[int, int] = {}
        self.missed_seen: datetime | None = None
        self.settings: dict[str, str] = {}
        self.book = Book()
        self.names: Names | None = None
        self.posts: dict[str, Post] = {}
        self.papers: dict[int, PaperRecord] = {}


class NoFiles:
    """``core.ports.FileBytes`` of a desk without a disk."""

    def bytes_of(self, file: Attachment) -> bytes | None:
        return None if file.is_there else b""


class FakeDesk:
    """``fail_with`` makes the next write raise that trouble, once, and change nothing: a full disk for an afternoon."""

    def __init__(self, rules: NumberRules | None = None) -> None:
        self.shelf = Shelf(rules)
        self.fail_with: Trouble | None = None
        self.is_closed = False
        self._read = DictReading(self.shelf)
        self.clocks = DictClocks(self.shelf)
        self.reports = NaiveReports(self.shelf)
        self.refusals = FakeOutbox()
        self.papers = DictPapers(self.shelf)
        self.files = NoFiles()
        self.office = DictOffice(self.shelf, lambda command: handle(command, DictUnitOfWork(self.shelf)))

    @property
    def read(self) -> DictReading:
        return self._read

    @property
    def ops(self) -> list[Op]:
        return self.shelf.ops

    def perform(self, command: Command) -> list[Event]:
        self._may_fail()
        return handle(command, DictUnitOfWork(self.shelf))

    def save_draft(self, ticket: TicketId, fields: Mapping[str, str], at: datetime) -> None:
        self._may_fail()
        if ticket not in self.shelf.tickets:
            raise UnknownTicket
        self.shelf.drafts[ticket] = Draft(dict(fields), at)

    def drop_draft(self, ticket: TicketId) -> None:
        self._may_fail()
        self.shelf.drafts.pop(ticket, None)

    def missed_calls_seen(self, at: datetime) -> None:
        self._may_fail()
        self.shelf.missed_seen = at

    def setting(self, key: str) -> str | None:
        return self.shelf.settings.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self._may_fail()
        self.shelf.settings[key] = value

    def save_directory(self, names: Directory) -> None:
        self.shelf.directory, self.shelf.names = names, None

    def close(self) -> None:
        self.is_closed = True

    def _may_fail(self) -> None:
        trouble, self.fail_with = self.fail_with, None
        if trouble is not None:
            raise trouble


class DictUnitOfWork:
    """Everything it stores waits for ``commit``."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._stored: list[tuple[Op, State, State]] = []
        self._numbers: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._stored.clear()

    def ticket(self, ticket: TicketId) -> Ticket | None:
        return self._shelf.tickets.get(ticket)

    def call(self, call: CallId) -> CallRecord | None:
        return self._shelf.calls.get(call)

    def customer(self, customer: CustomerId) -> CustomerRecord | None:
        return self._shelf.customers.get(customer)

    def book(self) -> Book:
        return self._shelf.book

    def names(self) -> Names:
        return self._shelf.names or names_of(self._shelf.directory)

    def team_of(self, agent: AgentId) -> TeamId | None:
        return next(
            (one.teams[0] for one in self._shelf.directory.people if one.id == agent and one.teams), None
        )

    def next_number(self, year: int) -> str:
        self._numbers[year] = self._shelf.next_numbers.get(year, 1)
        return f"{year}-{self._numbers[year]:06d}"

    def next_stamp(self, stamp: Stamp) -> str:
        last = max((op.stamp for op in self._shelf.ops), default="")
        physical = (stamp.at + stamp.offset - _EPOCH) // timedelta(milliseconds=1)
        return stamp_after(last, physical, stamp.desk)

    def store(self, op: Op, before: State, after: State) -> None:
        self._stored.append((op, before, after))

    def commit(self) -> None:
        for op, before, after in self._stored:
            self._keep(op, before, after)
        for year, number in self._numbers.items():
            self._shelf.next_numbers[year] = number + 1

    def _keep(self, op: Op, before: State, after: State) -> None:
        shelf = self._shelf
        shelf.ops.append(op)
        if after.call:
            shelf.calls[after.call.facts.id] = after.call
        if after.book is not None:
            shelf.book = after.book
        if after.names is not None:
            shelf.names, shelf.directory = after.names, directory_of(after.names)
        if before.ticket and not after.ticket:
            del shelf.tickets[before.ticket.id]
            shelf.drafts.pop(before.ticket.id, None)
        if before.customer and not after.customer:
            shelf.numbers.remove(before.customer.customer.id)
            del shelf.customers[before.customer.customer.id]
        if after.customer:
            shelf.customers[after.customer.customer.id] = after.customer
            shelf.numbers.put(after.customer.customer)
        if after.ticket:
            shelf.tickets[after.ticket.id] = after.ticket
            self._remember_caller(before.ticket, after.ticket, after.call)

    def _remember_caller(self, before: Ticket | None, after: Ticket, call: CallRecord | None) -> None:
        is_new = call is not None and not (before and call.facts.id in before.calls)
        if call is None or not is_new or call.facts.remote.withheld:
            return
        number = call.facts.remote.number
        if identify(number, self._shelf.numbers.rules).whole:
            self._shelf.numbers.saw_in_ticket(after.id, after.number, number, after.customer)
