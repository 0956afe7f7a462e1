"""A joined desk without a screen: real profile, real replica, a server without a network, lanes that are at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.presenters.hub import Hub
from console.presenters.signing import Typed
from console.settings.store import DESK_KEY
from console.sync.entering import Entered
from console.sync.gate import Gate
from console.sync.joining import Joining
from console.sync.keeper import StepKeeper
from console.sync.turn import Done, Rounds
from core.customers.identity import NumberRules
from core.errors import Trouble
from core.events import Event
from core.ids import AgentId, NoteId, TicketId, new_id
from core.reading import TicketFilter, TicketScope
from core.rights import Role
from core.sync.records import Ref
from core.sync.seat import Seat
from core.sync.standing import Standing
from core.tickets.commands import AddNote, Command, EditTicket, OpenTicket, Stamp
from storage.desk import SqlDesk
from tests.fakes.server import PASSWORD, FakeServer, FakeWays


class Timers:
    """What is to come; the test lets it come."""

    def __init__(self) -> None:
        self.jobs: list[tuple[float, Callable[[], None]]] = []

    def after(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        entry = (seconds, job)
        self.jobs.append(entry)
        return lambda: self.jobs.remove(entry) if entry in self.jobs else None

    def every(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        raise AssertionError("rounds are not ticked")

    def come(self) -> list[float]:
        """Everything that waits happens; how long it would have waited."""
        jobs, self.jobs = self.jobs, []
        for _, job in jobs:
            job()
        return [seconds for seconds, _ in jobs]


class Lanes:
    """At once, on this thread; ``between`` is done before each round, as another thread might."""

    def __init__(self) -> None:
        self.between: Callable[[], None] = lambda: None

    def with_server(self, job: Any, done: Any, failed: Any) -> None:
        self.between()
        self.aside(job, done, failed)

    def aside(self, job: Any, done: Any, failed: Any) -> None:
        try:
            answer = job()
        except Trouble as why:
            failed(why)
        else:
            done(answer)


class Told:
    """What the house was told."""

    def __init__(self) -> None:
        self.standings: list[Standing] = []
        self.is_wiped = False
        self.too_long_at: Seat | None = None
        self.rounds: list[Done] = []

    def standing(self, standing: Standing) -> None:
        self.standings.append(standing)

    def in_step(self, done: Done) -> None:
        self.rounds.append(done)

    def wipe(self) -> None:
        self.is_wiped = True

    def too_long(self, seat: Seat) -> None:
        self.too_long_at = seat


class JoinedDesk:
    """One profile folder and what keeps it in step."""

    def __init__(self, folder: Path, server: FakeServer) -> None:
        self.folder, self.server, self.clock = folder, server, server.clock
        clock = server.clock
        self.ways = FakeWays(server)
        self.lanes, self.timers, self.told, self.hub = Lanes(), Timers(), Told(), Hub()
        self.gate = Gate(folder, self.ways, clock)
        self.seen: list[Ref] = []
        self.desk: SqlDesk | None = None
        self.entered: Entered | None = None
        rounds = Rounds(self.hop, self.ways, clock, self, "tests")
        self.keeper = StepKeeper(rounds, self.lanes, self.timers, clock, self.told)

    def hop(self, act: Callable[[SqlDesk], Any], /) -> Any:
        assert self.desk is not None
        return act(self.desk)

    def changed(self, refs: Sequence[Ref]) -> None:
        self.seen += refs

    def progress(self, rows: int, *, usable: bool) -> None:
        """Nobody looks."""

    def unlock(self, login: str, password: str = PASSWORD, new: str = "", code: str = "") -> Entered:
        got: list[Entered] = []
        opener = self.gate.opener(Typed(login, password, new, code), NumberRules(), got.append)
        self.desk = opener(lambda _: None)
        self.entered = got[0]
        return got[0]

    def begin(self, login: str, password: str = PASSWORD) -> Entered:
        entered = self.unlock(login, password)
        self.keeper.begin(entered, self.gate.address)
        return entered

    def lock(self) -> None:
        self.keeper.end()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def stamp(self) -> Stamp:
        assert self.entered is not None
        return Stamp(self.entered.seat.person, self.entered.credentials.desk, self.clock.now())

    def do(self, command: Command) -> list[Event]:
        assert self.desk is not None
        self.clock.pass_by(timedelta(milliseconds=7))
        return self.desk.perform(command)

    def ticket(self, subject: str) -> TicketId:
        ticket = TicketId(new_id())
        self.do(OpenTicket(self.stamp(), ticket, fields={"subject": subject}))
        return ticket

    def edit(self, ticket: TicketId, **fields: object) -> None:
        self.do(EditTicket(self.stamp(), ticket, fields))

    def note(self, ticket: TicketId, text: str) -> None:
        self.do(AddNote(self.stamp(), ticket, NoteId(new_id()), text))

    def subjects(self) -> set[str]:
        assert self.desk is not None
        everything = TicketFilter(TicketScope.ALL, self.stamp().agent, ())
        return {row.subject for row in self.desk.read.tickets(everything, None, 1000).rows}


def joined(folder: Path, server: FakeServer, login: str) -> JoinedDesk:
    """Joined as the assistant does it."""
    desk = JoinedDesk(folder, server)
    server.codes.add("AAAA")
    joining = Joining(desk.lanes, desk.ways, server.clock)
    problems: list[Trouble] = []
    joining.look("tickets.example.com", lambda _: None, problems.append)
    joining.enrol("AAAA", lambda: None, problems.append)
    joining.sign_in(Typed(login, PASSWORD), lambda: None, problems.append)
    assert not problems, problems
    joining.make_profile(folder, NumberRules(), DESK_KEY, lambda who: json.dumps(dict(who)), lambda *_: None)
    return desk


def hire(server: FakeServer, *logins: str, role: Role = Role.AGENT) -> list[AgentId]:
    return [server.hire(login, login.title(), role) for login in logins]
