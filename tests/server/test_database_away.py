"""What the database or a mistake of ours does to the watchers of a server: they go on, and nobody stays in by it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest

from core.directory import NameEntry
from core.ids import AgentId, DeskId, new_id
from core.ports_server import Ledger
from core.rights import Role
from core.sync.clock import stamp_after
from core.sync.messages import Fate, Push
from core.sync.ops import Birth, op_from, to_wire
from core.sync.who import MAY_SAVE_DIRECTORY, Who, scope_of
from core.tickets.commands import SaveDirectory, Stamp
from core.trust import Account, Turned
from server import live as live_of
from server import serve
from server.compose import Opened, opened
from server.gate import Signed
from server.live import Live
from server.room import Room
from server.seats import Seat
from server.serve import Certificate
from storage.faults import DiskFull
from storage.ledger.stores import LedgerAway
from storage.ledger.trust.sessions import Sessions
from tests.server.rig import make_server

BO = Account(AgentId(new_id()), "bo", Role.AGENT)
DESK = DeskId(new_id())


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Opened]:
    make_server(tmp_path / "s")
    with opened(tmp_path / "s") as made:
        yield made


@dataclass
class ComingBack:
    """Fails when it is first asked for news; afterwards something was taken."""

    mistake: type[Exception]
    asked: int = 0
    waited: int = 0

    def head(self) -> int:
        self.asked += 1
        raise LedgerAway

    def fresh(self, _since: int) -> None:
        """More than is brought along: each had better ask."""

    def wait_for_news(self, after: int, _seconds: float) -> int:
        self.waited += 1
        if self.waited == 1:
            raise self.mistake
        return max(after, 7)


async def until(done: Callable[[], bool]) -> None:
    while not done():
        await asyncio.wait([asyncio.get_running_loop().run_in_executor(None, lambda: None)])


@pytest.mark.parametrize("mistake", [LedgerAway, ValueError])
def test_a_server_whose_database_is_away_at_the_start_tells_of_news_when_it_is_back(
    one: Opened, mistake: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_of, "_WAIT", 0.001)
    ledger = ComingBack(mistake)

    async def story(live: Live) -> None:
        await live.start()
        await until(lambda: live._head == 7)
        await live.stop()

    asyncio.run(story(Live(replace(one.room(), ledger=cast("Ledger", ledger)))))
    assert ledger.asked == 1


@dataclass
class Stumbling:
    """Makes a mistake at the first question, or at every one; answers as the tables would."""

    origin: Any
    failing: str
    for_good: bool = False
    asked: Event = field(default_factory=Event)

    def __getattr__(self, name: str) -> Any:
        if name == self.failing and (self.for_good or not self.asked.is_set()):
            self.asked.set()
            raise ValueError(name)
        return getattr(self.origin, name)


def seated(live: Live, teams: tuple[str, ...] = ()) -> Seat:
    """At a line that is open, with a session that is over."""
    seat = Seat(Signed(BO, DESK, "digest"), Who(BO.person, DESK, scope_of(BO.person, ())))
    live._seats.sit(seat, 0)
    return seat


def with_trust(one: Opened, **changed: object) -> Room:
    room = one.room()
    return replace(room, trust=replace(room.trust, **changed))  # type: ignore[arg-type] # a fake keeps the promise


@pytest.mark.parametrize(("failing", "for_good"), [("living", False), ("drop_older", True)])
def test_who_is_sent_away_is_out_whatever_a_look_before_met(
    one: Opened, failing: str, for_good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_of, "_LOOK_EVERY", 0.001)
    sessions = Stumbling(one.trust.sessions, failing, for_good)

    async def story(live: Live) -> None:
        await live.start()
        seat = seated(live)
        await until(lambda: bool(seat.close_with))
        assert seat.close_with == Turned.SESSION.value
        await live.stop()

    asyncio.run(asyncio.wait_for(story(Live(with_trust(one, sessions=cast("Sessions", sessions)))), 20))


def test_new_teams_reach_an_open_line_although_they_could_not_be_read_at_first(one: Opened) -> None:
    """What was read of a directory holds only once everybody who sits there is counted by it."""
    live = Live(one.room())
    seat = seated(live)
    shape_anew(one)
    failing = Stumbling(one.room().glance, "teams_of")
    live._room = replace(one.room(), glance=cast("Any", failing))
    with pytest.raises(ValueError, match="teams_of"):
        live._seated_anew(1)
    again = live._seated_anew(1)
    assert again is not None
    assert seat in again


def shape_anew(one: Opened) -> None:
    boss = Who(AgentId("boss"), DESK, frozenset({"*"}), frozenset({MAY_SAVE_DIRECTORY}))
    at = datetime.now(UTC)
    entry = NameEntry(f"team:{new_id()}", 1, None)
    birth = Birth(new_id(), stamp_after("", round(at.timestamp() * 1000), DESK))  # type: ignore[arg-type] # an id
    op = op_from(SaveDirectory(Stamp(boss.person, DESK, at), (entry,)), birth)
    [answer] = one.ledger.take(boss, Push((to_wire(op),)))
    assert answer.fate is Fate.TAKEN


@dataclass
class Unlucky:
    """A certificate that cannot be renewed, then cannot be read, and then can."""

    troubles: list[Exception]
    looked: int = 0

    def look(self) -> None:
        self.looked += 1
        if self.troubles:
            raise self.troubles.pop(0)


def test_a_certificate_that_could_not_be_renewed_once_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_LOOK_AT_CERTIFICATE", 0.001)
    certificate = Unlucky([DiskFull(), ValueError("half a file"), PermissionError()])

    async def story() -> None:
        keeping = asyncio.create_task(serve._keep_certificate(cast("Certificate", certificate)))
        await until(lambda: keeping.done() or certificate.looked > 3)
        assert not keeping.done()
        keeping.cancel()

    asyncio.run(story())
    assert certificate.troubles == []
