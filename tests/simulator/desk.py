"""One desk of the simulated floor: the real database, replica and exchange; its person, its clock, its crashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from core.errors import RuleViolation, Trouble
from core.ids import AgentId, DeskId
from core.sync.exchange import Ending, Exchange, Lane, Outcome, Round, drive
from core.sync.live import Brought
from core.sync.messages import PROTOCOL
from core.sync.records import Ref
from core.tickets.commands import AddNote, Command, EditTicket, Stamp
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from tests.simulator.disk import Fuse, PowerCut, power_off
from tests.simulator.network import SimulatedLink, Weather
from tests.simulator.server import Server
from tests.simulator.watching import Broken, Watch
from tests.storage.glance import Glance
from tests.storage.ledger.rig import HandClock
from tests.storage.making import PASSPHRASE

SERVER = "the server"


@cache
def _template() -> Path:
    folder = Path(mkdtemp(prefix="ringdesk-sim-")) / "desk"
    create_desk(folder, PASSPHRASE, cost=TEST_COST).close()
    return folder


@dataclass(slots=True)
class SkewedClock:
    """The desk's own, hours away from the server's; somebody may set it."""

    true: HandClock
    skew: timedelta

    def now(self) -> datetime:
        return self.true.now() + self.skew

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Typed:
    """What a person wrote on this desk: the operation's id for each note."""

    notes: dict[str, tuple[str, str]] = field(default_factory=dict)  # note: its operation and ticket
    ops: list[str] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)  # tickets


class SimulatedDesk(Glance):
    """Everything it does may end in a power cut; then it starts again with what is on its disk."""

    def __init__(
        self, folder: Path, person: AgentId, server: Server, clock: SkewedClock, random: Random, watch: Watch
    ) -> None:
        shutil.copytree(_template(), folder)
        self._folder = folder
        self.person = person
        self.name = DeskId(folder.name)
        self.clock = clock
        self.weather = Weather()
        self.fuse = Fuse()
        self.typed = Typed()
        self.protocol = PROTOCOL
        self.endings: list[Ending] = []
        self.fed = 0  # rounds for which nothing had to be asked
        self.link = SimulatedLink(server, person, self.name, self.weather, random, watch)
        self.desk = self._open()

    def join(self) -> None:
        self.desk.replica.join(SERVER)

    def now(self) -> datetime:
        return self.clock.now()

    def stamp(self) -> Stamp:
        offset = timedelta(milliseconds=self.desk.replica.standing().offset_ms)
        return Stamp(self.person, self.name, self.clock.now(), offset)

    def do(self, command: Command) -> bool:
        """False: a rule said no, or the power went. What was just typed is what is shown."""
        try:
            self.desk.perform(command)
        except RuleViolation:
            return False
        except PowerCut:
            self.start_again()
            self._remember(command)
            return False
        self.fuse.burn(None)
        self._remember(command)
        if isinstance(command, EditTicket):
            self._is_shown(command)
        return True

    def exchange(self, meanwhile: Callable[[], None] = lambda: None, brought: Sequence[Brought] = ()) -> bool:
        """A round; False: it broke off. ``meanwhile`` is what the person goes on doing between its errands."""
        exchange = Exchange(self.desk.replica, self.link, self.clock, self, "sim", self.protocol)
        round_ = exchange.news(brought) if brought else exchange.round()
        try:
            outcome = drive(self._while_somebody_works(round_, meanwhile))
        except Trouble:
            return False
        except PowerCut:
            self.start_again()
            return False
        finally:
            self.fuse.burn(None)
            self.own_notes_are_shown()
        self.endings.append(outcome.ending)
        self.fed += not outcome.is_whole
        if outcome.differing:
            raise Broken(f"{self.name} had to be healed: {outcome.differing}")
        return True

    def _while_somebody_works(self, round_: Round, meanwhile: Callable[[], None]) -> Round:
        result: Any = None
        while True:
            try:
                errand = round_.send(result)
            except StopIteration as end:
                outcome: Outcome = end.value
                return outcome
            result = yield errand
            if errand.lane is Lane.DESK:
                self.own_notes_are_shown()
                meanwhile()

    def changed(self, refs: Sequence[Ref]) -> None:
        """``Watcher``: screens would look again; here everything is looked at anyway."""

    def progress(self, rows: int, *, usable: bool) -> None:
        """``Watcher``."""

    def start_again(self) -> None:
        power_off(self.desk.database)
        self.desk._lock.release()
        self.fuse.mend()
        self.desk = self._open()

    def close(self) -> None:
        self.desk.close()

    def log(self) -> dict[str, tuple[str, str]]:
        """Every operation of this desk: its state and its refusal."""
        with self.desk.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, state, refusal FROM oplog").all()
        return {row.id: (row.state, row.refusal or "") for row in rows}

    def own_notes_are_shown(self) -> None:
        """From the moment a note is written it is seen on its own desk, until it is refused or the ticket goes."""
        with self.desk.database.reading() as connection:
            tickets = set(connection.exec_driver_sql("SELECT id FROM tickets").scalars())
            notes = set(connection.exec_driver_sql("SELECT id FROM ticket_notes").scalars())
            gone = "SELECT id FROM oplog WHERE state IN ('refused', 'dismissed')"
            refused = set(connection.exec_driver_sql(gone).scalars())
        for note, (op, ticket) in self.typed.notes.items():
            if ticket in tickets and op not in refused and note not in notes:
                raise Broken(f"the note {note} of {op} flickered off {self.name}")

    def _remember(self, command: Command) -> None:
        fresh = [op for op in self.log() if op not in set(self.typed.ops)]
        self.typed.ops += fresh
        if isinstance(command, AddNote) and fresh:
            self.typed.notes[command.note] = (fresh[-1], command.ticket)

    def _is_shown(self, command: EditTicket) -> None:
        record = self.ticket(command.ticket)
        for name, value in command.fields.items():
            if record is not None and getattr(record.ticket, name) != value:
                raise Broken(f"{name} was typed on {self.name} and another value is shown")

    def _open(self) -> SqlDesk:
        desk = open_desk(self._folder, PASSPHRASE)
        self.fuse.watch(desk.database._engine)
        return desk
