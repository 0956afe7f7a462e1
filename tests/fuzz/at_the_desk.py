"""A server that says anything: the desk goes on working, keeps what waits, and is well again with an honest one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from core.errors import Trouble
from core.ids import NoteId, TicketId
from core.sync.exchange import Exchange, drive
from core.sync.messages import (
    Answers,
    Hello,
    NumberBlock,
    Page,
    Pull,
    Push,
    Welcome,
    from_message,
    to_message,
)
from core.sync.records import Ref
from core.sync.wire import parsed
from core.tickets.commands import AddNote, OpenTicket, Stamp
from core.tickets.model import Impact
from courier.server_troubles import trouble_of
from storage.desk import create_desk
from storage.keys import TEST_COST, new_key
from storage.ledger.ledger import SqlLedger, open_ledger
from storage.ledger.opening import embedded_store
from tests.fuzz.desks import read_everything
from tests.fuzz.mutations import Mutator
from tests.storage.ledger.rig import BOSS, HandClock

T = TypeVar("T")
_MOST_MESSAGES = 60  # in a round: a server that never comes to an end is left


class Enough(Trouble):
    """The network would have been gone by now."""

    def __init__(self) -> None:
        super().__init__("Enough of it.")


@dataclass
class HostileLink:
    """What the real ledger answers, changed on its way as by somebody who means harm; read as the desk reads it."""

    ledger: SqlLedger
    mutator: Mutator
    random: Random
    share: float = 0.0  # of the answers are changed
    told: int = 0

    def hello(self, hello: Hello) -> Welcome:
        return self._read(Welcome, self.ledger.hello(BOSS, hello))

    def push(self, push: Push) -> Answers:
        return self._read(Answers, Answers(self.ledger.take(BOSS, push)))

    def pull(self, pull: Pull) -> Page:
        return self._read(Page, self.ledger.pull(BOSS, pull.cursor, self.random.choice((3, 500))))

    def preview(self, limit: int) -> Page:
        return self._read(Page, self.ledger.preview(BOSS, limit))

    def numbers(self, year: int) -> NumberBlock:
        return self._read(NumberBlock, self.ledger.numbers(BOSS, year))

    def _read(self, kind: type[T], answer: T) -> T:
        self.told += 1
        if self.told > _MOST_MESSAGES:
            raise Enough
        plain: Any = json.loads(json.dumps(to_message(answer)))
        if self.random.random() < self.share:
            plain = self.mutator.changed(plain)
            if self.random.random() < 0.1:
                raise trouble_of(plain)
        return from_message(kind, parsed(json.dumps(plain).encode()))


@dataclass
class DeskFuzz:
    """One desk and one ledger for the whole time: what a round spoiled would be met by the next."""

    folder: Path
    random: Random
    seen: Counter[str] = field(default_factory=Counter)
    rounds: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.clock = HandClock()
        self.ledger = open_ledger(embedded_store(self.folder, new_key()), self.clock)
        self.desk = create_desk(self.folder / "desk", "a long passphrase", cost=TEST_COST)
        self.desk.replica.join("the server")
        self._link = HostileLink(self.ledger, Mutator(self.random), self.random)
        self._typed: list[str] = []
        self._differing: tuple[str, ...] = ()

    def step(self) -> None:
        self.clock.pass_by(timedelta(seconds=30))
        self.rounds += 1
        self._work()
        self._link.share = self.random.choice((0.0, 0.3, 0.3, 1.0))
        self._round()
        self._nothing_is_lost()
        read_everything(self.desk, self.random)

    def end(self) -> None:
        """The server is itself again: a few rounds later both have the same."""
        self._link.share = 0.0
        for _ in range(4):
            self.clock.pass_by(timedelta(seconds=30))
            self._round(must=True)
        self._nothing_is_lost()
        assert self._differing == (), self._differing
        assert self.desk.refusals.figures().waiting == 0
        self.desk.close()
        self.ledger.close()

    def _work(self) -> None:
        n = len(self._typed)
        ticket = TicketId(f"t{n}")
        stamp = Stamp(BOSS.person, BOSS.desk, self.clock.now(), self._offset())
        self.desk.perform(OpenTicket(stamp, ticket, fields={"subject": f"typed {n}", "impact": Impact.ALL}))
        self.desk.perform(AddNote(stamp, ticket, NoteId(f"n{n}"), "half of the work"))
        self._typed.append(ticket)

    def _offset(self) -> timedelta:
        """As the program has it from its last round."""
        return timedelta(milliseconds=self.desk.refusals.offset_ms())

    def _round(self, *, must: bool = False) -> None:
        self._link.told = 0
        exchange = Exchange(self.desk.replica, self._link, self.clock, self)
        try:
            self._differing = drive(exchange.round()).differing
        except Trouble as why:
            self.seen[type(why).__name__] += 1
            if must:
                raise
        else:
            self.seen["well"] += 1

    def _nothing_is_lost(self) -> None:
        """Whatever the server said of them, the log has every operation with what was typed."""
        with self.desk.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT count(*) FROM oplog").scalar_one()
        assert found >= 2 * len(self._typed), f"{2 * len(self._typed)} were typed, {found} are there"

    def changed(self, refs: Sequence[Ref]) -> None:
        """``Watcher``."""

    def progress(self, rows: int, *, usable: bool) -> None:
        """``Watcher``."""
