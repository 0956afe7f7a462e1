"""A full desk without a window: real database, replica and exchange. Makes and sends a ticket at each line it reads.

``python -m tests.bench.pusher CHAIR FOLDER``: answers which ticket it was, when it was on this desk's disk, how long
the push alone took until the server answered, and which position it got.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from core.ids import TicketId, new_id
from core.sync.exchange import Exchange, drive
from core.sync.messages import Answers, Push
from core.sync.records import Ref
from core.tickets.commands import OpenTicket, Stamp
from courier.server_link import ServerLink
from server.compose import SystemClock
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.bench.sync_site import read_chairs, tell


class Timed:
    """The link, with a watch at its pushes."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link
        self.took = 0.0
        self.position = 0
        self.hello, self.pull, self.preview, self.numbers = link.hello, link.pull, link.preview, link.numbers

    def push(self, push: Push) -> Answers:
        began = time.perf_counter()
        answers = self._link.push(push)
        self.took = (time.perf_counter() - began) * 1_000
        self.position = max(one.position or 0 for one in answers.answers)
        return answers


class Nobody:
    """``Watcher``."""

    def changed(self, refs: Sequence[Ref]) -> None: ...
    def progress(self, rows: int, *, usable: bool) -> None: ...


def main(place: Path, folder: Path) -> None:
    [chair] = read_chairs(place)
    desk = create_desk(folder, "a long passphrase", cost=TEST_COST)
    desk.replica.join("bench")
    link = Timed(chair.link())
    exchange = Exchange(desk.replica, link, SystemClock(), Nobody(), "bench")
    drive(exchange.round())
    tell(sys.stdout, ready=1)
    for number, _ in enumerate(sys.stdin):
        ticket, at = make(desk, Stamp(chair.person, chair.credentials.desk, datetime.now(UTC)), number)
        drive(exchange.round())
        tell(sys.stdout, ticket=ticket, at=at, push=link.took, position=link.position)


def make(desk: SqlDesk, stamp: Stamp, number: int) -> tuple[TicketId, float]:
    """On disk before anything is sent."""
    ticket = TicketId(new_id())
    desk.perform(OpenTicket(stamp, ticket, fields={"subject": f"来自另一张桌子 {number}"}))
    return ticket, time.perf_counter()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
