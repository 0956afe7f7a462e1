"""The desk without a screen: presenters on a fake desk, a quiet line, a clock and a lane that the test moves."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from console.presenters.call_actions import CallActions
from console.presenters.call_column import CallColumnPresenter
from console.presenters.call_recorder import CallRecorder
from console.presenters.customer_presenter import CustomerPresenter
from console.presenters.frame_presenter import FramePresenter
from console.presenters.hub import Hub
from console.presenters.notices import Notices
from console.presenters.phone import Phone
from console.presenters.reference import Reference
from console.presenters.search_presenter import SearchPresenter
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_maker import TicketMaker
from console.presenters.ticket_moves import TicketMoves
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.times import Times
from console.presenters.workplace import Me, Workplace
from console.presenters.writer import Writer
from console.words import Catalogue
from core.calls.line import Account, LineListener, SoundChoice
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.identity import NumberRules
from core.customers.model import Customer, CustomerNumber
from core.errors import EnvironmentFault, Trouble
from core.ids import AgentId, CallId, CustomerId, DeskId, TeamId, TicketId, new_id
from core.post import Channels
from core.reading import Directory, Person, Team
from core.tickets.commands import SaveCustomer, Stamp
from core.tickets.model import Category
from tests.console.translations import FOLDER
from tests.fakes.desk import FakeDesk

NOON = datetime(2026, 5, 4, 4, 0, tzinfo=UTC)
TEAM = TeamId("after-sales")


class DiskFull(EnvironmentFault):
    """As storage says it."""

    def __init__(self) -> None:
        super().__init__("The disk is full.")


class Clock:
    """Time stands until the test moves it."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOON).total_seconds()


class Timers:
    """Jobs for later, run when the clock is moved past them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._jobs: list[tuple[datetime, Callable[[], None]]] = []

    def after(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        entry = (self._clock.at + timedelta(seconds=seconds), job)
        self._jobs.append(entry)
        return lambda: self._jobs.remove(entry) if entry in self._jobs else None

    def every(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        raise AssertionError("presenters are ticked from outside")

    def due(self) -> list[Callable[[], None]]:
        due = [entry for entry in self._jobs if entry[0] <= self._clock.at]
        for entry in due:
            self._jobs.remove(entry)
        return [job for _, job in due]


class Lane:
    """Questions wait until the test lets them through, as they do on the real lane."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.fault: Trouble | None = None
        self._waiting: deque[tuple[Any, Any, Any]] = deque()
        self._urgent: deque[tuple[Any, Any, Any]] = deque()

    def ask(self, question: Any, done: Any, failed: Any, *, urgent: bool = False) -> None:
        (self._urgent if urgent else self._waiting).append((question, done, failed))

    def step(self) -> bool:
        queue = self._urgent or self._waiting
        if not queue:
            return False
        question, done, failed = queue.popleft()
        try:
            if self.fault is not None:
                raise self.fault
            answer = question(self.desk)
        except Trouble as trouble:
            failed(trouble)
        else:
            done(answer)
        return True

    def settle(self) -> None:
        while self.step():
            pass


class View:
    """Writes down what it is shown: ``view.last("show_ticket")`` is what stands on the screen."""

    def __init__(self) -> None:
        self.shown: dict[str, list[Any]] = defaultdict(list)

    def __getattr__(self, name: str) -> Callable[..., None]:
        def show(*what: Any) -> None:
            self.shown[name].append(what[0] if len(what) == 1 else what)

        return show

    def last(self, name: str) -> Any:
        return self.shown[name][-1]


class QuietLine:
    """A line that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def tell(*what: Any) -> Any:
            self.told.append((name, *what))
            return CallId("dialled") if name == "dial" else None

        return tell


@dataclass
class Preferences:
    """Settings of the house."""

    wrap_up_seconds: int = 30
    reminder_duty: bool = True
    channels: Channels = Channels()  # noqa: RUF009 - a frozen value
    number_rules: NumberRules = field(default_factory=NumberRules)


class Rig:
    """Everything that compose joins, without Qt."""

    def __init__(self, language: str = "en") -> None:
        self.clock = Clock()
        self.timers = Timers(self.clock)
        self.desk = FakeDesk()
        self.desk.save_directory(
            Directory(
                (Person(AgentId("me"), "王敏", (TEAM,)), Person(AgentId("lei"), "张磊", (TEAM,))),
                (Team(TEAM, "售后"),),
                (Category("1", ("售后",), is_leaf=False), Category("2", ("售后", "打印机"))),
            )
        )
        self.lane = Lane(self.desk)
        self.words = Catalogue(FOLDER, language)
        self.hub = Hub()
        self.writer = Writer(self.lane, self.timers, self.hub)
        self.preferences = Preferences()
        self.place = Workplace(
            Me(AgentId("me"), "王敏", DeskId("desk"), (TEAM,)),
            self.words,
            self.clock,
            self.timers,
            self.lane,
            self.writer,
            self.hub,
            Times(self.words, self.clock, UTC),
            self.preferences,
        )
        self.phone = Phone()
        self.line = QuietLine()
        self.view = View()
        self.reference = Reference(self.place)
        self.notices = Notices(self.words, self.view)
        recorder = CallRecorder(self.place, self.phone.book)
        self.calls = CallColumnPresenter(self.place, self.phone, self.view)
        self.actions = CallActions(self.line, self.phone.book)
        self.tickets = TicketPresenter(self.place, self.reference, self.view)
        self.maker = TicketMaker(self.place, self.phone.book, self.tickets, self.calls.notes, self.notices)
        self.moves = TicketMoves(self.place, self.tickets, self.phone.book, self.view, self.notices)
        self.customers = CustomerPresenter(self.place, self.phone.book, self.view)
        self.frame = FramePresenter(self.place, self.phone, self.view, is_demo=False)
        self.frame.agent.on_wrapped_up(recorder.wrapped_up)
        self.list = TicketListPresenter(self.place, self.view, self.frame.counted)
        self.search = SearchPresenter(
            self.place, self.view.show_search, self.tickets.open, self.customers.follow_ticket
        )
        self.tickets.connect(
            self.view.show_page,
            self.customers.follow_ticket,
            self.maker.saved,
            lambda _: False,
            lambda call: any(one.id == call for one in self.phone.book.up),
        )
        self.customers.on_chosen(self.maker.customer_chosen)
        self.customers.on_open(self.tickets.open)
        self.begin()

    def begin(self) -> None:
        self.calls.begin()
        self.reference.read()
        self.list.read()
        self.lane.settle()

    def wait(self, seconds: float) -> None:
        """Time passes, and what it brings is done."""
        self.clock.at += timedelta(seconds=seconds)
        for job in self.timers.due():
            job()
        self.frame.agent.tick()
        self.lane.settle()

    def know(self, name: str, number: str, company: str = "") -> CustomerId:
        customer = Customer(CustomerId(new_id()), name, company=company, numbers=(CustomerNumber(number),))
        self.desk.perform(SaveCustomer(Stamp(AgentId("me"), DeskId("desk"), self.clock.at), customer))
        return customer.id

    def rings(self, number: str = "13812345678", name: str = "") -> CallSnapshot:
        snapshot = CallSnapshot(
            CallId(new_id()), Direction.INCOMING, CallState.RINGING, Party(number, name), self.clock.at
        )
        self.phone.call_changed(snapshot)
        self.lane.settle()
        return snapshot

    def talks(self, snapshot: CallSnapshot) -> CallSnapshot:
        talking = replace(snapshot, state=CallState.TALKING, answered_at=self.clock.at)
        self.phone.call_changed(talking)
        self.lane.settle()
        return talking

    def holds(self, snapshot: CallSnapshot) -> CallSnapshot:
        held = replace(snapshot, state=CallState.HELD, held_by_us=True)
        self.phone.call_changed(held)
        self.lane.settle()
        return held

    def ends(self, snapshot: CallSnapshot, end: EndReason = EndReason.HUNG_UP_BY_THEM) -> CallSnapshot:
        ended = replace(snapshot, state=CallState.ENDED, ended_at=self.clock.at, end=end)
        self.phone.call_changed(ended)
        self.lane.settle()
        return ended

    def answered_call(self, number: str = "13812345678") -> CallSnapshot:
        return self.talks(self.rings(number))

    def make(self, call: str = "") -> TicketId:
        self.maker.make(call)
        self.lane.settle()
        current = self.tickets.current
        assert current is not None
        return current.id

    def fails(self, fault: Trouble | None) -> None:
        """Every write and read meets this from now on."""
        self.lane.fault = fault


__all__ = ["Account", "LineListener", "Rig", "SoundChoice"]
