"""One run: a floor of desks on a seed, hours of work and trouble, calm at the end; then every promise is checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from core.ids import AgentId, TicketId
from core.sync.live import Brought
from storage.columns import from_json
from storage.replica import replica, waiting
from tests.simulator.desk import SimulatedDesk, SkewedClock
from tests.simulator.disk import engine_that_shares
from tests.simulator.network import deliver_late
from tests.simulator.people import TEAMS, Person_
from tests.simulator.server import BOSS, Server
from tests.simulator.watching import Watch
from tests.storage.ledger.rig import HandClock

STEPS = 45
PEOPLE = [AgentId("ann"), AgentId("bob"), BOSS]
_SHARED = Path("/dev/shm")


class World:
    """Deterministic: the same seed is the same story."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = Random(seed)
        self.clock = HandClock()
        self.server = Server(folder / "server", self.clock)
        self.watch = Watch(self.docs)
        self.server.teams = {
            PEOPLE[0]: TEAMS[:1],
            PEOPLE[1]: self.random.choice((TEAMS, TEAMS[1:])),
            BOSS: (),
        }
        self.desks = [
            SimulatedDesk(folder / f"desk-{n}", person, self.server, self._clock(), self.random, self.watch)
            for n, person in enumerate(PEOPLE)
        ]
        self.people = Person_(self.random, PEOPLE)
        self.story: list[str] = []
        self.lines: dict[str, list[Brought]] = {}

    def run(self) -> None:
        alone = self.random.choice((None, *self.desks))  # a desk that worked by itself before it joins
        for desk in self.desks:
            if desk is not alone:
                desk.join()
        for step in range(STEPS):
            self.clock.pass_by(timedelta(seconds=self.random.randrange(600)))
            if alone is not None and step == STEPS // 3:
                alone.join()
                alone = None
            self._step(alone)
        self._calm()

    def _step(self, alone: SimulatedDesk | None) -> None:
        desk = self.random.choice(self.desks)
        chance = self.random.random()
        if chance < 0.60:
            self._work(desk)
        elif chance < 0.86:
            if desk is not alone:
                self._exchange(desk)
                for other in self.desks:
                    if other is not alone and self.random.random() < 0.3:
                        self._hear(other)
        else:
            self._trouble(desk)

    def _work(self, desk: SimulatedDesk) -> None:
        command = self.people.act(desk)
        if command is None:
            return
        if self.random.random() < 0.05:
            desk.fuse.burn(self.random.randrange(25))
        done = desk.do(command)
        desk.fuse.burn(None)
        self.story.append(f"{desk.name} {type(command).__name__} {'' if done else 'not done'}")
        if self.random.random() < 0.1:
            self._draft(desk)

    def _draft(self, desk: SimulatedDesk) -> None:
        tickets = desk.tickets()
        if tickets:
            ticket = self.random.choice(tickets)
            desk.desk.save_draft(TicketId(ticket), {"note": "half a sentence"}, self.clock.now())
            desk.typed.drafts.add(ticket)

    def _exchange(self, desk: SimulatedDesk, brought: Sequence[Brought] = ()) -> None:
        weather = desk.weather
        weather.is_cut = self.random.random() < 0.15
        weather.lost, weather.unanswered, weather.doubled = 0.05, 0.08, 0.1
        version = self.random.random()
        desk.link.newer_server, desk.link.older_server = version < 0.3, version > 0.85
        if self.random.random() < 0.25:
            desk.fuse.burn(self.random.randrange(self.random.choice((30, 120, 500))))
        if self.random.random() < 0.1:
            self.server.fuse.burn(self.random.randrange(60))
        done = desk.exchange(lambda: self._meanwhile(desk), brought)
        desk.fuse.burn(None)
        self.server.fuse.burn(None)
        what = "news" if brought else "exchange"
        self.story.append(f"{desk.name} {what} {'' if done else 'broke off'}")
        if self.random.random() < 0.3:
            deliver_late(weather, self.random)

    def _hear(self, desk: SimulatedDesk) -> None:
        """What comes over the open line: from where this desk is or from where it was or will be, some of it lost."""
        waiting = self.lines.setdefault(desk.name, [])
        here, head = desk.desk.replica.standing().checkpoint, self.server.ledger.head()
        fresh = desk.link.news(self.random.choice((here, here, max(0, here - 2), min(head, here + 1))))
        if fresh is not None:
            waiting.append(fresh)
        if waiting and self.random.random() < 0.7:
            some = [one for one in waiting if self.random.random() < 0.9]
            waiting.clear()
            self._exchange(desk, some)

    def _meanwhile(self, desk: SimulatedDesk) -> None:
        """A round takes a while, and nobody waits for it."""
        if self.random.random() < 0.08 and not desk.fuse.is_burning:
            command = self.people.act(desk)
            if command is not None:
                desk.do(command)
                self.story.append(f"{desk.name} {type(command).__name__} meanwhile")

    def _trouble(self, desk: SimulatedDesk) -> None:
        chance = self.random.random()
        if chance < 0.16:
            desk.start_again()
            self.story.append(f"{desk.name} crash")
        elif chance < 0.24:
            self.server.start_again()
            self.story.append("server crash")
        elif chance < 0.42:
            person = self.random.choice(PEOPLE[:2])
            self.server.teams[person] = self.random.choice((TEAMS[:1], TEAMS[1:], TEAMS, ()))
            self.story.append(f"{person} moves to {self.server.teams[person]}")
        elif chance < 0.6:
            self.server.back_up()
            self.story.append("backup")
        elif chance < 0.76 and self.server.restore():
            self.story.append("restore")
        elif chance >= 0.76:
            wrong = self.random.randrange(-300, 300)
            desk.clock.skew = timedelta(days=wrong) if wrong % 5 == 0 else timedelta(minutes=wrong)
            self.story.append(f"the clock of {desk.name} is set")

    def _calm(self) -> None:
        """Nothing goes wrong any more; after a few rounds everybody has everything."""
        for desk in self.desks:
            desk.weather.is_cut = False
            desk.weather.lost = desk.weather.unanswered = desk.weather.doubled = 0.0
            desk.link.newer_server = desk.link.older_server = False
            while desk.weather.late:
                deliver_late(desk.weather, self.random)
        for _ in range(waiting.PATIENCE + 3):
            heads = [self.server.ledger.head()]
            for desk in self.desks:
                desk.exchange()
            heads.append(self.server.ledger.head())
            if heads[0] == heads[1] and not any(self._waits(desk) for desk in self.desks):
                break
        for desk in self.desks:
            desk.exchange()

    def _waits(self, desk: SimulatedDesk) -> bool:
        return any(state in ("pending", "taken") for state, _why in desk.log().values())

    def _clock(self) -> SkewedClock:
        return SkewedClock(self.clock, timedelta(minutes=self.random.randrange(-300, 300)))

    def docs(self) -> dict[tuple[str, str], dict[str, Any]]:
        with self.server.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT kind, id, doc FROM records WHERE is_deleted = 0").all()
        return {(row.kind, row.id): from_json(row.doc) for row in rows}

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        self.server.ledger.close()


@contextmanager
def world(seed: int) -> Iterator[World]:
    """Short pages, slices and patience, so that a small story meets every border."""
    folder = Path(mkdtemp(prefix="ringdesk-sim-", dir=_SHARED if _SHARED.is_dir() else None))
    ids = Random(seed)
    with (
        patch("core.tickets.carrying.new_id", lambda: f"op-{ids.getrandbits(64):016x}"),
        patch("storage.database.create_engine", engine_that_shares),
        patch.object(replica, "SLICE", 3),
        patch.object(waiting, "PATIENCE", 4),
    ):
        made = World(seed, folder)
        try:
            yield made
        finally:
            made.close()
            shutil.rmtree(folder, ignore_errors=True)
