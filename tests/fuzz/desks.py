"""The desk that does everything right, and a look at all that its screens would ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from core.ids import NoteId, TeamId, TicketId, new_id
from core.reading import TicketFilter, TicketScope
from core.sync.exchange import Exchange, drive
from core.sync.records import Ref
from core.tickets.commands import AddNote, OpenTicket, Stamp
from server.compose import SystemClock
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.server.rig import RunningServer, Seat

LONGEST_LOOK = 20


class HonestDesk:
    """Its person sees everything, so all that others brought the server to keep comes here."""

    def __init__(self, folder: Path, seat: Seat, server: RunningServer) -> None:
        self.desk = create_desk(folder, "a long passphrase", cost=TEST_COST)
        self.desk.replica.join(server.fingerprint)
        self._seat = seat
        self._made: list[str] = []

    def works(self) -> None:
        """A ticket with a note is made and taken, and everything is pulled, without anything being refused."""
        ticket = TicketId(new_id())
        stamp = Stamp(self._seat.person, self._seat.desk, datetime.now(UTC))
        self.desk.perform(OpenTicket(stamp, ticket, fields={"subject": "by the honest desk"}))
        self.desk.perform(AddNote(stamp, ticket, NoteId(new_id()), "as it should be"))
        self._made.append(ticket)
        outcome = drive(Exchange(self.desk.replica, self._seat.link, SystemClock(), self, "0.1.0").round())
        assert not outcome.differing, outcome.differing
        figures = self.desk.refusals.figures()
        assert (figures.waiting, figures.refused) == (0, 0), figures
        for one in self._made[-LONGEST_LOOK:]:
            assert self.desk.read.ticket(TicketId(one)) is not None

    def close(self) -> None:
        self.desk.close()

    def changed(self, refs: Sequence[Ref]) -> None:
        """``Watcher``."""

    def progress(self, rows: int, *, usable: bool) -> None:
        """``Watcher``."""


def read_everything(desk: SqlDesk, random: Random) -> None:
    """Lists, cards, search, counts and clocks: what lies there must at least be readable."""
    now = datetime.now(UTC)
    rows = desk.read.tickets(TicketFilter(TicketScope.ALL)).rows
    for row in random.sample(rows, min(len(rows), LONGEST_LOOK)):
        desk.read.ticket(row.id)
    desk.read.search("打印")
    desk.read.directory()
    desk.read.counts(random.choice(rows).assignee or "", (TeamId("x"),)) if rows else None  # type: ignore[arg-type]
    desk.clocks.book()
    desk.clocks.due(now)
    desk.clocks.refresh(now)
    desk.refusals.refused()
    desk.refusals.strays()
